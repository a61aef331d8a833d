import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain
import SyncProtocol

/// `reports show`
struct ShowReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqReportsShow, examples: ["reports show SZ000001 --month 2023-02 --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let revisions = try await database.withLedger { ledger in
      guard try await ledger.store(store, asOf: nil) != nil else { throw CentralLedgerError.unknownStore(store) }
      return try await ledger.revisions(of: store, month: month)
    }
    let rows = revisions.map { revision -> [Listing.Cell] in
      let report = revision.operation.report
      return [
        .text(report.month.description), .integer(Int64(revision.revision)), .money(report.turnover),
        .optional(report.openDays), report.reason.map { .message(.zeroReason($0), code: $0.rawValue) } ?? .none,
        .optional(report.takeaway), .optional(report.commission), .text(revision.operation.source.rawValue),
        .optional(revision.operation.helper), .optional(revision.device), .text(revision.receivedAt.description),
        .integer(revision.position),
        .text(revision.unconfirmed.joined(separator: " ")),
      ]
    }
    try Door(options).write(Listing(columns: Self.columns, rows: rows))
  }

  private static let columns: [Listing.Column] = [
    .init("month", Message(zh: "月份", en: "Month")), .init("revision", Message(zh: "第几版", en: "Revision")),
    .init("turnover_fen", Message(zh: "营业额", en: "Turnover")),
    .init("open_days", Message(zh: "营业天数", en: "Open days")), .init("reason", Message(zh: "原因", en: "Reason")),
    .init("takeaway_fen", Message(zh: "外卖", en: "Takeaway")),
    .init("commission_fen", Message(zh: "佣金", en: "Commission")), .init("source", Message(zh: "来源", en: "Source")),
    .init("helper", Message(zh: "代填人", en: "Typed by")),
    .init("device", Message(zh: "设备", en: "Device")), .init("received_at", Message(zh: "收到", en: "Received")),
    .init("position", Message(zh: "数据版本", en: "Position")),
    .init("unconfirmed", Message(zh: "待核对", en: "To be checked")),
  ]
}
