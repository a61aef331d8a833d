import SnackChain

enum HeaderName {
  /// A column's name in the form in which names are compared: half width, no blanks, lower case, no unit of yuan.
  static func canonical(_ name: String) -> String {
    var out = HalfWidth.folding(name).filter { !$0.isWhitespace && $0 != "`" && $0 != "\"" && $0 != "*" }.lowercased()
    for unit in ["(元)", "(¥)", "(人民币)", "[元]"] where out.hasSuffix(unit) && out.count > unit.count {
      out.removeLast(unit.count)
    }
    return out
  }
}
