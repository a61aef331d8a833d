/// A sheet without the archive around it: the door for tests that throw anything at the reader of its XML.
package enum LooseSheet {
  /// Hands over the rows of a sheet in which texts, styles and cells are one part, until `take` answers false.
  package static func rows(
    of bytes: [UInt8], cells: Int, take: @escaping (SheetRow) -> Bool
  ) throws(SpreadsheetProblem) {
    let strings = SharedStrings(limit: 1 << 20)
    let styles = DateStyles()
    let scanner = { (isDate: [Bool]) in
      SheetScanner(strings: strings, isDate: isDate, countsFrom1904: false, cellLimit: cells, take: take)
    }
    try read(bytes, with: strings)
    try read(bytes, with: styles)
    let sheet = scanner(styles.isDate)
    try read(bytes, with: sheet)
    if sheet.isOverLimit { throw .tooManyCells(limit: cells) }
  }

  private static func read(_ bytes: [UInt8], with handler: ElementHandler) throws(SpreadsheetProblem) {
    try XMLPart.read(part: "sheet", with: handler) { (take) throws(SpreadsheetProblem) in
      // In two pieces, since an archive cuts where it likes.
      let half = bytes.count / 2
      bytes.withUnsafeBufferPointer { all in
        if take(UnsafeBufferPointer(rebasing: all[..<half])) {
          _ = take(UnsafeBufferPointer(rebasing: all[half...]))
        }
      }
    }
  }
}
