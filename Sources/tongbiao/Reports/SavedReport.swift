import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// Saves a report from the command line, asks about what is doubtful where somebody can answer, and says what came of
/// it.
enum SavedReport {
  /// - Parameters:
  ///   - reason: why it corrects what is there; `nil` for a first report.
  ///   - helper: who types for the owner.
  static func save(
    _ report: MonthlyReport, because reason: String?, yes: Bool, helper: String? = nil, in ledger: StoreLedger,
    door: Door
  ) throws {
    var entry = ReportEntry(
      report, correctionReason: reason, confirmed: yes ? .everything : .codes([]),
      source: helper == nil ? .owner : .assisted, helper: helper)
    let saved: SavedRevision
    do throws(LedgerProblem) {
      saved = try ledger.save(entry, now: .now)
    } catch {
      guard case .unconfirmed(let findings) = error, door.isInteractive else { throw error }
      for finding in findings { door.say(.finding(finding)) }
      let answer = door.ask(.ownerAskSaveDoubtful).map(HalfWidth.folding)?.lowercased() ?? ""
      guard ["y", "yes", "是"].contains(answer.filter { !$0.isWhitespace }) else {
        throw DoorFailure("not_confirmed", .ownerFormLeft, status: .dataError)
      }
      // Exactly what was shown is confirmed, nothing that another process may have made doubtful meanwhile.
      entry.confirmed = .codes(Set(findings.map(\.code)))
      saved = try ledger.save(entry, now: .now)
    }
    try tell(saved.operation, in: ledger, door: door)
  }

  /// Says that a report is saved, and what it means beside the months before.
  static func tell(_ operation: ReportOperation, in ledger: StoreLedger, door: Door) throws {
    let report = operation.report
    let waiting = try ledger.waitingCount()
    switch door.format {
    case .table:
      door.write(.ownerSaved(report.month, report.turnover, waiting: waiting))
      let comparison = MonthComparison(report, others: try ledger.months().map(\.current.operation.report))
      if comparison.hasComparison { door.write(.ownerLine(Message.ownerComparison(comparison))) }
      let peers = PeerRows.rows(for: report.month, from: try ledger.benchmarks())
      if !peers.isEmpty { door.write(.ownerLine(peers)) }
    case .csv:
      door.writeCSV(ReportListing.csv(of: [operation]))
    case .json:
      try door.writeJSON(
        Saved(
          store: report.store, month: report.month, turnover: report.turnover, operation: operation.id,
          state: MonthRecord.State.waiting.rawValue, waiting: waiting))
    }
  }

  /// The fields of `--format json`.
  private struct Saved: Encodable {
    let store: StoreCode
    let month: YearMonth
    let turnover: Money
    let operation: OperationID
    let state: String
    let waiting: Int

    enum CodingKeys: String, CodingKey {
      case store, month, operation, state, waiting
      case turnover = "turnover_fen"
    }
  }
}
