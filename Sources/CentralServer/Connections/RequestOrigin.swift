import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request really comes from, and whether it came there unread by others.
///
/// What a request says of itself in `X-Forwarded-*` is believed only where a listed proxy handed it over; anybody else
/// could write there what he likes.
struct RequestOrigin: Sendable {
  private let proxies: Set<String>
  private let isTLS: Bool

  /// - Parameters:
  ///   - proxies: addresses whose word is believed.
  ///   - isTLS: whether the server itself speaks TLS.
  init(proxies: [String], isTLS: Bool) {
    self.proxies = Set(proxies.compactMap(Self.normalized))
    self.isTLS = isTLS
  }

  /// Fills in the sender's address and whether the way was secure.
  ///
  /// - Throws: ``ServerProblem/notSecure`` where the request came over plain HTTP from another machine.
  func resolve(_ request: Request, _ context: inout ServerContext) throws {
    context.isSecure = isTLS
    guard !proxies.isEmpty else { return }
    guard proxies.contains(Self.normalized(context.peer) ?? "") else {
      // Past the proxy: fine with TLS of our own, or on this machine (an operator looking at /readyz).
      guard isTLS || context.isLocal else { throw ServerProblem.notSecure }
      return
    }
    let scheme = request.headers[values: .forwardedProto].last.map(Self.last)
    context.isSecure = scheme == "https"
    let senders = request.headers[values: .forwardedFor].joined(separator: ",")
    guard !senders.isEmpty else {
      guard context.isSecure || context.isLocal else { throw ServerProblem.notSecure }
      return
    }
    for sender in senders.split(separator: ",").reversed() {
      // What stands further to the left was written by whoever sent it there.
      guard let address = Self.normalized(String(sender.drop { $0 == " " })) else { break }
      context.peer = address
      context.isForwarded = true
      if !proxies.contains(address) { break }
    }
    guard context.isSecure else { throw ServerProblem.notSecure }
  }

  private static func last(_ list: String) -> String {
    (list.split(separator: ",").last ?? "").filter { $0 != " " }.lowercased()
  }

  /// An address in the one form that the system prints; `nil` for what is none.
  static func normalized(_ text: String) -> String? {
    let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    guard let address = try? SocketAddress(ipAddress: bare.filter { $0 != " " }, port: 0).ipAddress else { return nil }
    // IPv4 as a socket of IPv6 sees it.
    return address.hasPrefix("::ffff:") && address.contains(".") ? String(address.dropFirst(7)) : address
  }

  /// Whether an address is this machine itself.
  static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }
}

extension HTTPField.Name {
  /// `X-Forwarded-For`
  static var forwardedFor: Self { named("X-Forwarded-For") }
  /// `X-Forwarded-Proto`
  static var forwardedProto: Self { named("X-Forwarded-Proto") }
}
