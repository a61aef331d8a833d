import SnackChain

// How each format says its size. Each gives `nil` where the file ends before it should.

enum JPEGReading {
  /// The size in the first frame header (ITU T.81, B.2.2), if an end of image follows.
  static func pixels(_ bytes: [UInt8]) -> EvidenceFile.Pixels? {
    var place = 2
    var found: EvidenceFile.Pixels?
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { return nil }
      let marker = bytes[place + 1]
      // Fill bytes may stand before a marker.
      if marker == 0xFF {
        place += 1
        continue
      }
      if marker == 0xDA { return endsAfter(place, bytes) ? found : nil }
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      guard length >= 2, place + 2 + length <= bytes.count else { return nil }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame, length >= 7 {
        found = EvidenceFile.Pixels(
          width: Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]),
          height: Int(bytes[place + 5]) << 8 | Int(bytes[place + 6]))
      }
      place += 2 + length
    }
    return nil
  }

  /// Whether the scan ends; phones put data of their own after it.
  private static func endsAfter(_ start: Int, _ bytes: [UInt8]) -> Bool {
    var place = bytes.count - 1
    while place > start {
      if bytes[place] == 0xD9, bytes[place - 1] == 0xFF { return true }
      place -= 1
    }
    return false
  }
}

enum PNGReading {
  /// The size in the header chunk (W3C PNG, 11.2.1), if all chunks up to the end are there.
  static func pixels(_ bytes: [UInt8]) -> EvidenceFile.Pixels? {
    guard bytes.word(at: 12) == .tag("IHDR") else { return nil }
    var place = 8
    while place + 12 <= bytes.count {
      if bytes.word(at: place + 4) == .tag("IEND") {
        return EvidenceFile.Pixels(width: Int(bytes.word(at: 16)), height: Int(bytes.word(at: 20)))
      }
      place += 12 + Int(bytes.word(at: place))
    }
    return nil
  }
}

enum WebPReading {
  /// The size in the first chunk (RFC 9649), if the file is as long as it says.
  static func pixels(_ bytes: [UInt8]) -> EvidenceFile.Pixels? {
    guard bytes.count >= 30, bytes.little(at: 4, 4) + 8 <= bytes.count else { return nil }
    switch bytes.word(at: 12) {
    case .tag("VP8X"):
      return EvidenceFile.Pixels(width: bytes.little(at: 24, 3) + 1, height: bytes.little(at: 27, 3) + 1)
    case .tag("VP8L") where bytes[20] == 0x2F:
      let bits = bytes.little(at: 21, 4)
      return EvidenceFile.Pixels(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
    case .tag("VP8 ") where bytes[23] == 0x9D && bytes[24] == 0x01 && bytes[25] == 0x2A:
      return EvidenceFile.Pixels(width: bytes.little(at: 26, 2) & 0x3FFF, height: bytes.little(at: 28, 2) & 0x3FFF)
    default: return nil
    }
  }
}

enum HEICReading {
  /// The largest size among the image properties (ISO/IEC 23008-12, 6.5.3), if all boxes end within the file: a phone's
  /// picture is made of tiles and carries a thumbnail beside it.
  static func pixels(_ bytes: [UInt8]) -> EvidenceFile.Pixels? {
    var place = 0
    var meta: Range<Int>?
    var hasData = false
    while place < bytes.count {
      guard place + 8 <= bytes.count else { return nil }
      let length = Int(bytes.word(at: place))
      // 0 is "to the end of the file"; sizes of 64 bits are for files far above our limit.
      let end = length == 0 ? bytes.count : place + length
      guard length != 1, end > place + 7 || length == 0, end <= bytes.count else { return nil }
      if bytes.word(at: place + 4) == .tag("meta") { meta = place..<end }
      if bytes.word(at: place + 4) == .tag("mdat") { hasData = true }
      place = end
    }
    guard let meta, hasData else { return nil }
    var largest: EvidenceFile.Pixels?
    var at = meta.lowerBound
    while at + 16 <= meta.upperBound {
      if bytes.word(at: at) == .tag("ispe") {
        let pixels = EvidenceFile.Pixels(width: Int(bytes.word(at: at + 8)), height: Int(bytes.word(at: at + 12)))
        if pixels.width >= largest?.width ?? 0 { largest = pixels }
      }
      at += 1
    }
    return largest
  }
}
