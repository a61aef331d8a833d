extension String {
  /// The text with control characters, terminal escapes and direction overrides made visible, cut after 120
  /// characters: what came from outside is shown so, in a terminal or a log.
  public var visible: String {
    // Codes, months and figures are most of what is printed, and there is nothing to look for in them.
    if utf8.count <= 120, utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var out = ""
    for (count, character) in self.enumerated() {
      if count == 120 {
        out.append("…")
        break
      }
      for scalar in character.unicodeScalars { out.append(visible: scalar) }
    }
    return out
  }

  /// A text of several lines with what a terminal would obey made visible, whole, its tabs and line ends left as they
  /// are.
  public var visibleLines: String {
    var out = ""
    for scalar in unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        out.unicodeScalars.append(scalar)
      } else {
        out.append(visible: scalar)
      }
    }
    return out
  }

  private mutating func append(visible scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      self += "\\u{" + String(scalar.value, radix: 16) + "}"
    case .format where scalar.value != 0x200D:
      self += "\\u{" + String(scalar.value, radix: 16) + "}"
    default: unicodeScalars.append(scalar)
    }
  }
}
