/// What kind of file a photograph or paper is, told by its first bytes: never by its name or by what a sender says.
public enum PhotographFormat: String, Hashable, Sendable, CaseIterable, Codable {
  /// JPEG
  case jpeg
  /// PNG
  case png
  /// HEIF, as iPhones make it
  case heic
  /// WebP
  case webp
  /// PDF, for papers
  case pdf

  /// The usual ending of a file's name, without a dot.
  public var fileExtension: String {
    switch self {
    case .jpeg: "jpg"
    case .png: "png"
    case .heic: "heic"
    case .webp: "webp"
    case .pdf: "pdf"
    }
  }

  /// The format whose mark `bytes` begin with, or `nil`.
  public init?(of bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(12))
    func has(_ mark: [UInt8], at place: Int) -> Bool {
      head.count >= place + mark.count && Array(head[place..<place + mark.count]) == mark
    }
    if has([0xFF, 0xD8, 0xFF], at: 0) {
      self = .jpeg
    } else if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      self = .png
    } else if has(Array("RIFF".utf8), at: 0), has(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if has(Array("%PDF-".utf8), at: 0) {
      self = .pdf
    } else if has(Array("ftyp".utf8), at: 4),
      ["heic", "heix", "mif1", "msf1", "hevc"].contains(where: {
        has(Array($0.utf8), at: 8)
      })
    {
      self = .heic
    } else {
      return nil
    }
  }
}

/// Why a file is no evidence.
public enum PhotographProblem: Error, Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// It is larger than the limit in bytes.
  case tooLarge(bytes: Int, limit: Int)
  /// Its bytes are no photograph and no paper, whatever its name says.
  case notAPhotograph

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .empty: "evidence_empty"
    case .tooLarge: "evidence_too_large"
    case .notAPhotograph: "evidence_not_a_photograph"
    }
  }
}

extension PhotographFormat {
  /// The most bytes of one file. A telephone's photograph has 2 to 6 million.
  public static let largestFile = 8 << 20

  /// The format of a whole file that can be evidence.
  public static func check(_ bytes: some Collection<UInt8>) throws(PhotographProblem) -> PhotographFormat {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= largestFile else { throw .tooLarge(bytes: bytes.count, limit: largestFile) }
    guard let format = PhotographFormat(of: bytes) else { throw .notAPhotograph }
    return format
  }
}
