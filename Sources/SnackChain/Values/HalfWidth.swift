/// Folding of what Chinese keyboards type into the forms that the rest of the program reads.
public enum HalfWidth {
  /// Full-width letters, digits and punctuation become their half-width forms; the ideographic space becomes a space;
  /// the Chinese full stop `。` becomes a point and the enumeration comma `、` a comma.
  ///
  /// Use it for figures, months, codes and yes/no answers, never for names or notes, which are kept as typed.
  public static func folding(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: out.append(" ")
      case 0x3002: out.append(".")
      case 0x3001: out.append(",")
      case 0xFFE5: out.append("¥")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
