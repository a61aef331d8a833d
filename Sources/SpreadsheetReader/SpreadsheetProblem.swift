public import ZipArchive

/// Why a spreadsheet could not be read.
public enum SpreadsheetProblem: Error, Hashable, Sendable {
  /// The file around it could not be read.
  case archive(ZipProblem)
  /// There is no workbook in the archive.
  case notSpreadsheet
  /// A part of the workbook is not the XML it should be; names the part.
  case damaged(part: String)
  /// A sheet has more cells than the limit.
  case tooManyCells(limit: Int)
}
