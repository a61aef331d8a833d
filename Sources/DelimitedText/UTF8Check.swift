/// Strict validation of UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Check {
  enum Verdict {
    /// Every byte belongs to a complete character.
    case complete
    /// The last character lacks bytes that may still come.
    case cutOff
    /// A byte cannot stand where it stands.
    case invalid
  }

  /// How many bytes from the start are complete characters, and what follows them.
  static func prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> (valid: Int, verdict: Verdict) {
    guard let base = bytes.baseAddress else { return (0, .complete) }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var index = 0
    while index < count {
      // Most of a bill is ASCII: eight bytes at a time.
      while index &+ 8 <= count,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      if index == count { break }
      let lead = base[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return (index, .invalid)
      }
      for offset in 1..<length {
        guard index &+ offset < count else { return (index, .cutOff) }
        let byte = base[index &+ offset]
        let allowed = offset == 1 ? second : 0x80...0xBF
        if !allowed.contains(byte) { return (index, .invalid) }
      }
      index &+= length
    }
    return (count, .complete)
  }
}
