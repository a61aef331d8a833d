/// One row of a sheet: the texts of its cells, in order of their columns. Valid only while it is handed over.
public struct SheetRow {
  /// The row's number in the sheet, from 1.
  public let number: Int
  /// The texts of all cells, one after another.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Where in `bytes` the text of each column stands; empty for cells that are empty.
  public let bounds: UnsafeBufferPointer<(lower: Int, upper: Int)>
}

/// Reads the rows of one sheet as they come by.
final class SheetScanner: ElementHandler {
  private var builder: RowBuilder
  private let take: (SheetRow) -> Bool

  /// Cells joined over more than one column or row, as the sheet writes them (`A1:C1`); at most a thousand.
  private(set) var mergedCells: [String] = []
  /// Rows without a value.
  var emptyRows: Int { builder.emptyRows }
  /// Whether there were more cells than allowed.
  var isOverLimit: Bool { builder.cellCount > builder.cellLimit }

  init(
    strings: SharedStrings, isDate: [Bool], countsFrom1904: Bool, cellLimit: Int, take: @escaping (SheetRow) -> Bool
  ) {
    builder = RowBuilder(
      strings: strings.bytes, ends: strings.ends, isDate: isDate, countsFrom1904: countsFrom1904, cellLimit: cellLimit)
    self.take = take
  }

  override func start(_ name: ElementName, _ attributes: Attributes) {
    if name == "c" {
      builder.startCell(attributes)
      if isOverLimit { isDone = true }
    } else if name == "v" || name == "t" {
      wantsText = builder.wantsText
    } else if name == "row" {
      builder.startRow(attributes)
    } else if name == "mergeCell", mergedCells.count < 1000, let area = attributes.text("ref") {
      mergedCells.append(area)
    }
  }

  override func end(_ name: ElementName) {
    if name == "v" || name == "t" {
      wantsText = false
    } else if name == "c" {
      builder.endCell()
    } else if name == "row" {
      if !builder.endRow(take) { isDone = true }
    }
  }

  override func text(_ piece: UnsafeBufferPointer<UInt8>) { builder.append(piece) }
}
