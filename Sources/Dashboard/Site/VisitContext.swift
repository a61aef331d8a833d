import Hummingbird
import Localization
import Logging

/// What is known of a request before anybody has said who they are.
struct VisitContext: RequestContext {
  typealias Source = VisitSource

  var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection.
  let peer: String
  /// Whether nobody could read the request on its way.
  let isSecure: Bool
  /// Under which the log has the request.
  let requestID: String
  /// What the page is asked for as.
  let format: PageFormat
  /// The path without its suffix.
  let path: String
  /// The language to answer in.
  let language: Language
  /// Whether the language was asked for in the address, so that it is to be remembered.
  let remembersLanguage: Bool

  init(source: VisitSource) {
    coreContext = .init(source: source)
    peer = source.peer
    isSecure = source.isSecure
    requestID = source.requestID
    format = source.format
    path = source.path
    language = source.language
    remembersLanguage = source.remembersLanguage
  }
}

/// Where a visit comes from.
struct VisitSource: RequestContextSource {
  let logger: Logger
  let peer: String
  let isSecure: Bool
  let requestID: String
  let format: PageFormat
  let path: String
  let language: Language
  let remembersLanguage: Bool
}
