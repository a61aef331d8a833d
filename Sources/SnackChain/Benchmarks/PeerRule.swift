/// What may be told of a group of stores, so that nobody's own figure shows through.
public enum PeerRule {
  /// The fewest stores of which anything is told.
  public static let fewest = 5
  /// The fewest stores of which more than the middle is told.
  public static let fewestForBand = 10
  /// Stores are counted in steps of this, so that two counts do not tell who came.
  public static let countStep = 5

  /// How many stores are told of: rounded down.
  public static func told(_ stores: Int) -> Int { stores / countStep * countStep }
}

/// A range of amounts with round ends.
public struct MoneyRange: Hashable, Sendable, Codable {
  /// The lower end.
  public var low: Money
  /// The upper end.
  public var high: Money

  /// The round range around `from` to `to`.
  public init(from: Money, to: Money) {
    low = Self.rounded(from, up: false)
    high = Self.rounded(to, up: true)
  }

  /// A range as it came.
  public init(low: Money, high: Money) {
    self.low = low
    self.high = high
  }

  enum CodingKeys: String, CodingKey {
    case low = "low_fen"
    case high = "high_fen"
  }

  /// Two digits of it, down or up; at least one step apart, so that a round figure is no single one either.
  private static func rounded(_ amount: Money, up: Bool) -> Money {
    guard amount > .zero else { return .zero }
    var step: Int64 = 1
    while amount.fen / step >= 100 { step *= 10 }
    let floor = amount.fen / step * step
    return Money(fen: up ? floor + step : floor)
  }
}
