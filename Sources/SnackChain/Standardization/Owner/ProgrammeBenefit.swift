/// What a step forward in the programme is worth to a store, with the source of the figure: data that headquarters
/// edits. It is a claim of its source, never a promise of ours.
public struct ProgrammeBenefit: Hashable, Sendable, Codable {
  /// The stable name.
  public let id: String
  /// The tiers that have it.
  public let tiers: [Tier]
  /// What it is.
  public let name: Wording
  /// The rise of turnover that the source states, in basis points, where it states one.
  public let turnoverBasisPoints: Int?
  /// The most that is paid, where something is.
  public let limit: Money?
  /// Where the figure is from.
  public let source: Wording

  /// Makes a benefit.
  public init(
    id: String, tiers: [Tier], name: Wording, turnoverBasisPoints: Int? = nil, limit: Money? = nil, source: Wording
  ) {
    self.id = id
    self.tiers = tiers
    self.name = name
    self.turnoverBasisPoints = turnoverBasisPoints
    self.limit = limit
    self.source = source
  }

  enum CodingKeys: String, CodingKey {
    case id, tiers, name, source
    case turnoverBasisPoints = "turnover_basis_points"
    case limit = "limit_fen"
  }

  /// What the stated rise would be for a store with `average` turnover, or `nil` where none is stated.
  public func amount(ofAverage average: Money) -> Money? {
    turnoverBasisPoints.flatMap { points in
      let (product, overflow) = average.fen.multipliedReportingOverflow(by: Int64(points))
      return overflow ? nil : Money(fen: product / 10_000)
    }
  }
}
