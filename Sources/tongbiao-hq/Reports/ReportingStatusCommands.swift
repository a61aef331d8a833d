import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// The options of `reports missing` and `reports late`.
struct ReportingOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @Option(name: .customLong("deadline-day"), help: ArgumentHelp(Message.hqOptionDeadline)) var deadlineDay = 10
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (1...28).contains(deadlineDay) else {
      throw ValidationError(Message.hqDeadlineRange[Language.current])
    }
  }

  /// The status of the month asked for, or of the last one that is over.
  func status() async throws -> ReportingStatus {
    let month = month ?? todayInChina().yearMonth.previous
    return try await database.withLedger {
      try await $0.reporting(of: month, deadlineDay: deadlineDay)
    }
  }
}

/// `reports missing`
struct MissingReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "missing", .hqReportsMissing, examples: ["reports missing --month 2023-02 --database sqlite:hq.sqlite"])

  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let status = try await reporting.status()
    let listing = Listing(
      columns: [.init("store", Message(zh: "门店", en: "Store")), .init("month", Message(zh: "月份", en: "Month"))],
      rows: status.missing.map { [.text($0.description), .text(status.month.description)] })
    try door.write(listing, json: ReportingJSON(status, stores: listing))
    door.say(
      .hqReportingSummary(
        month: status.month, due: status.due, reported: status.reported, missing: status.missing.count,
        late: status.late.count, deadline: status.deadline.inChina))
  }
}

/// `reports late`
struct LateReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "late", .hqReportsLate, examples: ["reports late --month 2023-02 --deadline-day 15 --database sqlite:hq.sqlite"])

  @OptionGroup var reporting: ReportingOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let status = try await reporting.status()
    let listing = Listing(
      columns: [
        .init("store", Message(zh: "门店", en: "Store")), .init("month", Message(zh: "月份", en: "Month")),
        .init("received_at", Message(zh: "收到", en: "Received")),
      ],
      rows: status.late.map {
        [.text($0.store.description), .text(status.month.description), .text($0.receivedAt.description)]
      })
    try door.write(listing, json: ReportingJSON(status, stores: listing))
    door.say(
      .hqReportingSummary(
        month: status.month, due: status.due, reported: status.reported, missing: status.missing.count,
        late: status.late.count, deadline: status.deadline.inChina))
  }
}

private struct ReportingJSON: Encodable {
  let month: YearMonth
  let deadline: Timestamp
  let dataVersion: Int64
  let due: Int
  let reported: Int
  let missing: Int
  let late: Int
  let stores: Listing

  init(_ status: ReportingStatus, stores: Listing) {
    month = status.month
    deadline = status.deadline
    dataVersion = status.dataVersion
    due = status.due
    reported = status.reported
    missing = status.missing.count
    late = status.late.count
    self.stores = stores
  }

  enum CodingKeys: String, CodingKey {
    case month, deadline, due, reported, missing, late, stores
    case dataVersion = "data_version"
  }
}
