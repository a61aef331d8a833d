import ArgumentParser
import CentralLedger
import CommandLineDoor
import DelimitedText
import Localization
import SnackChain

/// `reports export`
struct ExportReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "export", .hqReportsExport,
    examples: ["reports export --format csv --database sqlite:hq.sqlite > reports.csv"])

  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    try await database.withLedger { ledger in
      switch door.format {
      case .csv: try await writeCSV(ledger, on: door)
      case .json, .table: try door.write(try await listing(ledger))
      }
    }
  }

  /// Streams: an export of any length takes no memory. Takeaway and commission are there where any report states them.
  private func writeCSV(_ ledger: any CentralLedger, on door: Door) async throws {
    let withPlatforms = try await ledger.reduceHeads(asOf: asOf, into: false) { found, heads in
      found = heads.contains { $0.takeaway != nil || $0.commission != nil }
      return found ? .stop : .next
    }.value
    var writer = DelimitedWriter(lineEnd: .lineFeed)
    for column in ReportFile.columns + (withPlatforms ? ReportFile.platformColumns : []) { writer.text(column) }
    writer.endRecord()
    let reading = try await ledger.reduceHeads(asOf: asOf, into: writer) { writer, heads in
      for head in heads {
        writer.text(head.store.description)
        writer.text(head.month.description)
        writer.number(Money(fen: head.turnoverFen).description)
        if head.openDays >= 0 { writer.number(head.openDays) } else { writer.empty() }
        if let reason = head.reason { writer.text(reason.rawValue) } else { writer.empty() }
        for amount in withPlatforms ? [head.takeaway, head.commission] : [] {
          if let amount { writer.number(amount.description) } else { writer.empty() }
        }
        writer.endRecord()
      }
      if writer.bytes.count > 1 << 16 { door.write(String(decoding: writer.take(), as: UTF8.self)) }
      return .next
    }
    door.write(String(decoding: reading.value.bytes, as: UTF8.self))
  }

  private func listing(_ ledger: any CentralLedger) async throws -> Listing {
    let empty = Listing(columns: [
      .init("store", Message(zh: "门店", en: "Store")), .init("month", Message(zh: "月份", en: "Month")),
      .init("turnover_fen", Message(zh: "营业额", en: "Turnover")),
      .init("open_days", Message(zh: "营业天数", en: "Open days")), .init("reason", Message(zh: "原因", en: "Reason")),
      .init("revision", Message(zh: "第几版", en: "Revision")),
      .init("received_at", Message(zh: "收到", en: "Received")),
      .init("position", Message(zh: "数据版本", en: "Position")),
      .init("takeaway_fen", Message(zh: "外卖", en: "Takeaway")),
      .init("commission_fen", Message(zh: "佣金", en: "Commission")),
    ])
    return try await ledger.reduceHeads(asOf: asOf, into: empty) { listing, heads in
      for head in heads {
        listing.rows.append([
          .text(head.store.description), .text(head.month.description), .money(Money(fen: head.turnoverFen)),
          head.openDays >= 0 ? .integer(Int64(head.openDays)) : .none,
          head.reason.map { .message(.zeroReason($0), code: $0.rawValue) } ?? .none,
          .integer(Int64(head.revision)), .text(head.receivedAt.description), .integer(head.position),
          .optional(head.takeaway), .optional(head.commission),
        ])
      }
      return .next
    }.value
  }
}
