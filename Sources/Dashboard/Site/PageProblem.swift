import CentralLedger
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// Why a page cannot be shown, and what to do about it: an HTML page for people, a problem document for programs.
struct PageProblem: Error {
  /// Somewhere to go on from here.
  struct Way: Sendable {
    let text: Message
    let address: String
  }

  let code: String
  let status: HTTPResponse.Status
  let title: Message
  let advice: Message
  var ways: [Way] = []
  var retryAfter: Int?
  /// Whether only browsers come to meet it: then it is a page, even where a file was asked for.
  var isForBrowsers = false

  static let notFound = PageProblem(
    code: "not_found", status: .notFound, title: .problemNotFound, advice: .webNotFoundAdvice)
  static let wrongMethod = PageProblem(
    code: "method_not_allowed", status: .methodNotAllowed, title: .webWrongMethod, advice: .webNotFoundAdvice)
  static let broken = PageProblem(
    code: "server_error", status: .internalServerError, title: .webBroken, advice: .webBrokenAdvice)

  /// What was written in the address is not what can stand there.
  static func badParameter(_ name: String, _ value: String, wanted: Message) -> PageProblem {
    PageProblem(
      code: "bad_parameter", status: .badRequest, title: .webBadParameter(name, value.visible), advice: wanted)
  }

  /// What a ledger's or panel's error means to whoever looks. What only HQ's log may know stays there.
  init(_ error: any Error) {
    switch error {
    case let problem as PageProblem: self = problem
    case let error as CentralLedgerError: self.init(ledger: error)
    case PanelFeedError.ledger(let error): self.init(ledger: error)
    default: self = .broken
    }
  }

  private init(ledger error: CentralLedgerError) {
    switch error {
    case .busy(let seconds):
      self.init(
        code: "busy", status: .serviceUnavailable, title: .webBusy, advice: .webBusyAdvice, retryAfter: max(1, seconds))
    case .closed:
      self.init(
        code: "busy", status: .serviceUnavailable, title: .webBusy, advice: .webBusyAdvice, retryAfter: 5)
    case .unknownVersion(let version):
      self.init(
        code: "unknown_version", status: .notFound, title: .webUnknownVersion(version), advice: .webUnknownVersionAdvice
      )
    case .unknownStore(let store):
      self.init(
        code: "unknown_store", status: .notFound, title: .webUnknownStore(store.description),
        advice: .webUnknownStoreAdvice, ways: [Way(text: .webStores, address: "/stores")])
    default: self = .broken
    }
  }

  init(
    code: String, status: HTTPResponse.Status, title: Message, advice: Message, ways: [Way] = [],
    retryAfter: Int? = nil, isForBrowsers: Bool = false
  ) {
    self.code = code
    self.status = status
    self.title = title
    self.advice = advice
    self.ways = ways
    self.retryAfter = retryAfter
    self.isForBrowsers = isForBrowsers
  }
}

extension PageProblem {
  /// Nobody is known, so nothing is shown.
  static let signInFirst = PageProblem(
    code: "sign_in_first", status: .unauthorized, title: .webSignInFirst, advice: .webSignInAdvice)
}
