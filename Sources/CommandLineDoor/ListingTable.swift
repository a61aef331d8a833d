import Localization

extension Listing {
  /// The rows as a table: headings, a rule, columns that line up whatever the width of their characters, numbers to the
  /// right. Lines end without blanks.
  public func table(in language: Language) -> String {
    let shown = rows.map { row in row.map { $0.shown(in: language) } }
    let titles = columns.map { $0.title[language] }
    var widths = titles.map(displayWidth)
    for row in shown {
      for (column, text) in row.enumerated() where column < widths.count {
        widths[column] = max(widths[column], displayWidth(text))
      }
    }
    let right = columns.indices.map { column in
      rows.contains { column < $0.count && $0[column].isNumber }
    }
    var out = Self.line(titles, widths: widths, right: right)
    out += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    for row in shown { out += Self.line(row, widths: widths, right: right) }
    return out
  }

  private static func line(_ cells: [String], widths: [Int], right: [Bool]) -> String {
    var out = ""
    for (column, text) in cells.enumerated() where column < widths.count {
      let padding = String(repeating: " ", count: widths[column] - displayWidth(text))
      if column > 0 { out += "  " }
      out += right[column] ? padding + text : text + padding
    }
    while out.last == " " { out.removeLast() }
    return out + "\n"
  }
}
