import ArgumentParser
import CommandLineDoor
import Localization
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "status", .ownerStatus, examples: ["status", "status --format json"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    try Self.write(StoreOverview(try store.openLedger().picture()), on: Door(options))
  }

  static func write(_ overview: StoreOverview, on door: Door) throws {
    let fields = StatusFields(overview)
    switch door.format {
    case .table:
      for line in overview.lines { door.write(line) }
      let enrollment = overview.picture.enrollment
      door.write(.ownerLastSync(enrollment.lastSuccess?.inChina))
      if let problem = enrollment.lastProblem { door.write(.ownerLastProblem(problem)) }
    case .json: try door.writeJSON(fields)
    case .csv: door.writeCSV(fields.listing)
    }
  }
}

/// The fields of `status --format json`.
struct StatusFields: Encodable {
  let store: StoreCode
  let name: String
  let standing: Standing
  let server: String
  let device: String
  let due: [YearMonth]
  let drafts: [YearMonth]
  let reported, held, waiting, refused, conflicts: Int
  @OrNull var lastSuccess: Timestamp?
  @OrNull var lastAttempt: Timestamp?
  @OrNull var lastProblem: String?
  let clockOffset: Int64
  let alarms: [Alarm]

  struct Alarm: Encodable {
    let code, detail: String
  }

  init(_ overview: StoreOverview) {
    let picture = overview.picture
    store = picture.profile.store
    name = picture.profile.name
    standing = picture.profile.standing
    server = picture.enrollment.server
    device = picture.enrollment.device
    due = overview.due
    drafts = picture.drafts
    reported = picture.months.count
    held = overview.heldCount
    waiting = picture.waiting
    refused = overview.undecided.count { $0.state == .refused }
    conflicts = overview.undecided.count { $0.state == .conflict }
    lastSuccess = picture.enrollment.lastSuccess
    lastAttempt = picture.enrollment.lastAttempt
    lastProblem = picture.enrollment.lastProblem
    clockOffset = picture.enrollment.clockOffset
    alarms = picture.alarms.map { Alarm(code: $0.code, detail: $0.detail) }
  }

  enum CodingKeys: String, CodingKey {
    case store, name, standing, server, device, due, drafts, reported, held, waiting, refused, conflicts, alarms
    case lastSuccess = "last_success_at"
    case lastAttempt = "last_attempt_at"
    case lastProblem = "last_problem"
    case clockOffset = "clock_offset_ms"
  }

  var listing: Listing {
    let numbers = [
      ("reported", reported), ("held", held), ("waiting", waiting), ("refused", refused), ("conflicts", conflicts),
      ("due", due.count), ("alarms", alarms.count),
    ]
    let texts = [("store", store.description), ("name", name), ("standing", standing.rawValue), ("server", server)]
    return Listing(
      columns: (texts.map(\.0) + numbers.map(\.0)).map { .init($0, Message(verbatim: $0)) },
      rows: [texts.map { .text($0.1) } + numbers.map { .integer(Int64($0.1)) }])
  }
}
