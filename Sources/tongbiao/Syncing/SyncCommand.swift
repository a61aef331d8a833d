import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao sync [--watch]`
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "sync", .ownerSync, examples: ["sync", "sync --format json", "sync --watch"])

  @Flag(help: ArgumentHelp(Message.ownerOptionWatch))
  var watch = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    if watch {
      door.say(.ownerWatching)
      let transport = try SyncRun.transport(of: ledger)
      let problem = await SyncWatch(ledger: ledger, transport: transport).run { report in
        SyncRun.tell(report, on: door)
      }
      if let problem { throw problem }
      return
    }
    let report = try await SyncRun.once(ledger, on: door)
    try write(report, on: door)
    if let problem = report.problem {
      if case .ledger = problem {} else { door.say(.ownerKept(report.waiting)) }
      throw problem
    }
    if report.badReceipts > 0 {
      throw DoorFailure(
        "bad_receipt", .ownerBadReceipts(report.badReceipts), advice: .ownerBadReceiptsAdvice, status: .dataError)
    }
  }

  private func write(_ report: SyncReport, on door: Door) throws {
    let fields = SyncFields(report)
    switch door.format {
    case .table: if report.problem == nil { SyncRun.tell(report, on: door) }
    case .json: try door.writeJSON(fields)
    case .csv: door.writeCSV(fields.listing)
    }
  }
}

/// The fields of `sync --format json`.
struct SyncFields: Encodable {
  let sent, accepted, repeated, refused, conflicts, waiting, learnt: Int
  @OrNull var problem: String?

  init(_ report: SyncReport) {
    sent = report.sent
    accepted = report.accepted
    repeated = report.repeated
    refused = report.refused
    conflicts = report.conflicts
    waiting = report.waiting
    learnt = report.learnt
    problem = report.problem?.code
  }

  var listing: Listing {
    let values = [
      ("sent", sent), ("accepted", accepted), ("repeated", repeated), ("refused", refused), ("conflicts", conflicts),
      ("waiting", waiting), ("learnt", learnt),
    ]
    return Listing(
      columns: values.map { .init($0.0, Message(verbatim: $0.0)) }, rows: [values.map { .integer(Int64($0.1)) }])
  }
}
