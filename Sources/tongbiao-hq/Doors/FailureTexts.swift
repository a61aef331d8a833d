import ArgumentParser
import CentralLedger
import CentralServer
import ChainStatistics
import CommandLineDoor
import DelimitedText
import Foundation
import Localization
import PanelFeed
import SealedArchive
import SeedData
import SnackChain

/// Turns an error of the parts below into one that a person understands.
@Sendable
func explainFailure(_ error: any Error) -> DoorFailure? {
  switch error {
  case let error as CentralLedgerError: explain(error)
  case let error as ServerCertificate.Problem: explain(error)
  case let error as BundleDesk.Problem: explain(error)
  case let error as ArchiveProblem: explain(error)
  case let error as DelimitedTextProblem: explain(error)
  case let error as PanelError: explain(error)
  case .ledger(let error) as PanelFeedError: explain(error)
  case .panel(let error) as PanelFeedError: explain(error)
  case let error as SeedProblem:
    DoorFailure("seed_problem", .hqSeedProblem(String(describing: error)), status: .dataError)
  case is CancellationError: DoorFailure("cancelled", .hqClosed, status: .tryLater)
  default: nil
  }
}

private func explain(_ error: CentralLedgerError) -> DoorFailure {
  switch error {
  case .unknownAddress(let text):
    DoorFailure("unknown_address", .hqUnknownAddress(text), advice: .hqNoDatabaseAdvice, status: .usage)
  case .toolMissing(let name):
    DoorFailure("tool_missing", .hqToolMissing(name), advice: .hqToolMissingAdvice, status: .unavailable)
  case .toolFailed(let name, let message):
    DoorFailure("tool_failed", .hqToolFailed(name, words: message), status: .unavailable)
  case .notFound(let path):
    DoorFailure("no_such_database", .hqDatabaseMissing(path), advice: .hqDatabaseMissingAdvice, status: .noInput)
  case .notALedger(let path): DoorFailure("not_a_ledger", .hqNotALedger(path), status: .dataError)
  case .newerSchema(let found, let known):
    DoorFailure(
      "newer_schema", .hqNewerSchema(found: found, known: known), advice: .hqNewerSchemaAdvice, status: .unavailable)
  case .notAccessible(let path, let code):
    DoorFailure("not_accessible", .hqNotAccessible(path, reason: systemReason(code)), status: .ioError)
  case .keysUnavailable(let path):
    DoorFailure("keys_unavailable", .hqKeysUnavailable(path), advice: .hqKeysAdvice, status: .unavailable)
  case .keysOfAnother(let path):
    DoorFailure("keys_of_another", .hqKeysOfAnother(path), advice: .hqKeysOfAnotherAdvice, status: .unavailable)
  case .unavailable(let why, let server):
    DoorFailure(
      "server_\(why.rawValue)", .hqServerUnavailable(server, reason: words(why)), advice: .hqServerUnavailableAdvice,
      status: .unavailable)
  case .signInRefused(let server):
    DoorFailure(
      "sign_in_refused", .hqSignInRefused(server), advice: .hqDatabasePasswordAdvice, status: .notAllowed)
  case .passwordInAddress:
    DoorFailure("password_in_address", .hqPasswordInAddress, advice: .hqDatabasePasswordAdvice, status: .usage)
  case .serverTooOld(let found, let needed):
    DoorFailure("server_too_old", .hqServerTooOld(found: found, needed: needed), status: .unavailable)
  case .targetNotEmpty:
    DoorFailure("target_not_empty", .hqTargetNotEmpty, advice: .hqTargetNotEmptyAdvice, status: .cannotCreate)
  case .sourceMovedOn:
    DoorFailure("source_moved_on", .hqSourceMovedOn, advice: .hqSourceMovedOnAdvice, status: .dataError)
  case .moveUnfinished:
    DoorFailure("move_unfinished", .hqMoveUnfinished, advice: .hqMoveUnfinishedAdvice, status: .unavailable)
  case .copyDiffers(let table): DoorFailure("copy_differs", .hqCopyDiffers(table), status: .dataError)
  case .diskFull: DoorFailure("disk_full", .hqDiskFull, advice: .hqDiskFullAdvice, status: .ioError)
  case .busy(let seconds):
    DoorFailure("busy", .hqBusy, advice: .hqBusyAdvice(seconds: seconds), status: .tryLater)
  case .corrupt(let detail):
    DoorFailure("corrupt", .hqCorrupt(detail), advice: .hqCorruptAdvice, status: .dataError)
  case .closed: DoorFailure("closed", .hqClosed, status: .unavailable)
  case .unknownStore(let code): DoorFailure("unknown_store", .hqNoStore(code.description), status: .dataError)
  case .unknownDevice(let id): DoorFailure("unknown_device", .hqNoDevice(id), status: .dataError)
  case .inviteInvalid: DoorFailure("invite_invalid", .hqInviteInvalid, status: .notAllowed)
  case .period(let problem):
    DoorFailure(
      problem.code, .hqPeriodProblem(problem), advice: problem == .noReason ? .hqPeriodReasonAdvice : nil,
      status: problem == .noReason ? .usage : .dataError)
  case .unknownVersion(let version): DoorFailure("unknown_version", .hqUnknownVersion(version), status: .dataError)
  case .notAllowed(let deed):
    DoorFailure("not_allowed", .hqNotAllowed(deed), advice: .hqNotAllowedAdvice, status: .notAllowed)
  case .unknownAccount(let name):
    DoorFailure("unknown_account", .hqNoAccount(name), advice: .hqAccountsAdvice, status: .dataError)
  case .accountGivesNoAccess(let name):
    DoorFailure("no_access", .hqNoAccess(name), advice: .hqAccountsAdvice, status: .notAllowed)
  case .programmeKeepsStanding(let store):
    DoorFailure("programme_keeps_standing", .hqProgrammeKeeps(store), status: .dataError)
  case .engine(let code, let message):
    DoorFailure("engine", .hqEngineError(code: code, message), status: .software)
  }
}

