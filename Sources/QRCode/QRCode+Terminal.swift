extension QRCode {
  /// The code in lines for a terminal, two rows of modules to a line, with its quiet zone.
  ///
  /// - Parameter colours: sets black and white outright, so that the code reads on a dark terminal and on a light one.
  ///   Without, light modules are drawn and dark ones left out, which reads on a dark terminal.
  public func terminalLines(colours: Bool) -> [String] {
    let range = -Self.quietZone..<(size + Self.quietZone)
    return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { row in
      var line = ""
      for column in range {
        let upper = !isDark(row: row, column: column)
        // A last half row below the quiet zone belongs to the quiet zone.
        let lower = !isDark(row: row + 1, column: column)
        switch (upper, lower) {
        case (true, true): line += "\u{2588}"
        case (true, false): line += "\u{2580}"
        case (false, true): line += "\u{2584}"
        case (false, false): line += " "
        }
      }
      return colours ? "\u{1B}[38;5;231;48;5;16m\(line)\u{1B}[0m" : line
    }
  }
}
