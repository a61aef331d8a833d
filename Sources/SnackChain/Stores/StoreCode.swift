/// A store's code in the register: what the association writes on the plaque, and the key of all that is the store's.
///
/// One to 32 letters, digits, `-`, `_` or `.`; compared as written.
public struct StoreCode: Hashable, Comparable, Sendable, LosslessStringConvertible {
  /// The code as registered.
  public let description: String

  /// Takes a code as registered, or `nil` where it is empty, too long or has other characters.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard (1...32).contains(bytes.count), bytes.allSatisfy(Self.allowed) else { return nil }
    description = text
  }

  private static func allowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  public static func < (left: StoreCode, right: StoreCode) -> Bool { left.description < right.description }
}

extension StoreCode: Codable {
  /// Encoded as the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = StoreCode(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a store code")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
