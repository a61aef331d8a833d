import CXLSXWriter
import Foundation
public import SnackChain

/// An XLSX workbook (ECMA-376), written by libxlsxwriter row by row in memory that does not grow with the rows.
///
/// - Every text is written as text: nothing that a person typed becomes a formula.
/// - Money stays exact: what has more digits than a spreadsheet keeps is written as text.
/// - The same rows give the same bytes: the workbook's date is the one given, not that of the clock.
/// - A file appears whole or not at all: it is written beside its place and moved there at the end.
///
/// Not for use from several tasks at once.
public final class SpreadsheetWriter {
  /// The most rows of a sheet, its header included.
  public static let largestRowCount = 1_048_576
  /// The most characters (UTF-16 code units) of a cell.
  public static let longestText = 32_767

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let formats: CellFormats
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var sheetName = ""
  private var row = 0
  private var widths: [Int] = []
  private var hasHeader = false

  /// Writes a workbook to `path`.
  ///
  /// - Parameters:
  ///   - title: what the workbook's properties call it.
  ///   - made: the moment that its properties state.
  ///   - fill: adds sheets and rows. What it throws is passed on, and no file is left.
  public static func write(
    toFile path: String, title: String, made: Timestamp, fill: (SpreadsheetWriter) throws -> Void
  ) throws {
    let partial = path + ".part-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: partial) }
    // The library would complain on stderr by itself, and only at the end.
    guard FileManager.default.createFile(atPath: partial, contents: nil) else {
      throw SpreadsheetWriterProblem.cannotWrite(path: path)
    }
    let writer = try SpreadsheetWriter(path: partial, title: title, made: made)
    do {
      try fill(writer)
    } catch {
      lxw_workbook_free(writer.workbook)
      throw error
    }
    writer.finishSheet()
    let code = workbook_close(writer.workbook)
    guard code == LXW_NO_ERROR else { throw SpreadsheetWriterProblem.library(code: Int(code.rawValue)) }
    guard rename(partial, path) == 0 else { throw SpreadsheetWriterProblem.cannotWrite(path: path) }
  }

