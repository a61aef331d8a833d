import SnackChain

/// A column's name in the form in which names are compared: half width, no blanks, lower case, no unit of yuan.
///
/// Compared byte by byte: rows of orders are looked at as headers too, and comparing as Unicode does takes most of it.
struct HeaderName: Hashable {
  let text: String

  /// A name as it stands in a file.
  init(_ name: String) {
    var out = String.UnicodeScalarView()
    for scalar in HalfWidth.folding(name).unicodeScalars {
      switch scalar {
      case "`", "\"", "*": continue
      case "A"..."Z": out.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      // From here on there are neither blanks nor capitals among what tables are written with.
      case "\u{3100}"...: out.append(scalar)
      case _ where scalar.properties.isWhitespace: continue
      case _ where scalar.isASCII: out.append(scalar)
      default: out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    if let last = out.last, last == ")" || last == "]" {
      for unit in Self.units where out.count > unit.count && out.suffix(unit.count).elementsEqual(unit) {
        out.removeLast(unit.count)
      }
    }
    text = String(out)
  }

  /// A name in that form already.
  init(canonical text: String) { self.text = text }

  private static let units = ["(元)", "(¥)", "(人民币)", "[元]"].map(\.unicodeScalars)

  static func == (one: Self, other: Self) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
