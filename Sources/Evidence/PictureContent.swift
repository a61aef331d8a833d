import SnackChain

/// A picture as its own bytes describe it. Names and what a browser says of a file are never asked.
public struct PictureContent: Hashable, Sendable {
  /// The kinds of pictures that cameras and phones make.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// JPEG
    case jpeg
    /// PNG
    case png
    /// WebP
    case webp
    /// HEIC, what iPhones make
    case heic

    /// As HTTP names it.
    public var media: String { "image/" + rawValue }

    /// What its files end in.
    public var suffix: String { self == .jpeg ? "jpg" : rawValue }
  }

  /// The format.
  public let format: Format
  /// Width and height.
  public let pixels: EvidenceFile.Pixels

  /// Reads a whole file's bytes.
  ///
  /// - Throws: ``EvidenceProblem`` where they are no picture, one that was cut off, or one of no sensible size.
  public init(_ bytes: [UInt8]) throws(EvidenceProblem) {
    guard let format = Self.format(of: bytes) else { throw .notAPicture }
    let pixels: EvidenceFile.Pixels? =
      switch format {
      case .jpeg: JPEGReading.pixels(bytes)
      case .png: PNGReading.pixels(bytes)
      case .webp: WebPReading.pixels(bytes)
      case .heic: HEICReading.pixels(bytes)
      }
    guard let pixels else { throw .cutOff }
    guard EvidenceLimits.isSensible(pixels) else { throw .badPixels(pixels) }
    self.format = format
    self.pixels = pixels
  }

  private static func format(of bytes: [UInt8]) -> Format? {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    guard bytes.count >= 12 else { return nil }
    let (first, second, third) = (bytes.word(at: 0), bytes.word(at: 4), bytes.word(at: 8))
    if first == .tag("RIFF"), third == .tag("WEBP") { return .webp }
    let brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].map(UInt32.tag)
    return second == .tag("ftyp") && brands.contains(third) ? .heic : nil
  }
}

/// What evidence may be, on an owner's device, on an inspector's, at headquarters and on the wire.
public enum EvidenceLimits {
  /// The most bytes of a file. A telephone's photograph has 2 to 6 million.
  public static let bytes = 10_000_000
  /// The fewest and most pixels of a side.
  public static let side = 100...30_000

  static func isSensible(_ pixels: EvidenceFile.Pixels) -> Bool {
    side.contains(pixels.width) && side.contains(pixels.height)
  }
}

extension [UInt8] {
  /// A number of four bytes, the most significant first; 0 beyond the end.
  func word(at place: Int) -> UInt32 {
    guard place >= 0, place + 4 <= count else { return 0 }
    return self[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A number of `length` bytes, the least significant first; 0 beyond the end.
  func little(at place: Int, _ length: Int) -> Int {
    guard place >= 0, place + length <= count else { return 0 }
    return self[place..<place + length].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension UInt32 {
  /// Four letters as files carry them.
  static func tag(_ text: String) -> UInt32 { text.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
}
