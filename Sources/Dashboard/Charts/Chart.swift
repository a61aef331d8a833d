import Localization

/// A picture of a table. The table is always there too: the picture says nothing that it does not.
struct Chart: Sendable {
  let title: Message
  let drawing: any ChartDrawing
  /// The figures of the picture.
  let sheet: Sheet

  /// The picture as SVG.
  func drawing(in language: Language) -> Markup { drawing.svg(in: language) }

  /// What its marks stand for.
  func legend(in language: Language) -> [[String: Any]] {
    drawing.legend.map { ["class": $0.mark, "text": $0.text[language]] }
  }
}

/// Draws.
protocol ChartDrawing: Sendable {
  /// The picture: plain SVG whose colours are in the style sheet.
  func svg(in language: Language) -> Markup
  /// The marks, each with what it stands for.
  var legend: [(mark: String, text: Message)] { get }
}

/// The numbers along an axis.
struct ChartScale {
  let least: Double
  let most: Double
  let ticks: [Double]

  /// A scale that holds all values, and zero where that is wanted, with about as many round ticks.
  init(_ values: [Double], withZero: Bool, ticks count: Int = 5) {
    let finite = values.filter(\.isFinite)
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if withZero { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { (low, high) = (low - 1, high + 1) }
    let step = Self.roundStep((high - low) / Double(max(count, 1)))
    least = (low / step).rounded(.down) * step
    most = (high / step).rounded(.up) * step
    let (first, last) = ((least / step).rounded(), (most / step).rounded())
    ticks = last - first < 60 ? stride(from: first, through: last, by: 1).map { $0 * step } : [least, most]
  }

  /// Where a value lies, from 0 at the least to 1 at the most.
  func place(_ value: Double) -> Double { (value - least) / (most - least) }

  private static func roundStep(_ rough: Double) -> Double {
    guard rough.isFinite, rough > 0 else { return 1 }
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? power * 10
  }
}

/// A number as SVG wants it: to a tenth of a unit.
func coordinate(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e6 else { return "0" }
  let tenths = Int((value * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
  return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
}
