/// A six-digit code of an administrative division (GB/T 2260): province, city or county.
public struct RegionCode: Hashable, Comparable, Sendable, LosslessStringConvertible {
  /// The code as a number: `330683` for Shengzhou.
  public let number: Int32

  /// Takes six digits whose first is not zero, or `nil`.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.count == 6, bytes.allSatisfy({ (48...57).contains($0) }), bytes.first != 48, let number = Int32(text)
    else { return nil }
    self.number = number
  }

  /// Takes a number of six digits, or `nil`.
  public init?(number: Int32) {
    guard (100_000...999_999).contains(number) else { return nil }
    self.number = number
  }

  private init(unchecked number: Int32) { self.number = number }

  /// Six digits.
  public var description: String { String(number) }
  /// The province, as in `330000`.
  public var province: RegionCode { RegionCode(unchecked: number / 10_000 * 10_000) }
  /// The city, as in `330600`. Of a province it is the province itself.
  public var city: RegionCode { RegionCode(unchecked: number / 100 * 100) }
  /// How fine the code is.
  public var level: RegionLevel {
    number % 10_000 == 0 ? .province : number % 100 == 0 ? .city : .county
  }

  /// The code at a level: itself where it is not finer than that.
  public func at(_ level: RegionLevel) -> RegionCode {
    switch level {
    case .province: province
    case .city: city
    case .county: self
    }
  }

  /// Whether this division is `other` or lies within it.
  public func isWithin(_ other: RegionCode) -> Bool { at(other.level) == other }

  public static func < (left: RegionCode, right: RegionCode) -> Bool { left.number < right.number }
}

/// The levels of administrative divisions that the chain is counted by.
public enum RegionLevel: String, Hashable, Sendable, CaseIterable, Codable {
  /// 省, 自治区, 直辖市
  case province
  /// 地级市
  case city
  /// 区, 县, 县级市
  case county
}

extension RegionCode: Codable {
  /// Encoded as the six digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let code = RegionCode(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a region code: 6 digits are wanted")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
