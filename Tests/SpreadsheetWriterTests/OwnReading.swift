import SpreadsheetReader
import ZipArchive

/// Reads workbooks with our own reader.
enum OwnReading {
  static func rows(of bytes: [UInt8], sheet: Int) throws -> [[String]] {
    let workbook = try Workbook(try ZipArchive(bytes: bytes))
    var rows: [[String]] = []
    try workbook.rows(ofSheet: sheet) { row in
      rows.append(row.bounds.map { String(decoding: row.bytes[$0.lower..<$0.upper], as: UTF8.self) })
      return true
    }
    return rows
  }
}
