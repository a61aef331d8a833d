/// Small pictures that stand for photographs in a demo chain: black and white patterns that nobody takes for a store.
public enum DemoPhotograph {
  /// How many different ones there are.
  public static let count = 24

  private static let side = 120

  /// The picture of a number as a PNG file (W3C PNG, third edition): the same bytes always.
  public static func png(_ number: Int) -> [UInt8] {
    var random = SplitMix64(seed: 0xD0, store: number, purpose: .inspections)
    // 15 x 15 blocks of 8 x 8 pixels, one bit each: a byte of a row is a block.
    var pixels: [UInt8] = []
    for _ in 0..<(side / 8) {
      let blocks: [UInt8] = (0..<(side / 8)).map { _ in random.below(2) == 0 ? 0x00 : 0xFF }
      for _ in 0..<8 { pixels += [0] + blocks }
    }
    let size = bigEndian(UInt32(side))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", size + size + [1, 0, 0, 0, 0])
      + chunk("IDAT", stored(pixels)) + chunk("IEND", [])
  }

  /// A zlib stream (RFC 1950) of one stored block: 1,920 bytes need no packing.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(clamping: bytes.count)
    let (low, high) = (UInt8(length & 0xFF), UInt8(length >> 8))
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes + bigEndian(b << 16 | a)
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + content
    return bigEndian(UInt32(content.count)) + body + bigEndian(checksum(body))
  }

  /// The CRC-32 of PNG's chunks.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
