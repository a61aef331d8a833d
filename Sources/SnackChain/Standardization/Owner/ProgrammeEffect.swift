/// What headquarters last published of the programme's effect on turnover: a mean over many stores with its interval.
public struct ProgrammeEffect: Hashable, Sendable, Codable {
  /// A change of turnover and the interval that it lies in, in basis points.
  public struct Figures: Hashable, Sendable, Codable {
    /// The likeliest.
    public let likeliest: Int
    /// The lower end of the interval.
    public let low: Int
    /// The upper end of the interval.
    public let high: Int
    /// The confidence of the interval in per cent.
    public let confidence: Int

    /// Cuts changes given as rates to whole basis points, never upwards; `nil` where they are no interval.
    public init?(likeliest: Double, low: Double, high: Double, confidence: Double) {
      let rates = [likeliest, low, high]
      guard rates.allSatisfy({ $0.isFinite && $0.magnitude < 10 }), low <= likeliest, likeliest <= high,
        (0..<1).contains(confidence)
      else { return nil }
      let points = rates.map { Int(($0 * 10_000).rounded(.down)) }
      (self.likeliest, self.low, self.high) = (points[0], points[1], points[2])
      self.confidence = Int((confidence * 100).rounded())
    }

    /// Whether the interval says of which sign the effect is.
    public var isCertainOfSign: Bool { low > 0 || high < 0 }

    /// What the interval is in money for a store that takes `average` a month, cut to whole yuan downwards at both ends,
    /// so that more is never told than it allows; `nil` where that cannot be had.
    public func amounts(ofAverage average: Money) -> (low: Money, high: Money)? {
      func amount(_ points: Int) -> Money? {
        let (product, overflow) = average.fen.multipliedReportingOverflow(by: Int64(points))
        guard !overflow else { return nil }
        let fen = product / 10_000 - (product % 10_000 < 0 ? 1 : 0)
        let rest = fen % 100
        return Money(fen: fen - (rest < 0 ? rest + 100 : rest))
      }
      guard let low = amount(low), let high = amount(high) else { return nil }
      return (low, high)
    }
  }

  /// The month that the statement is about.
  public let month: YearMonth
  /// The day on which it was published, in China.
  public let publishedOn: CalendarDay
  /// How many certified stores it rests on.
  public let stores: Int
  /// The figures; `nil` where the statement says that too little was reported for any, or that there is no estimate.
  public let figures: Figures?
  /// Whether it is of a synthetic chain.
  public let isSynthetic: Bool

  /// Makes an effect.
  public init(month: YearMonth, publishedOn: CalendarDay, stores: Int, figures: Figures?, isSynthetic: Bool) {
    self.month = month
    self.publishedOn = publishedOn
    self.stores = stores
    self.figures = figures
    self.isSynthetic = isSynthetic
  }

  enum CodingKeys: String, CodingKey {
    case month, stores, figures
    case publishedOn = "published_on"
    case isSynthetic = "synthetic"
  }
}
