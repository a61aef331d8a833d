import CentralLedger
import CommandLineDoor
import DelimitedText
import Localization
import SnackChain

/// A file of monthly figures on its way to the ledger: rows that can be read, and what is wrong with the others.
struct ReportFile {
  /// The columns of the contract.
  static let columns = ["store", "month", "turnover", "open_days", "reason"]
  /// Columns that a file may have besides.
  static let platformColumns = ["takeaway", "commission"]

  private(set) var batch: ReportImportBatch
  private(set) var rows = 0
  private(set) var refused = RowFindings()
  /// Figures without open days: kept, and good for sums, but not for comparisons.
  private(set) var warnings = RowFindings()

  /// Reads a file. One bad row never stops the rest.
  ///
  /// - Throws: `DelimitedTextProblem` where the file as a whole cannot be read.
  init(path: String, index: StoreIndex, progress: inout Progress) throws(DelimitedTextProblem) {
    batch = ReportImportBatch(index: index)
    var reader = try DelimitedReader(path: path)
    let header = try reader.header(
      required: ["store", "month", "turnover"], optional: ["open_days", "reason"] + Self.platformColumns)
    let columns = Columns(header)
    while try reader.next() {
      rows += 1
      if rows & 0xFFFF == 0 { progress.update(rows, of: nil) }
      do throws(BadField) {
        let row = try Self.row(reader, columns, index: index)
        batch.append(row)
        if row.openDays < 0, row.turnoverFen > 0 { warnings.append(RowFinding(withoutOpenDays: row, index: index)) }
      } catch {
        refused.append(
          RowFinding(
            line: reader.line, code: error.code, value: error.value, field: error.field,
            store: reader.text(columns.store), message: error.message))
      }
    }
  }

  private struct Columns {
    let store: Int
    let month: Int
    let turnover: Int
    let openDays: Int?
    let reason: Int?
    let takeaway: Int?
    let commission: Int?
    let count: Int

    init(_ header: Header) {
      // The first three are required: the header would have thrown.
      store = header["store"] ?? 0
      month = header["month"] ?? 0
      turnover = header["turnover"] ?? 0
      openDays = header["open_days"]
      reason = header["reason"]
      takeaway = header["takeaway"]
      commission = header["commission"]
      count = header.names.count
    }
  }

  private struct BadField: Error {
    let code: String
    let field: String?
    let value: String
    let message: Message
  }

  private static func row(
    _ reader: borrowing DelimitedReader, _ columns: Columns, index: StoreIndex
  ) throws(BadField) -> ReportImportRow {
    if reader.hasFields(beyond: columns.count) {
      throw BadField(
        code: "extra_fields", field: nil, value: reader.text(columns.count),
        message: .hqExtraFields(found: reader.fieldCount, expected: columns.count))
    }
    return ReportImportRow(
      line: reader.line, store: try store(reader, columns.store, index: index),
      month: try month(reader, columns.month), turnover: try amount(reader, columns.turnover, "turnover"),
      openDays: try columns.openDays.flatMap { (column) throws(BadField) in try openDays(reader, column) },
      reason: try columns.reason.flatMap { (column) throws(BadField) in try reason(reader, column) },
      takeaway: try optionalAmount(reader, columns.takeaway, "takeaway"),
      commission: try optionalAmount(reader, columns.commission, "commission"))
  }

  private static func store(
    _ reader: borrowing DelimitedReader, _ column: Int, index: StoreIndex
  ) throws(BadField) -> Int32 {
    if let place = reader.withField(column, { index.place(of: $0.withoutBlanks) }) { return place }
    let text = reader.text(column)
    // What a spreadsheet would run was written with an apostrophe before it.
    if let code = StoreCode(DelimitedWriter.withoutGuard(text)), let place = index.place(of: code) { return place }
    throw BadField(
      code: text.isEmpty ? "empty_store" : "unknown_store", field: "store", value: text,
      message: text.isEmpty ? .hqEmptyField("store") : .hqUnknownStore(text))
  }

  private static func month(_ reader: borrowing DelimitedReader, _ column: Int) throws(BadField) -> YearMonth {
    if let month = reader.withField(column, { YearMonth(utf8: $0.withoutBlanks) }) { return month }
    let text = reader.text(column)
    if let month = YearMonth.parse(text) { return month }
    throw BadField(code: "bad_month", field: "month", value: text, message: .monthProblem(text))
  }

  private static func optionalAmount(
    _ reader: borrowing DelimitedReader, _ column: Int?, _ field: String
  ) throws(BadField) -> Money? {
    guard let column, !reader.withField(column, { $0.withoutBlanks.isEmpty }) else { return nil }
    return try amount(reader, column, field)
  }

  private static func amount(
    _ reader: borrowing DelimitedReader, _ column: Int, _ field: String
  ) throws(BadField) -> Money {
    if let amount = reader.withField(column, { Money.parseYuan(utf8: $0.withoutBlanks) }) { return amount }
    let text = reader.text(column)
    do throws(MoneyProblem) {
      return try Money.parse(text)
    } catch {
      throw BadField(code: error.code, field: field, value: text, message: .moneyProblem(error))
    }
  }

  private static func openDays(_ reader: borrowing DelimitedReader, _ column: Int) throws(BadField) -> Int? {
    let days = reader.withField(column) { bytes -> Int? in
      let bytes = bytes.withoutBlanks
      return bytes.isEmpty ? -1 : parseSmallNumber(bytes)
    }
    if let days {
      guard days <= 99 else {
        let finding = ReportFinding.impossibleOpenDays(days)
        throw BadField(code: finding.code, field: "open_days", value: "\(days)", message: .finding(finding))
      }
      return days < 0 ? nil : days
    }
    let text = reader.text(column)
    var folded = HalfWidth.folding(text)
    if folded.hasSuffix("天") || folded.hasSuffix("日") { folded.removeLast() }
    if folded.hasSuffix(".0") { folded.removeLast(2) }
    guard let days = Int(folded) else {
      throw BadField(code: "bad_open_days", field: "open_days", value: text, message: .hqBadOpenDays(text))
    }
    guard (0...99).contains(days) else {
      let finding = ReportFinding.impossibleOpenDays(days)
      throw BadField(code: finding.code, field: "open_days", value: text, message: .finding(finding))
    }
    return days
  }

  private static func reason(_ reader: borrowing DelimitedReader, _ column: Int) throws(BadField) -> ZeroReason? {
    if reader.withField(column, { $0.withoutBlanks.isEmpty }) { return nil }
    let text = reader.text(column)
    if let reason = ZeroReason(rawValue: text.lowercased()) { return reason }
    if let reason = ZeroReason.allCases.first(where: { Message.zeroReason($0).zh == text }) { return reason }
    throw BadField(code: "unknown_reason", field: "reason", value: text, message: .hqUnknownReason(text))
  }
}

extension RowFinding {
  /// A figure whose open days the file does not say.
  fileprivate init(withoutOpenDays row: ReportImportRow, index: StoreIndex) {
    let finding = ReportFinding.openDaysUnknown
    self.init(
      line: Int(row.line), code: finding.code, value: "", field: "open_days",
      store: index.codes[Int(row.store)].description, message: .finding(finding))
  }
}

extension MoneyProblem {
  /// A stable code for machines.
  var code: String {
    switch self {
    case .empty: "empty_amount"
    case .notANumber: "bad_amount"
    case .finerThanFen: "finer_than_fen"
    case .tooLarge: "amount_too_large"
    case .ambiguous: "ambiguous_amount"
    }
  }
}
