import CommandLineDoor
import Localization
import ReportSync
import StoreLedger
import Synchronization

/// One session with headquarters, as every command runs it.
enum SyncRun {
  /// The line to the headquarters that the store is joined to.
  static func transport(of ledger: StoreLedger) throws -> CurlTransport {
    guard let enrollment = try ledger.enrollment() else { throw DoorFailure.notJoined }
    return HeadquartersLine.transport(to: try HeadquartersLine.address(enrollment.server))
  }

  /// Sends what waits and fetches what is new. Problems stand in the report.
  static func once(_ ledger: StoreLedger, on door: Door) async throws -> SyncReport {
    let transport = try transport(of: ledger)
    let total = try ledger.waitingCount()
    let progress = Mutex(Progress(.ownerSending, on: door))
    let report = await SyncSession(ledger: ledger, transport: transport).run { waiting in
      progress.withLock { $0.update(max(0, total - waiting), of: total) }
    }
    progress.withLock { $0.finish() }
    // Best effort: whoever opens the ledger next reads the log as well.
    try? ledger.foldLog()
    return report
  }

  /// Says what a session did.
  static func tell(_ report: SyncReport, on door: Door) {
    if let problem = report.problem, let failure = explainFailure(problem) { door.say(failure.message) }
    door.say(
      .ownerSyncDone(
        accepted: report.accepted, repeated: report.repeated, learnt: report.learnt, waiting: report.waiting))
    if report.refused > 0 { door.say(.ownerSyncRefused(report.refused)) }
    if report.conflicts > 0 { door.say(.ownerSyncConflicts(report.conflicts)) }
    if !report.differences.isEmpty { door.say(.ownerTotalsDiffer(report.differences.map(\.year))) }
    if let offset = report.clockOffset, abs(offset) > 120_000 {
      door.say(.ownerClockOff(minutes: abs(offset) / 60_000))
    }
  }
}
