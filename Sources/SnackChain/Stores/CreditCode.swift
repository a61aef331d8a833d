/// The unified social credit code of a business (GB 32100-2015). Some codes in use fail the check, and stalls have
/// none: a wrong one is a warning, never a refusal.
public enum CreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

  /// Whether the 18 characters carry the right check character.
  public static func isValid(_ text: String) -> Bool {
    let characters = Array(HalfWidth.folding(text).uppercased())
    let values = characters.compactMap { alphabet.firstIndex(of: $0) }
    guard characters.count == 18, values.count == 18 else { return false }
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return values[17] == (31 - sum % 31) % 31
  }
}
