/// An amount of renminbi in whole fen (1/100 yuan).
///
/// Arithmetic is checked: what does not fit in 64 bits is an error the caller sees, never a wrapped or rounded figure.
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in fen. May be negative (refunds, differences).
  public var fen: Int64

  /// Makes an amount of `fen` fen.
  public init(fen: Int64) { self.fen = fen }

  /// Nothing at all.
  public static let zero = Money(fen: 0)

  /// The largest monthly figure that is taken for possible: CNY 100 million. A couple's stall turns over CNY 33,000.
  public static let largestMonthlyFigure = Money(fen: 10_000_000_000)

  public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }

  /// The sum, or `nil` where it does not fit.
  public func adding(_ other: Money) -> Money? {
    let (sum, overflow) = fen.addingReportingOverflow(other.fen)
    return overflow ? nil : Money(fen: sum)
  }

  /// The difference, or `nil` where it does not fit.
  public func subtracting(_ other: Money) -> Money? {
    let (difference, overflow) = fen.subtractingReportingOverflow(other.fen)
    return overflow ? nil : Money(fen: difference)
  }

  /// The sum of all amounts, or `nil` where it does not fit.
  public static func sum(_ amounts: some Sequence<Money>) -> Money? {
    var total = Money.zero
    for amount in amounts {
      guard let next = total.adding(amount) else { return nil }
      total = next
    }
    return total
  }
}

extension Money: CustomStringConvertible {
  /// Yuan with exactly two decimals and no separators, as in CSV files: `33000.50`.
  public var description: String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    return (fen < 0 ? "-" : "") + "\(magnitude / 100)." + (cents < 10 ? "0\(cents)" : "\(cents)")
  }

  /// Yuan with thousands separators for people: `33,000.50`.
  public var grouped: String {
    let plain = description
    let negative = plain.hasPrefix("-")
    let digits = plain.dropFirst(negative ? 1 : 0).split(separator: ".")
    let whole = Array(digits[0])
    var out = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0 && (whole.count - offset) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return (negative ? "-" : "") + out + "." + digits[1]
  }
}

extension Money: Codable {
  /// Encoded as a plain whole number of fen.
  public init(from decoder: any Decoder) throws {
    fen = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(fen)
  }
}
