import Localization

/// Numbers of a few things as bars, one below the other, each with its name and number.
struct BarChart: ChartDrawing {
  struct Bar: Sendable {
    let name: Message
    let value: Double
  }

  let title: Message
  let bars: [Bar]

  private static let width = 720.0
  private static let (height, gap) = (16.0, 8.0)
  private static let (left, right) = (210.0, 70.0)

  var legend: [(mark: String, text: Message)] { [] }

  func svg(in language: Language) -> Markup {
    let most = max(bars.map(\.value).max() ?? 0, 1)
    var inside = ""
    for (place, bar) in bars.enumerated() {
      let top = Double(place) * (Self.height + Self.gap)
      let length = bar.value / most * (Self.width - Self.left - Self.right)
      let baseline = coordinate(top + Self.height - 3)
      inside += "<text class=\"tick end\" x=\"\(coordinate(Self.left - 10))\" y=\"\(baseline)\">"
      inside += Markup(text: bar.name[language]).html + "</text>"
      inside += "<rect class=\"column\" x=\"\(coordinate(Self.left))\" y=\"\(coordinate(top))\" "
      inside += "width=\"\(coordinate(length))\" height=\"\(coordinate(Self.height))\"/>"
      inside += "<text class=\"tick\" x=\"\(coordinate(Self.left + length + 6))\" y=\"\(baseline)\">"
      inside += Markup(text: Message.count(Int(bar.value))[language]).html + "</text>"
    }
    let height = Double(bars.count) * (Self.height + Self.gap)
    return .element(
      "svg",
      [
        ("viewBox", "0 0 \(Int(Self.width)) \(Int(height))"), ("role", "img"), ("aria-label", title[language]),
        ("class", "plot"),
      ], Markup(trusted: inside))
  }
}