  /// Writes a workbook and gives its bytes.
  public static func bytes(
    title: String, made: Timestamp, fill: (SpreadsheetWriter) throws -> Void
  ) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(toFile: path, title: title, made: made, fill: fill)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SpreadsheetWriterProblem.cannotWrite(path: path)
    }
    return Array(data)
  }

  private init(path: String, title: String, made: Timestamp) throws(SpreadsheetWriterProblem) {
    var options = lxw_workbook_options()
    options.constant_memory = UInt8(LXW_TRUE.rawValue)
    guard let workbook = workbook_new_opt(path, &options) else { throw .library(code: 0) }
    self.workbook = workbook
    formats = CellFormats(workbook)
    var properties = lxw_doc_properties()
    properties.created = time_t(made.milliseconds / 1000)
    Self.clean(title).withCString { text in
      // The library copies the text and never writes to it.
      properties.title = UnsafeMutablePointer(mutating: text)
      workbook_set_properties(workbook, &properties)
    }
  }

  /// Begins a sheet with a header, which stays in sight, repeats on paper, and filters.
  ///
  /// - Throws: `sheetName` where the name is empty, longer than 31 characters, taken, or holds one of `[]:*?/\`.
  public func addSheet(named name: String, header: [String]) throws(SpreadsheetWriterProblem) {
    try startSheet(named: name)
    for (column, title) in header.enumerated() { try write(title, column: column, format: formats.header) }
    row = 1
    hasHeader = true
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_landscape(sheet)
    // 9 is A4. As wide as the page, as long as needed.
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  /// Adds a sheet of names and values without a header: the definition of a measure, what was left out, the version of
  /// the data.
  public func addNotes(named name: String, lines: [(label: String, value: SheetCell)]) throws(SpreadsheetWriterProblem)
  {
    try startSheet(named: name)
    for line in lines {
      try write(line.label, column: 0, format: formats.header)
      try write(line.value, column: 1)
      row += 1
    }
  }

  /// Adds a row to the sheet begun last.
  public func addRow(_ cells: [SheetCell]) throws(SpreadsheetWriterProblem) {
    guard sheet != nil else { throw .noSheet }
    guard row < Self.largestRowCount else { throw .tooManyRows(sheet: sheetName) }
    for (column, cell) in cells.enumerated() { try write(cell, column: column) }
    row += 1
  }

  private func startSheet(named name: String) throws(SpreadsheetWriterProblem) {
    finishSheet()
    guard !name.isEmpty, name == Self.clean(name), name.utf16.count <= 31,
      workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR
    else { throw .sheetName(name) }
    sheet = workbook_add_worksheet(workbook, name)
    guard sheet != nil else { throw .sheetName(name) }
    sheetName = name
    row = 0
    widths = []
    hasHeader = false
  }

  /// Sets what is known only when all rows are there: the widths, and how far the filter reaches.
  private func finishSheet() {
    guard let sheet else { return }
    for (column, width) in widths.enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(min(max(width, 6), 60) + 2), nil)
    }
    if hasHeader, !widths.isEmpty {
      worksheet_autofilter(sheet, 0, 0, UInt32(max(row - 1, 0)), UInt16(widths.count - 1))
    }
    self.sheet = nil
  }

  private func write(_ cell: SheetCell, column: Int) throws(SpreadsheetWriterProblem) {
    switch cell {
    case .text(let text): try write(text, column: column, format: formats.text)
    case .count(let value):
      guard value.magnitude <= SheetCell.largestExact else {
        return try write(String(value), column: column, format: formats.text)
      }
      try write(Double(value), shown: 12, column: column, format: formats.count)
    case .money(let amount):
      guard amount.fen.magnitude <= SheetCell.largestExact else {
        return try write(amount.description, column: column, format: formats.text)
      }
      try write(Double(amount.fen) / 100, shown: 14, column: column, format: formats.money)
    case .percent(let value): try write(value, shown: 8, column: column, format: formats.percent)
    case .number(let value): try write(value, shown: 12, column: column, format: formats.number)
    case .day(let day): try write(day, second: 0, shown: 10, column: column, format: formats.day)
    case .month(let month): try write(month.firstDay, second: 0, shown: 8, column: column, format: formats.month)
    case .moment(let moment):
      let local = moment.milliseconds + Timestamp.chinaOffset
      let second = (local / 1000 % 86_400 + 86_400) % 86_400
      try write(moment.dayInChina, second: second, shown: 19, column: column, format: formats.moment)
    case .empty: return
    }
  }

  /// Spreadsheets count days from 1899-12-30, rightly only from March 1900 on.
  private func write(
    _ day: CalendarDay, second: Int64, shown: Int, column: Int, format: UnsafeMutablePointer<lxw_format>?
  ) throws(SpreadsheetWriterProblem) {
    let serial = Int(day.number) + 25_569
    guard serial > 60, serial < 2_958_466 else {
      return try write(day.description, column: column, format: formats.text)
    }
    try write(Double(serial) + Double(second) / 86_400, shown: shown, column: column, format: format)
  }

  private func write(
    _ value: Double, shown: Int, column: Int, format: UnsafeMutablePointer<lxw_format>?
  ) throws(SpreadsheetWriterProblem) {
    // A cell that is not a number would make the whole file unreadable.
    guard value.isFinite else { return }
    widen(column, to: shown)
    try check(worksheet_write_number(sheet, UInt32(row), UInt16(clamping: column), value, format))
  }

  private func write(
    _ text: String, column: Int, format: UnsafeMutablePointer<lxw_format>?
  ) throws(SpreadsheetWriterProblem) {
    guard text.utf16.count <= Self.longestText else { throw .textTooLong(sheet: sheetName, row: row + 1) }
    widen(column, to: text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) })
    try check(worksheet_write_string(sheet, UInt32(row), UInt16(clamping: column), Self.clean(text), format))
  }

  private func check(_ code: lxw_error) throws(SpreadsheetWriterProblem) {
    guard code == LXW_NO_ERROR else { throw .library(code: Int(code.rawValue)) }
  }

  private func widen(_ column: Int, to width: Int) {
    while widths.count <= column { widths.append(0) }
    if widths[column] < width { widths[column] = width }
  }

  /// The text without what XML has no way to say, and which would end a C string.
  private static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsayable) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isUnsayable(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  private static func isUnsayable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }
}
