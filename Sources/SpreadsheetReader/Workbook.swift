public import ZipArchive

/// The sheets of an XLSX workbook (ECMA-376), read row by row with expat, in memory that grows only with its texts.
public final class Workbook {
  /// What is read at most.
  public struct Limits: Sendable {
    /// Unpacked bytes of one sheet.
    public var sheetBytes = 1 << 30
    /// Unpacked bytes of the texts that sheets share.
    public var textBytes = 96 << 20
    /// Cells of one sheet.
    public var cells = 64_000_000

    /// The usual limits: more than a year of a busy store.
    public init() {}
  }

  /// The names of the sheets, in the workbook's order.
  public let sheetNames: [String]
  private let archive: ZipArchive
  private let limits: Limits
  private let sheets: [ZipArchive.Entry?]
  private let strings: SharedStrings
  private let isDate: [Bool]
  private let countsFrom1904: Bool

  /// Whether `archive` holds a workbook.
  public static func isWorkbook(_ archive: ZipArchive) -> Bool { entry("xl/workbook.xml", of: archive) != nil }

  /// Opens the workbook in `archive`, reading its shared texts and styles.
  public init(_ archive: ZipArchive, limits: Limits = Limits()) throws(SpreadsheetProblem) {
    self.archive = archive
    self.limits = limits
    guard let main = Self.entry("xl/workbook.xml", of: archive) else { throw .notSpreadsheet }
    let index = WorkbookIndex()
    try XMLPart.read(main, of: archive, limit: 8 << 20, part: "workbook", with: index)
    let relations = Relations()
    if let entry = Self.entry("xl/_rels/workbook.xml.rels", of: archive) {
      try XMLPart.read(entry, of: archive, limit: 8 << 20, part: "relations", with: relations)
    }
    strings = SharedStrings(limit: limits.textBytes)
    if let entry = Self.entry("xl/sharedStrings.xml", of: archive) {
      try XMLPart.read(entry, of: archive, limit: limits.textBytes * 3, part: "sharedStrings", with: strings)
    }
    let styles = DateStyles()
    if let entry = Self.entry("xl/styles.xml", of: archive) {
      try XMLPart.read(entry, of: archive, limit: 32 << 20, part: "styles", with: styles)
    }
    isDate = styles.isDate
    countsFrom1904 = index.countsFrom1904
    let visible = index.sheets.filter { !$0.isHidden }
    sheetNames = visible.map(\.name)
    sheets = visible.enumerated().map { position, sheet in
      let target = relations.targets[sheet.relation] ?? "worksheets/sheet\(position + 1).xml"
      return Self.entry(target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target, of: archive)
    }
  }

  /// What a sheet holds besides the rows that were handed over.
  public struct SheetSummary: Sendable {
    /// Rows without a single value.
    public let emptyRows: Int
    /// Areas of joined cells (`A1:C1`), at most a thousand.
    public let mergedCells: [String]
  }

  /// Hands over the rows of a sheet that hold anything, until `take` answers false.
  ///
  /// - Throws: `damaged`, `tooManyCells`, or what is wrong with the archive.
  @discardableResult
  public func rows(
    ofSheet index: Int, take: (SheetRow) -> Bool
  ) throws(SpreadsheetProblem) -> SheetSummary {
    guard sheets.indices.contains(index), let entry = sheets[index] else {
      throw .damaged(part: sheetNames.indices.contains(index) ? sheetNames[index] : "sheet")
    }
    var problem: SpreadsheetProblem?
    let summary = withoutActuallyEscaping(take) { take in
      let scanner = SheetScanner(
        strings: strings, isDate: isDate, countsFrom1904: countsFrom1904, cellLimit: limits.cells, take: take)
      do throws(SpreadsheetProblem) {
        try XMLPart.read(
          entry, of: archive, limit: limits.sheetBytes, part: sheetNames[index], with: scanner)
      } catch { problem = error }
      if scanner.isOverLimit { problem = .tooManyCells(limit: limits.cells) }
      return SheetSummary(emptyRows: scanner.emptyRows, mergedCells: scanner.mergedCells)
    }
    if let problem { throw problem }
    return summary
  }

  /// The entry of that name, whatever its case and whichever way its slashes lean.
  private static func entry(_ name: String, of archive: ZipArchive) -> ZipArchive.Entry? {
    archive.entries.first { entry in
      let path = String(
        decoding: entry.rawName.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
      return path.lowercased() == name.lowercased()
    }
  }
}
