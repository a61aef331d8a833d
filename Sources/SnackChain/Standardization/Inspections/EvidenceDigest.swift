/// The SHA-256 of a photograph or paper: its name in the store of evidence, and the proof that it was not changed.
public struct EvidenceDigest: Hashable, Comparable, Sendable, LosslessStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public let description: String

  /// Takes exactly 64 hexadecimal digits in lower case, or `nil`.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.count == 64, bytes.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    description = text
  }

  public static func < (left: EvidenceDigest, right: EvidenceDigest) -> Bool { left.description < right.description }
}

extension EvidenceDigest: Codable {
  /// Encoded as the 64 digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = EvidenceDigest(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SHA-256 in hexadecimal")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