private func explain(_ problem: BundleDesk.Problem) -> DoorFailure {
  switch problem {
  case .unreadable: DoorFailure("bundle_unreadable", .hqBundleUnreadable, status: .dataError)
  case .notSigned: DoorFailure("bundle_not_signed", .hqBundleNotSigned, status: .dataError)
  case .revoked: DoorFailure("device_revoked", .hqBundleRevoked, status: .notAllowed)
  case .cloned: DoorFailure("device_cloned", .problemDeviceCloned, status: .notAllowed)
  }
}

private func explain(_ problem: ServerCertificate.Problem) -> DoorFailure {
  switch problem {
  case .chain(let file): DoorFailure("certificate", .hqCertificateUnreadable(file), status: .noInput)
  case .key(let file): DoorFailure("certificate_key", .hqCertificateKeyUnreadable(file), status: .noInput)
  case .mismatch: DoorFailure("certificate_mismatch", .hqCertificateMismatch, status: .dataError)
  case .keyIsPublic(let file):
    DoorFailure("certificate_key_public", .hqCertificateKeyPublic(file), status: .notAllowed)
  case .expired(let file): DoorFailure("certificate_expired", .hqCertificateExpired(file), status: .dataError)
  }
}

private func words(_ why: CentralLedgerError.Unavailability) -> Message {
  switch why {
  case .unreachable: .hqServerUnreachable
  case .starting: .hqServerStarting
  case .tooManyConnections: .hqServerFull
  case .readOnly: .hqServerReadOnly
  }
}

private func explain(_ problem: ArchiveProblem) -> DoorFailure {
  switch problem {
  case .notAnArchive: DoorFailure("not_an_archive", .hqArchiveUnknown, status: .dataError)
  case .wrongKey: DoorFailure("wrong_key", .hqArchiveWrongKey, status: .notAllowed)
  case .tampered: DoorFailure("tampered", .hqArchiveTampered, status: .dataError)
  case .notAccessible(let path, let code):
    DoorFailure(
      "not_accessible", .hqNotAccessible(path, reason: systemReason(code)),
      status: code == EEXIST ? .cannotCreate : .ioError)
  }
}

private func explain(_ error: DelimitedTextProblem) -> DoorFailure {
  func bad(_ code: String, _ message: Message) -> DoorFailure {
    DoorFailure(code, message, advice: .hqNothingKept, status: .dataError)
  }
  return switch error {
  case .unreadable(let path, let code):
    DoorFailure(
      "unreadable_file", .hqUnreadableFile(path, reason: systemReason(code)), advice: .hqNothingKept,
      status: code == ENOENT ? .noInput : .ioError)
  case .pipeTooLarge(let limit): bad("pipe_too_large", .hqPipeTooLarge(limit: limit))
  case .notText(let encoding, let line): bad("not_text", .hqNotText(line: line, encoding: encoding.rawValue))
  case .cutOffCharacter(let line): bad("cut_off", .hqCutOff(line: line))
  case .encodingUnavailable(let encoding): bad("not_text", .hqNotText(line: 1, encoding: encoding.rawValue))
  case .unterminatedQuote(let line): bad("unterminated_quote", .hqUnterminatedQuote(line: line))
  case .recordTooLarge(let line, _), .tooManyFields(let line, _):
    bad("record_too_large", .hqRecordTooLarge(line: line))
  case .empty: bad("empty_file", .hqEmptyFile)
  case .missingColumns(let names): bad("missing_columns", .hqMissingColumns(names))
  case .duplicateColumns(let names): bad("duplicate_columns", .hqDuplicateColumns(names))
  }
}

private func explain(_ error: PanelError) -> DoorFailure {
  switch error {
  case .monthOutside(let month, let first, let last):
    DoorFailure("month_outside", .hqMonthOutside(month, first: first, last: last), status: .dataError)
  default:
    DoorFailure("panel", .hqPanelError(String(describing: error)), status: .dataError)
  }
}

/// What the system says of an error number.
func systemReason(_ code: Int32) -> String {
  String(cString: strerror(code))
}

/// Says on stderr where a database holds a synthetic chain.
func sayIfSynthetic(_ ledger: any CentralLedger, on door: Door) async throws {
  if try await SyntheticMark.isSet(in: ledger) { door.say(.hqSynthetic) }
}
