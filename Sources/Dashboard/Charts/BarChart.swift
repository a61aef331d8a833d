import Localization

/// Numbers of a few things as bars, one below the other, each with its name and number.
struct BarChart: ChartDrawing {
  struct Bar: Sendable {
    let name: Message
    let value: Double
  }

  let title: Message
  let bars: [Bar]

  /// Where things stand: beside the bars, or above them where the screen is narrow. The style sheet shows one of both.
  private struct Layout {
    let name: String
    let width: Double
    /// From one bar to the next, and how thick a bar is.
    let (step, thickness): (Double, Double)
    /// Where a bar begins, what stays free for its number, and how far below the top of its step it lies.
    let (left, right, below): (Double, Double, Double)

    static let beside = Layout(name: "beside", width: 720, step: 24, thickness: 16, left: 290, right: 70, below: 0)
    static let above = Layout(name: "above", width: 330, step: 36, thickness: 10, left: 0, right: 60, below: 18)

    init(
      name: String, width: Double, step: Double, thickness: Double, left: Double, right: Double, below: Double
    ) {
      self.name = name
      self.width = width
      (self.step, self.thickness) = (step, thickness)
      (self.left, self.right, self.below) = (left, right, below)
    }
  }

  var legend: [(mark: String, text: Message)] { [] }

  func svg(in language: Language) -> Markup { .joined([svg(.beside, in: language), svg(.above, in: language)]) }

  private func svg(_ layout: Layout, in language: Language) -> Markup {
    let most = max(bars.map(\.value).max() ?? 0, 1)
    var inside = ""
    for (place, bar) in bars.enumerated() {
      let top = Double(place) * layout.step + layout.below
      let length = bar.value / most * (layout.width - layout.left - layout.right)
      let baseline = top + (layout.thickness + 10) / 2
      let name = layout.below == 0 ? (x: layout.left - 10, y: baseline) : (x: 0, y: top - 5)
      inside += "<text class=\"tick\(layout.below == 0 ? " end" : "")\" x=\"\(coordinate(name.x))\" "
      inside += "y=\"\(coordinate(name.y))\">" + Markup(text: bar.name[language]).html + "</text>"
      inside += "<rect class=\"column\" x=\"\(coordinate(layout.left))\" y=\"\(coordinate(top))\" "
      inside += "width=\"\(coordinate(length))\" height=\"\(coordinate(layout.thickness))\"/>"
      inside += "<text class=\"tick\" x=\"\(coordinate(layout.left + length + 6))\" y=\"\(coordinate(baseline))\">"
      inside += Markup(text: Message.count(Int(bar.value))[language]).html + "</text>"
    }
    let height = Double(bars.count) * layout.step
    return .element(
      "svg",
      [
        ("viewBox", "0 0 \(Int(layout.width)) \(Int(height))"), ("role", "img"), ("aria-label", title[language]),
        ("class", "plot bars \(layout.name)"),
      ], Markup(trusted: inside))
  }
}
