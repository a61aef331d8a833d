import CentralLedger
import CommandLineDoor
import DelimitedText
import Localization
import SnackChain

/// A register file on its way to the ledger: rows that can be read, and what is wrong with the others.
struct StoreFile {
  private(set) var stores: [StoreRow] = []
  private(set) var rows = 0
  private(set) var refused = RowFindings()
  private(set) var warnings = RowFindings()
  private let regions: RegionTable

  /// Reads a file. One bad row never stops the rest.
  ///
  /// - Throws: `DelimitedTextProblem` where the file as a whole cannot be read.
  init(path: String, regions: RegionTable, progress: inout Progress) throws(DelimitedTextProblem) {
    self.regions = regions
    var reader = try DelimitedReader(path: path)
    let header = try reader.header(
      required: ["code", "name", "region"],
      optional: ["opened", "closed", "certified", "tier", "form", "valid_from"])
    while try reader.next() {
      rows += 1
      if rows & 0x3FFF == 0 { progress.update(rows, of: nil) }
      do throws(BadField) {
        stores.append(try row(reader, header))
      } catch {
        refused.append(
          RowFinding(
            line: reader.line, code: error.code, value: error.value, field: error.field,
            store: reader.text(header["code"]), message: error.message))
      }
    }
  }

  private struct BadField: Error {
    let code: String
    let field: String?
    let value: String
    let message: Message
  }

  private mutating func row(_ reader: borrowing DelimitedReader, _ header: Header) throws(BadField) -> StoreRow {
    if reader.hasFields(beyond: header.names.count) {
      throw BadField(
        code: "extra_fields", field: nil, value: reader.text(header.names.count),
        message: .hqExtraFields(found: reader.fieldCount, expected: header.names.count))
    }
    let text = DelimitedWriter.withoutGuard(reader.text(header["code"]))
    guard let code = StoreCode(text) else {
      throw BadField(
        code: text.isEmpty ? "empty_code" : "bad_store_code", field: "code", value: text,
        message: text.isEmpty ? .hqEmptyField("code") : .hqBadStoreCode(text))
    }
    let name = DelimitedWriter.withoutGuard(reader.text(header["name"]))
    if name.isEmpty {
      throw BadField(code: "empty_name", field: "name", value: name, message: .hqEmptyField("name"))
    }
    let region = try region(reader, header, store: text)
    let opened = try day(reader, header, "opened")
    let closed = try day(reader, header, "closed")
    let certified = try day(reader, header, "certified")
    if let opened, let closed, closed < opened {
      throw BadField(
        code: "closed_before_opening", field: "closed", value: closed.description, message: .hqClosedBeforeOpening)
    }
    if let certified, opened.map({ certified < $0 }) ?? false || closed.map({ certified >= $0 }) ?? false {
      warnings.append(
        RowFinding(
          line: reader.line, code: "certified_outside_trading", value: certified.description, field: "certified",
          store: text, message: .hqCertifiedOutside))
    }
    return StoreRow(
      line: reader.line, code: code, name: name, region: region, opened: opened, closed: closed, certified: certified,
      tier: try word(reader, header, "tier"), form: try word(reader, header, "form"),
      validFrom: try day(reader, header, "valid_from"))
  }

  private mutating func region(
    _ reader: borrowing DelimitedReader, _ header: Header, store: String
  ) throws(BadField) -> RegionCode {
    let text = HalfWidth.folding(reader.text(header["region"]))
    guard let code = RegionCode(text) else {
      throw BadField(
        code: text.isEmpty ? "empty_region" : "bad_region", field: "region", value: text,
        message: text.isEmpty ? .hqEmptyField("region") : .hqBadRegion(text))
    }
    guard regions[code.province] != nil else {
      throw BadField(code: "unknown_province", field: "region", value: text, message: .hqUnknownProvince(text))
    }
    if let known = regions[code] {
      if known.validUntil != nil {
        warnings.append(
          RowFinding(
            line: reader.line, code: "retired_region", value: text, field: "region", store: store,
            message: .hqRetiredRegion(text, name: known.name)))
      }
    } else {
      warnings.append(
        RowFinding(
          line: reader.line, code: "unknown_region", value: text, field: "region", store: store,
          message: .hqUnknownRegion(text)))
    }
    return code
  }

  private func day(
    _ reader: borrowing DelimitedReader, _ header: Header, _ column: String
  ) throws(BadField) -> CalendarDay? {
    let text = reader.text(header[column])
    if text.isEmpty { return nil }
    if let day = parseDay(text) { return day }
    throw BadField(code: "bad_day", field: column, value: text, message: .hqBadDay(column, text))
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ reader: borrowing DelimitedReader, _ header: Header, _ column: String
  ) throws(BadField) -> Word? {
    let text = reader.text(header[column])
    if text.isEmpty { return nil }
    if let word = Word(rawValue: text.lowercased()) { return word }
    throw BadField(
      code: "unknown_" + column, field: column, value: text,
      message: .hqUnknownWord(column, text, allowed: Word.allCases.map(\.rawValue)))
  }
}
