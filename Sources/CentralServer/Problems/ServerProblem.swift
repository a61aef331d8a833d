import CentralLedger
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import SnackChain
import SyncProtocol

/// A request that gets no answer but a problem document (RFC 9457).
struct ServerProblem: Error {
  let code: String
  let status: HTTPResponse.Status
  let title: Message
  var detail: String?
  var retryAfter: Int?
  var tellsTime = false

  static let malformed = ServerProblem(code: ProblemCode.malformed, status: .badRequest, title: .problemMalformed)
  static let tooLarge = ServerProblem(code: ProblemCode.tooLarge, status: .contentTooLarge, title: .problemTooLarge)
  static let tooSlow = ServerProblem(code: "too_slow", status: .requestTimeout, title: .problemTooSlow)
  static let wrongType = ServerProblem(code: "wrong_type", status: .unsupportedMediaType, title: .problemWrongType)
  static let signatureInvalid = ServerProblem(
    code: ProblemCode.signatureInvalid, status: .unauthorized, title: .problemSignature)
  static let clockSkew = ServerProblem(
    code: ProblemCode.clockSkew, status: .unauthorized, title: .problemClockSkew, tellsTime: true)
  static let replayed = ServerProblem(code: ProblemCode.replayed, status: .unauthorized, title: .problemReplayed)
  static let deviceRevoked = ServerProblem(
    code: ProblemCode.deviceRevoked, status: .forbidden, title: .problemDeviceRevoked)
  static let deviceCloned = ServerProblem(
    code: ProblemCode.deviceCloned, status: .forbidden, title: .problemDeviceCloned)
  static let otherStore = ServerProblem(code: ProblemCode.otherStore, status: .forbidden, title: .problemOtherStore)
  static let inviteInvalid = ServerProblem(
    code: ProblemCode.inviteInvalid, status: .forbidden, title: .problemInvite)
  static let notSecure = ServerProblem(code: "not_secure", status: .forbidden, title: .problemNotSecure)
  static let unknownProtocol = ServerProblem(
    code: ProblemCode.unknownProtocol, status: .badRequest, title: .problemUnknownProtocol)

  static func tooMany(retryAfter: Int) -> ServerProblem {
    ServerProblem(
      code: ProblemCode.tooMany, status: .tooManyRequests, title: .problemTooMany, retryAfter: retryAfter)
  }

  static func busy(retryAfter: Int) -> ServerProblem {
    ServerProblem(code: ProblemCode.busy, status: .serviceUnavailable, title: .problemBusy, retryAfter: retryAfter)
  }

  static let broken = ServerProblem(
    code: ProblemCode.serverError, status: .internalServerError, title: .problemBroken)

  /// What an error of the ledger means to whoever asked. What only HQ may know stays in HQ's log.
  init(_ error: CentralLedgerError) {
    switch error {
    case .busy(let seconds): self = .busy(retryAfter: max(1, seconds))
    case .closed, .unavailable: self = .busy(retryAfter: 5)
    case .diskFull: self = .busy(retryAfter: 60)
    case .inviteInvalid: self = .inviteInvalid
    default: self = .broken
    }
  }

  init(
    code: String, status: HTTPResponse.Status, title: Message, detail: String? = nil, retryAfter: Int? = nil,
    tellsTime: Bool = false
  ) {
    self.code = code
    self.status = status
    self.title = title
    self.detail = detail
    self.retryAfter = retryAfter
    self.tellsTime = tellsTime
  }
}
