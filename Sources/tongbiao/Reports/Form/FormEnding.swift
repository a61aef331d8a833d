import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// The page after a report is saved: what it means beside the other months, and whether to send it now.
struct FormEnding {
  let door: Door
  let ledger: StoreLedger

  /// Shows the page, and sends where the owner wants it.
  ///
  /// - Returns: whether the owner wants to go on; `false` at the end of input or after `q`.
  func show(_ saved: SavedRevision) async throws -> Bool {
    let screen = TerminalScreen(on: door)
    let report = saved.operation.report
    let picture = try ledger.picture()
    screen.begin(.ownerFormTitle(picture.profile.store, picture.profile.name))
    screen.space()
    screen.table(
      Message.ownerComparison(
        MonthComparison(report, others: picture.months.map(\.current.operation.report)))
        + PeerRows.rows(for: report.month, from: try ledger.benchmarks()))
    screen.space()
    screen.say(.ownerPurpose, .quiet)
    for line in Message.ownerReaders { screen.say(line, .quiet) }
    screen.space()
    // Nearest to the cursor, where it is seen on the smallest screen.
    screen.say(.ownerSavedHeading(report.month, report.turnover), .heading)
    screen.say(.ownerAskSend, .quiet)
    guard let answer = screen.ask(.ownerPrompt(nil)).map({ HalfWidth.folding($0).lowercased() }) else { return false }
    if answer.hasPrefix("q") { return false }
    if answer.hasPrefix("n") || answer.hasPrefix("不") { return true }
    let result = try await SyncRun.once(ledger, on: door)
    SyncRun.tell(result, on: door)
    if result.problem != nil { door.say(.ownerKept(result.waiting)) }
    if let receipt = try ledger.receipts(of: report.month).last?.receipt, result.problem == nil {
      door.say(.ownerReceivedWithCode(receipt.checkCode))
    }
    return true
  }
}
