import Hummingbird
import Localization
import NIOCore

/// What is known of a request besides its bytes.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address of the sender, without the port: whoever is at the other end of the connection, or whom a listed
  /// proxy names.
  var peer: String
  /// Whether a listed proxy named the sender.
  var isForwarded = false
  /// Whether nobody could read the request on its way.
  var isSecure = false
  /// Whether it is one of many on a connection of HTTP/2.
  var isStream = false
  /// Under which the log has the request. Our own: Hummingbird's can be read back only where the log keeps metadata.
  let requestID = String(UInt64.random(in: .min ... .max), radix: 36)

  init(source: Source) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? Self.noAddress
    // A connection belongs to the socket that listens; a stream has its connection in between.
    isStream = source.channel.parent?.parent != nil
  }

  /// Stands for an address where there is none: a socket of this machine.
  static let noAddress = "local"

  /// Whether the sender is on this machine.
  var isLocal: Bool { peer == Self.noAddress || RequestOrigin.isLoopback(peer) }
}

extension Request {
  /// The language that the sender asks for.
  var language: Language { Language.accepted(headers[.acceptLanguage]) }
}
