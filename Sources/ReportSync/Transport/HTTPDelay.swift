/// The delay that `Retry-After` asks for.
enum HTTPDelay {
  /// Whole seconds from now, at most a day; `nil` for a date (no clock here is trusted enough to subtract from) and
  /// for what cannot be read.
  static func seconds(_ value: String) -> Int64? {
    let text = value.filter { !$0.isWhitespace }
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return min(Int64(text) ?? 86_400, 86_400)
  }
}
