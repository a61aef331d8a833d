extension String {
  /// The text with control characters, terminal escapes and direction overrides made visible, cut after 120
  /// characters: what came from outside is shown so, in a terminal or a log.
  public var visible: String {
    var out = ""
    for (count, character) in self.enumerated() {
      if count == 120 {
        out.append("…")
        break
      }
      for scalar in character.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
          out += "\\u{" + String(scalar.value, radix: 16) + "}"
        case .format where scalar.value != 0x200D:
          out += "\\u{" + String(scalar.value, radix: 16) + "}"
        default:
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }
}
