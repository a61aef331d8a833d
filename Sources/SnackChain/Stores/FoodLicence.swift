/// The number of a food licence: `JY`, 13 digits and a check digit after ISO/IEC 7064, MOD 11,10. Small eateries are
/// registered rather than licensed, so a wrong number is a warning, never a refusal.
public enum FoodLicence {
  /// Whether the number carries the right check digit.
  public static func isValid(_ text: String) -> Bool {
    let folded = HalfWidth.folding(text).uppercased()
    let digits = folded.dropFirst(2).compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
    guard folded.hasPrefix("JY"), folded.count == 16, digits.count == 14 else { return false }
    var product = 10
    for digit in digits.dropLast() {
      let sum = (product + digit) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return digits.last == (11 - product) % 10
  }
}
