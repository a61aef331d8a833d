/// Writes records as RFC 4180 text in UTF-8 that a spreadsheet opens without running anything in it.
///
/// A text cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, full-width forms included) gets an apostrophe in front; a number cell never does, so negative amounts stay
/// amounts. `withoutGuard` takes the apostrophe off again, exactly.
public struct DelimitedWriter: Sendable {
  /// How records end.
  public enum LineEnd: String, Sendable {
    /// As RFC 4180 has it, for spreadsheets.
    case carriageReturnLineFeed = "\r\n"
    /// As Unix tools have it.
    case lineFeed = "\n"
  }

  /// What has been written and not yet taken, as UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let lineEnd: LineEnd
  private var isAtStart = true

  /// Makes a writer. `mark` puts a byte order mark in front, without which Excel takes UTF-8 for GBK.
  public init(mark: Bool = false, lineEnd: LineEnd = .carriageReturnLineFeed) {
    self.lineEnd = lineEnd
    if mark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// Writes a cell of text.
  public mutating func text(_ value: some StringProtocol) {
    separate()
    var needsQuotes = false
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"): needsQuotes = true
      default: continue
      }
    }
    let guarded = Self.needsGuard(value)
    if !needsQuotes {
      if guarded { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: value.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if guarded { bytes.append(UInt8(ascii: "'")) }
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a cell with a number in plain form (`-33000.50`). What is no such number is written as text.
  public mutating func number(_ value: some StringProtocol) {
    guard Self.isPlainNumber(value) else { return text(value) }
    separate()
    bytes.append(contentsOf: value.utf8)
  }

  /// Writes a cell with a whole number.
  public mutating func number(_ value: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a cell with a number as Swift prints it, an exponent included; an empty one for what is not finite.
  public mutating func decimal(_ value: Double) {
    separate()
    if value.isFinite { bytes.append(contentsOf: String(value).utf8) }
  }

  /// Writes an empty cell.
  public mutating func empty() { separate() }

  /// Ends the record.
  public mutating func endRecord() {
    bytes.append(contentsOf: lineEnd.rawValue.utf8)
    isAtStart = true
  }

  /// Gives what has been written and begins anew, so that a file of any length takes no memory.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  /// The text that was given to `text(_:)`, of a cell that `text(_:)` wrote.
  public static func withoutGuard(_ cell: String) -> String {
    cell.hasPrefix("'") && needsGuard(cell) ? String(cell.dropFirst()) : cell
  }

  /// Whether a spreadsheet would run the text. Apostrophes in front are looked through, which makes the guard exact.
  private static func needsGuard(_ value: some StringProtocol) -> Bool {
    guard let first = value.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }

  private static func isPlainNumber(_ value: some StringProtocol) -> Bool {
    var digits = value.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (48...57).contains($0) } }
  }

  private mutating func separate() {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
  }
}
