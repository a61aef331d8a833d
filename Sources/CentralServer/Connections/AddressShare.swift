import NIOCore
import SyncProtocol
import Synchronization

/// How many connections each caller has open: one machine cannot take all that the server takes.
final class AddressShares: Sendable {
  private let open = Mutex<[CallerAddress: Int]>([:])
  private let limit: Int
  private let proxies: Set<String>

  /// - Parameters:
  ///   - limit: the most connections of a caller.
  ///   - proxies: addresses that stand for many, which are not counted.
  init(limit: Int, proxies: [String]) {
    self.limit = limit
    self.proxies = Set(proxies.compactMap(RequestOrigin.normalized))
  }

  /// Counts a connection; `false` where the address has its share already.
  func take(_ address: String) -> Bool {
    if proxies.contains(address) { return true }
    let caller = CallerAddress(address)
    return open.withLock { open in
      guard open[caller, default: 0] < limit else { return false }
      open[caller, default: 0] += 1
      return true
    }
  }

  /// A connection has ended.
  func giveBack(_ address: String) {
    if proxies.contains(address) { return }
    let caller = CallerAddress(address)
    open.withLock { open in
      guard let count = open[caller] else { return }
      open[caller] = count > 1 ? count - 1 : nil
    }
  }
}

/// Closes a connection whose address has its share of connections already, before anything is read from it.
final class AddressShare: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let shares: AddressShares
  private var counted: String?

  init(_ shares: AddressShares) { self.shares = shares }

  func handlerAdded(context: ChannelHandlerContext) {
    // A stream of HTTP/2 has no address of its own: its connection was counted.
    guard let address = context.channel.remoteAddress?.ipAddress.flatMap(RequestOrigin.normalized) else { return }
    if shares.take(address) {
      counted = address
    } else {
      context.channel.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    giveBack()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { giveBack() }

  private func giveBack() {
    if let counted { shares.giveBack(counted) }
    counted = nil
  }
}
