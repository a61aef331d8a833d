/// The regions whose stores somebody sees and touches.
public struct RegionScope: Hashable, Sendable {
  /// The divisions, none within another, in the order of their codes; `nil` is everywhere.
  public let regions: [RegionCode]?

  /// All stores of the chain.
  public static let everywhere = RegionScope(regions: nil)

  private init(regions: [RegionCode]?) { self.regions = regions }

  /// The stores of these divisions, and of all within them. No divisions are no stores.
  public init(_ regions: some Sequence<RegionCode>) {
    let all = Set(regions)
    self.regions = all.filter { one in !all.contains { $0 != one && one.isWithin($0) } }.sorted()
  }

  /// Whether a store in `region` belongs to the scope; one without a region belongs only to everywhere.
  public func contains(_ region: RegionCode?) -> Bool {
    guard let regions else { return true }
    guard let region else { return false }
    return regions.contains { region.isWithin($0) }
  }

  /// The codes that belong to the scope as ranges of numbers, for queries; `nil` is everywhere.
  public var codeRanges: [ClosedRange<Int32>]? {
    regions?.map { region in
      switch region.level {
      case .province: region.number...region.number + 9_999
      case .city: region.number...region.number + 99
      case .county: region.number...region.number
      }
    }
  }
}

extension RegionScope: LosslessStringConvertible, CustomStringConvertible {
  /// `all`, or codes with commas between them: `330600,440000`.
  public var description: String { regions.map { $0.map(\.description).joined(separator: ",") } ?? "all" }

  /// Reads `all`, or codes of 2, 4 or 6 digits with commas between them: `33` is `330000`.
  public init?(_ text: String) {
    if text == "all" {
      self = .everywhere
      return
    }
    var codes: [RegionCode] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { ",，、".contains($0) }) {
      let digits = HalfWidth.folding(String(part)).filter { !$0.isWhitespace }
      guard [2, 4, 6].contains(digits.utf8.count),
        let code = RegionCode(digits + String(repeating: "0", count: 6 - digits.utf8.count))
      else { return nil }
      codes.append(code)
    }
    self.init(codes)
  }
}

extension RegionScope: Codable {
  /// Encoded as the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let scope = RegionScope(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a list of region codes")
    }
    self = scope
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
