import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// Turns an error of the parts below into one that a person understands.
@Sendable
func explainFailure(_ error: any Error) -> DoorFailure? {
  switch error {
  case let problem as LedgerProblem: explain(problem)
  case let problem as SyncProblem: explain(problem)
  case .sync(let problem) as Joining.Problem: explain(problem)
  case let problem as StickSession.Problem: explain(problem)
  default: nil
  }
}

private func explain(_ problem: LedgerProblem) -> DoorFailure {
  let (message, advice, status) = words(problem)
  return DoorFailure(problem.code, message, advice: advice, status: status)
}

private func words(_ problem: LedgerProblem) -> (Message, Message?, ExitCode) {
  switch problem {
  case .missing: (.ownerNotJoined, .ownerNotJoinedAdvice, .unavailable)
  case .newerSchema(let path, let found, let known):
    (.ownerNewerLedger(path, found: found, known: known), .ownerNewerLedgerAdvice, .unavailable)
  case .notOurs(let path): (.ownerNotALedger(path), .ownerNotALedgerAdvice, .dataError)
  case .damaged(let path): (.ownerDamagedLedger(path), .ownerDamagedLedgerAdvice, .dataError)
  case .readOnly(let path): (.ownerReadOnly(path), .ownerReadOnlyAdvice, .ioError)
  case .diskFull(let path): (.ownerDiskFull(path), .ownerDiskFullAdvice, .ioError)
  case .busy(let path): (.ownerLedgerBusy(path), .ownerTryAgainSoon, .tryLater)
  case .inputOutput(let path, let code): (.ownerDiskError(path, code), .ownerDiskErrorAdvice, .ioError)
  case .otherStore(let code, let expected): (.ownerOtherStore(code, expected: expected), nil, .dataError)
  case .alreadyReported(let month, let turnover):
    (.ownerAlreadyReported(month, turnover), .ownerAlreadyReportedAdvice(month), .dataError)
  case .nothingToCorrect(let month):
    (.ownerNothingToCorrect(month), .ownerNothingToCorrectAdvice(month), .dataError)
  case .unchanged(let month): (.ownerUnchanged(month), nil, .dataError)
  case .refusedByRules(let findings): (.ownerRefused(findings), nil, .dataError)
  case .unconfirmed(let findings): (.ownerUnconfirmed(findings), .ownerUnconfirmedAdvice, .dataError)
  case .nothingToDecide(let month): (.ownerNothingToDecide(month), nil, .dataError)
  case .syncingElsewhere(let process): (.ownerSyncingElsewhere(process), .ownerTryAgainSoon, .tryLater)
  case .leaseLost: (.ownerSyncingElsewhere(nil), .ownerTryAgainSoon, .tryLater)
  case .evidence(let problem): words(problem)
  case .rectification(let problem): words(problem)
  }
}

private func words(_ problem: EvidenceProblem) -> (Message, Message?, ExitCode) {
  let isUnreadable = if case .unreadable = problem { true } else { false }
  return (
    .evidenceProblem(problem) { String(cString: strerror($0)) }, nil, isUnreadable ? .noInput : .dataError
  )
}

private func words(_ problem: RectificationProblem) -> (Message, Message?, ExitCode) {
  switch problem {
  case .nothingToAnswer: (.ownerNothingToAnswer, .ownerNothingToAnswerAdvice, .dataError)
  case .alreadyAnswered: (.ownerAlreadyAnswered, nil, .dataError)
  case .otherItems(let items): (.ownerOtherItems(items), nil, .dataError)
  case .itemsLeftOut(let items): (.ownerItemsLeftOut(items), .ownerItemsLeftOutAdvice, .dataError)
  case .tooMuch:
    (
      .ownerAnswerTooLarge(
        photos: RectificationOperation.largestEvidenceCount, characters: RectificationOperation.longestNote), nil,
      .dataError
    )
  }
}

private func explain(_ problem: SyncProblem) -> DoorFailure {
  if case .ledger(let problem) = problem { return explain(problem) }
  let (message, advice, status) = words(problem)
  return DoorFailure(problem.code, message, advice: advice, status: status)
}

private func explain(_ problem: StickSession.Problem) -> DoorFailure {
  switch problem {
  case .unreadable: DoorFailure("bundle_unreadable", .ownerBundleUnreadable, status: .dataError)
  case .notSigned: DoorFailure("bundle_not_signed", .ownerBundleNotSigned, status: .dataError)
  case .otherDevice: DoorFailure("bundle_other_device", .ownerBundleOtherDevice, status: .dataError)
  case .sync(let problem): explain(problem)
  }
}

private func words(_ problem: SyncProblem) -> (Message, Message?, ExitCode) {
  switch problem {
  case .ledger(let problem): words(problem)
  case .transport(let problem): words(problem)
  case .busy: (.ownerServerBusy, .ownerTryAgainSoon, .tryLater)
  case .serverBroken(let status, let instance):
    (.ownerServerBroken(status, instance), .ownerTryAgainSoon, .tryLater)
  case .revoked: (.ownerRevoked, .ownerRevokedAdvice, .notAllowed)
  case .cloned: (.ownerCloned, .ownerClonedAdvice, .notAllowed)
  case .clockSkew: (.ownerClockSkew, .ownerClockSkewAdvice, .tryLater)
  case .refused(_, let status):
    (.ownerRequestRefused(status), nil, status == 401 || status == 403 ? .notAllowed : .unavailable)
  case .notHeadquarters: (.ownerNotHeadquarters, .ownerNotTrustedAdvice, .unavailable)
  case .contradictory(let detail): (.ownerContradictory(detail), .ownerBadReceiptsAdvice, .unavailable)
  case .deviceKey(let path): (.ownerKeyMissing(path), .ownerRevokedAdvice, .ioError)
  case .cancelled: (.ownerCancelled, nil, .tryLater)
  }
}

private func words(_ problem: TransportProblem) -> (Message, Message?, ExitCode) {
  switch problem {
  case .unreachable: (.ownerUnreachable, .ownerUnreachableAdvice, .unavailable)
  case .tooSlow: (.ownerTooSlow, .ownerTryAgainSoon, .tryLater)
  case .cutOff: (.ownerCutOff, .ownerTryAgainSoon, .tryLater)
  case .notTrusted(let detail): (.ownerNotTrusted(detail), .ownerNotTrustedAdvice, .unavailable)
  case .tooLarge: (.ownerAnswerTooLarge, .ownerBadReceiptsAdvice, .unavailable)
  case .cancelled: (.ownerCancelled, nil, .tryLater)
  case .local(let detail): (.ownerTransportFailed(detail), nil, .software)
  }
}
