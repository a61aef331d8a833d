import Hummingbird
import Localization
import NIOCore

/// What is known of a request besides its bytes.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address of whoever is at the other end of the connection, without the port.
  let peer: String
  /// Under which the log has the request. Our own: Hummingbird's can be read back only where the log keeps metadata.
  let requestID = String(UInt64.random(in: .min ... .max), radix: 36)

  init(source: Source) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}

extension Request {
  /// The language that the sender asks for.
  var language: Language { Language.accepted(headers[.acceptLanguage]) }
}
