import ChainStatistics
import Localization

/// Effects by months since certification, each with its interval: open marks before, full ones after.
struct EventStudyChart: ChartDrawing {
  let title: Message
  let points: [EventStudyPoint]

  private static let size = (width: 720.0, height: 300.0)
  private static let frame = (left: 96.0, right: 14.0, top: 14.0, bottom: 66.0)

  var legend: [(mark: String, text: Message)] {
    [("mark before", .webBeforeCertification), ("mark after", .webAfterCertification), ("bar", .webInterval95)]
  }

  func svg(in language: Language) -> Markup {
    let scale = ChartScale(points.flatMap { [$0.low, $0.high] }, withZero: true)
    let (first, last) = (points.first?.time ?? 0, points.last?.time ?? 1)
    func x(_ time: Double) -> Double {
      let inner = Self.size.width - Self.frame.left - Self.frame.right
      return Self.frame.left + (time - Double(first) + 0.5) / Double(last - first + 1) * inner
    }
    func y(_ value: Double) -> Double {
      let inner = Self.size.height - Self.frame.top - Self.frame.bottom
      return Self.frame.top + (1 - scale.place(value)) * inner
    }
    var inside = ""
    for tick in scale.ticks {
      let height = coordinate(y(tick))
      inside += "<line class=\"\(tick == 0 ? "zero" : "grid")\" x1=\"\(coordinate(Self.frame.left))\" y1=\"\(height)\" "
      inside += "x2=\"\(coordinate(Self.size.width - Self.frame.right))\" y2=\"\(height)\"/>"
      inside += "<text class=\"tick end\" x=\"\(coordinate(Self.frame.left - 8))\" y=\"\(coordinate(y(tick) + 4))\">"
      inside += Markup(text: Message.growth(tick)[language]).html + "</text>"
    }
    let start = coordinate(x(-0.5))
    inside += "<line class=\"start\" x1=\"\(start)\" y1=\"\(coordinate(Self.frame.top))\" x2=\"\(start)\" "
    inside += "y2=\"\(coordinate(Self.size.height - Self.frame.bottom))\"/>"
    let every = max(1, (last - first) / 12)
    for point in points {
      let middle = coordinate(x(Double(point.time)))
      inside += "<line class=\"bar\" x1=\"\(middle)\" y1=\"\(coordinate(y(point.low)))\" x2=\"\(middle)\" "
      inside += "y2=\"\(coordinate(y(point.high)))\"/>"
      inside += "<circle class=\"mark \(point.time < 0 ? "before" : "after")\" cx=\"\(middle)\" "
      inside += "cy=\"\(coordinate(y(point.effect)))\" r=\"3.5\"/>"
      if point.time % every == 0 {
        let isMinor = point.time / every % 2 != 0
        inside += "<text class=\"tick middle\(isMinor ? " minor" : "")\" x=\"\(middle)\" "
        inside += "y=\"\(coordinate(Self.size.height - 40))\">"
        inside += "\(point.time)</text>"
      }
    }
    inside += "<text class=\"tick middle\" x=\"\(coordinate(Self.size.width / 2))\" "
    inside +=
      "y=\"\(coordinate(Self.size.height - 8))\">" + Markup(text: Message.webMonthsAxis[language]).html + "</text>"
    return .element(
      "svg",
      [
        ("viewBox", "0 0 \(Int(Self.size.width)) \(Int(Self.size.height))"), ("role", "img"),
        ("aria-label", title[language]), ("class", "plot"),
      ], Markup(trusted: inside))
  }
}

/// One effect of the event study, as growth.
struct EventStudyPoint: Sendable {
  /// Months since certification; negative before.
  let time: Int
  let effect: Double
  let low: Double
  let high: Double

  /// The points that can be drawn, of at most three years on each side.
  static func all(_ aggregate: PanelEffects.Aggregate) -> [EventStudyPoint] {
    aggregate.by.compactMap { part in
      guard part.att.isFinite, part.se.isFinite, part.key.ordinal.magnitude <= 36 else { return nil }
      let half = CausalSummary.quantile * part.se
      return EventStudyPoint(
        time: part.key.ordinal, effect: growth(ofLog: part.att), low: growth(ofLog: part.att - half),
        high: growth(ofLog: part.att + half))
    }
  }
}
