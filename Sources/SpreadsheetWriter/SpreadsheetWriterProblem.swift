/// Why a workbook could not be written.
public enum SpreadsheetWriterProblem: Error, Hashable, Sendable {
  /// The file could not be made there; carries the path.
  case cannotWrite(path: String)
  /// Excel takes no such name for a sheet, or there is one of that name already.
  case sheetName(String)
  /// A row was added before there was a sheet.
  case noSheet
  /// A sheet holds 1,048,576 rows with its header.
  case tooManyRows(sheet: String)
  /// A cell holds 32,767 characters.
  case textTooLong(sheet: String, row: Int)
  /// The library refused; carries its code.
  case library(code: Int)
}
