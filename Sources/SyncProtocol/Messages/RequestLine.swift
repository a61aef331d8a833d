/// Where a request stands among those of its device: each names itself anew, and the last one whose answer is recorded
/// there.
///
/// One ledger makes one line. Of two ledgers that are copies of each other, each goes on from what it has heard itself:
/// their lines part, and by that HQ knows that there are two.
public struct RequestLine: Hashable, Sendable, Codable {
  /// This request: 16 hexadecimal digits. The same request sent again has the same.
  public var turn: String
  /// The last request whose answer the device has recorded; `nil` where there was none since it joined.
  public var after: String?

  /// Names a request.
  public init(turn: String, after: String?) {
    self.turn = turn
    self.after = after
  }

  /// Draws a name.
  public static func name(using random: inout some RandomNumberGenerator) -> String {
    let digits = String(UInt64.random(in: 0 ... .max, using: &random), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Whether both are names such as ``name(using:)`` draws.
  public var isPlain: Bool {
    [turn, after].compactMap(\.self).allSatisfy { name in
      name.utf8.count == 16 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
  }
}
