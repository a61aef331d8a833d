import Localization

/// Shares that rise day by day.
struct StepChart: ChartDrawing {
  let title: Message
  let series: [LineChart.Series]
  let axis: Message

  private static let size = (width: 720.0, height: 260.0)
  private static let frame = (left: 96.0, right: 24.0, top: 14.0, bottom: 66.0)

  var legend: [(mark: String, text: Message)] {
    series.enumerated().map { ("line line-\($0.offset)", $0.element.name) }
  }

  func svg(in language: Language) -> Markup {
    let count = series.map(\.values.count).max() ?? 1
    func x(_ place: Int) -> Double {
      let inner = Self.size.width - Self.frame.left - Self.frame.right
      return Self.frame.left + Double(place) / Double(max(count - 1, 1)) * inner
    }
    func y(_ value: Double) -> Double {
      let inner = Self.size.height - Self.frame.top - Self.frame.bottom
      return Self.frame.top + (1 - min(max(value, 0), 1)) * inner
    }
    var inside = ""
    for tick in [0, 0.25, 0.5, 0.75, 1.0] {
      let height = coordinate(y(tick))
      inside += "<line class=\"grid\" x1=\"\(coordinate(Self.frame.left))\" y1=\"\(height)\" "
      inside += "x2=\"\(coordinate(Self.size.width - Self.frame.right))\" y2=\"\(height)\"/>"
      inside += "<text class=\"tick end\" x=\"\(coordinate(Self.frame.left - 8))\" y=\"\(coordinate(y(tick) + 4))\">"
      inside += Markup(text: Message.share(tick)[language]).html + "</text>"
    }
    for place in stride(from: 0, to: count, by: 5) {
      inside += "<text class=\"tick middle\" x=\"\(coordinate(x(place)))\" "
      inside += "y=\"\(coordinate(Self.size.height - 40))\">\(place)</text>"
    }
    for (number, line) in series.enumerated() {
      var path = ""
      for (place, value) in line.values.enumerated() {
        guard let value else { continue }
        path +=
          path.isEmpty
          ? "M\(coordinate(x(place))) \(coordinate(y(value)))" : "H\(coordinate(x(place)))V\(coordinate(y(value)))"
      }
      inside += "<path class=\"line line-\(number)\" d=\"\(path)\"/>"
    }
    inside += "<text class=\"tick middle\" x=\"\(coordinate(Self.size.width / 2))\" "
    inside += "y=\"\(coordinate(Self.size.height - 8))\">" + Markup(text: axis[language]).html + "</text>"
    return .element(
      "svg",
      [
        ("viewBox", "0 0 \(Int(Self.size.width)) \(Int(Self.size.height))"), ("role", "img"),
        ("aria-label", title[language]), ("class", "plot"),
      ], Markup(trusted: inside))
  }
}
