import NIOCore
import Synchronization

/// How many connections each address has open: one machine cannot take all that the server takes.
final class AddressShares: Sendable {
  private let open = Mutex<[String: Int]>([:])
  private let limit: Int
  private let proxies: Set<String>

  /// - Parameters:
  ///   - limit: the most connections of an address.
  ///   - proxies: addresses that stand for many, which are not counted.
  init(limit: Int, proxies: [String]) {
    self.limit = limit
    self.proxies = Set(proxies.compactMap(RequestOrigin.normalized))
  }

  /// Counts a connection; `false` where the address has its share already.
  func take(_ address: String) -> Bool {
    if proxies.contains(address) { return true }
    return open.withLock { open in
      guard open[address, default: 0] < limit else { return false }
      open[address, default: 0] += 1
      return true
    }
  }

  /// A connection has ended.
  func giveBack(_ address: String) {
    if proxies.contains(address) { return }
    open.withLock { open in
      guard let count = open[address] else { return }
      open[address] = count > 1 ? count - 1 : nil
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
    if shares.take(RequestRate.caller(address)) {
      counted = RequestRate.caller(address)
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
