/// The identity of an operation: a UUID of version 7 (RFC 9562), made once on the device when the figure was saved.
///
/// It never changes however often the operation is sent, and HQ's database lets it in once.
public struct OperationID: Hashable, Comparable, Sendable {
  /// The first eight bytes, most significant first.
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64

  /// Takes the two halves of a UUID as they are.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Makes a new identity at `moment` with 74 random bits.
  public init(at moment: Timestamp, random generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(clamping: moment.milliseconds) & 0xFFFF_FFFF_FFFF
    high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
    low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &generator)
  }

  /// Makes a new identity at `moment` from the system's generator.
  public init(at moment: Timestamp) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: moment, random: &generator)
  }

  /// The 16 bytes, most significant first.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
  }

  /// Takes 16 bytes, or `nil` for another number of them.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    for (offset, byte) in bytes.enumerated() {
      if offset < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
    }
    self.init(high: halves.0, low: halves.1)
  }

  public static func < (left: OperationID, right: OperationID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension OperationID: LosslessStringConvertible {
  /// `0190a5c4-7e1b-7c3d-8a2f-0123456789ab`.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { out in
      var place = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          out[place] = UInt8(ascii: "-")
          place += 1
        }
        let half = nibble < 16 ? high : low
        out[place] = HexadecimalText.digit(UInt8(truncatingIfNeeded: half >> (60 - 4 * UInt64(nibble & 15))))
        place += 1
      }
      return place
    }
  }

  /// Reads the 36 characters of a UUID.
  public init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    for (offset, byte) in text.utf8.enumerated() {
      if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let nibble: UInt8
      switch byte {
      case 48...57: nibble = byte - 48
      case 97...102: nibble = byte - 87
      case 65...70: nibble = byte - 55
      default: return nil
      }
      if offset < 18 { halves.0 = halves.0 << 4 | UInt64(nibble) } else { halves.1 = halves.1 << 4 | UInt64(nibble) }
    }
    self.init(high: halves.0, low: halves.1)
  }
}

extension OperationID: Codable {
  /// Encoded as the 36 characters.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = OperationID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
