/// What happened, line by line, and a digest of it: the same seed must give the same one twice.
struct Trace: Sendable {
  private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var lines: [String] = []
  private let keepsLines: Bool

  init(keepsLines: Bool) { self.keepsLines = keepsLines }

  mutating func note(_ line: @autoclosure () -> String) {
    let line = line()
    // FNV-1a of 64 bits.
    for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    digest = (digest ^ 10) &* 0x100_0000_01B3
    if keepsLines { lines.append(line) }
  }
}

/// Something that must never be was seen.
struct Violation: Error, Sendable, CustomStringConvertible {
  let text: String
  init(_ text: String) { self.text = text }
  var description: String { text }
}

extension UInt64 {
  /// Sixteen hexadecimal digits.
  var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
