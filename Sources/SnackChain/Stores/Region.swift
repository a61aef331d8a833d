/// An administrative division with the days between which its code is valid.
public struct Region: Hashable, Sendable {
  /// The six-digit code.
  public let code: RegionCode
  /// The Chinese name, without those of the divisions above: 嵊州市.
  public let name: String
  /// The first day the code was valid, or `nil` where that is before our records.
  public let validFrom: CalendarDay?
  /// The first day the code was no longer valid, or `nil` while it is.
  public let validUntil: CalendarDay?

  /// Makes a division.
  public init(code: RegionCode, name: String, validFrom: CalendarDay? = nil, validUntil: CalendarDay? = nil) {
    self.code = code
    self.name = name
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  /// Whether the code was valid on `day`.
  public func isValid(on day: CalendarDay) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validUntil.map { day < $0 } ?? true)
  }
}

/// All divisions known, by code.
public struct RegionTable: Sendable {
  private let byCode: [RegionCode: Region]

  /// Makes a table; of two regions with one code the last stays.
  public init(_ regions: some Sequence<Region>) {
    byCode = Dictionary(regions.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
  }

  /// The division of `code`, if it is known.
  public subscript(code: RegionCode) -> Region? { byCode[code] }

  /// All divisions in the order of their codes.
  public var all: [Region] { byCode.values.sorted { $0.code < $1.code } }

  /// The full name down from the province (浙江省绍兴市嵊州市), or the code where it is not known.
  public func fullName(of code: RegionCode) -> String {
    var names: [String] = []
    for part in [code.province, code.city, code] {
      if let name = byCode[part]?.name, names.last != name { names.append(name) }
    }
    return names.isEmpty ? code.description : names.joined()
  }

  /// The short name of a division, or its code where it is not known.
  public func name(of code: RegionCode) -> String { byCode[code]?.name ?? code.description }
}
