import Localization
import SnackChain

/// Lines over months.
struct LineChart: ChartDrawing {
  struct Series: Sendable {
    let name: Message
    /// A value for each month, `nil` where there is none.
    let values: [Double?]
  }

  /// How the values are written along the axis.
  enum Unit: Sendable { case money, share, growth }

  let title: Message
  let months: [YearMonth]
  let series: [Series]
  let unit: Unit
  var withZero = true

  private static let size = (width: 720.0, height: 260.0)
  private static let frame = (left: 104.0, right: 50.0, top: 14.0, bottom: 30.0)

  var legend: [(mark: String, text: Message)] {
    series.enumerated().map { place, line in
      ("line line-\(place)", unit == .money ? .webInYuan(line.name) : line.name)
    }
  }

  func svg(in language: Language) -> Markup {
    let scale = ChartScale(series.flatMap(\.values).compactMap(\.self), withZero: withZero)
    func x(_ place: Int) -> Double {
      let inner = Self.size.width - Self.frame.left - Self.frame.right
      return Self.frame.left + (months.count < 2 ? inner / 2 : Double(place) / Double(months.count - 1) * inner)
    }
    func y(_ value: Double) -> Double {
      let inner = Self.size.height - Self.frame.top - Self.frame.bottom
      return Self.frame.top + (1 - scale.place(value)) * inner
    }
    var inside = ""
    for tick in scale.ticks {
      let height = coordinate(y(tick))
      inside += "<line class=\"grid\" x1=\"\(coordinate(Self.frame.left))\" y1=\"\(height)\" "
      inside += "x2=\"\(coordinate(Self.size.width - Self.frame.right))\" y2=\"\(height)\"/>"
      inside += "<text class=\"tick end\" x=\"\(coordinate(Self.frame.left - 8))\" y=\"\(coordinate(y(tick) + 4))\">"
      inside += Markup(text: label(tick, in: language)).html + "</text>"
    }
    // Whole quarters, halves and years between labels; every second one goes where there is little room.
    let every = [1, 2, 3, 6, 12, 24].first { months.count / $0 <= 8 } ?? 36
    for (place, month) in months.enumerated() where (months.count - 1 - place) % every == 0 {
      let isMinor = (months.count - 1 - place) / every % 2 == 1
      inside +=
        "<text class=\"tick middle\(isMinor ? " minor" : "")\" x=\"\(coordinate(x(place)))\" y=\"\(coordinate(Self.size.height - 10))\">"
      inside += Markup(text: month.description).html + "</text>"
    }
    for (number, line) in series.enumerated() {
      var path = ""
      var isDown = false
      for (place, value) in line.values.enumerated() {
        guard let value, value.isFinite else {
          isDown = false
          continue
        }
        path += "\(isDown ? "L" : "M")\(coordinate(x(place))) \(coordinate(y(value)))"
        isDown = true
      }
      inside += "<path class=\"line line-\(number)\" d=\"\(path)\"/>"
      if let last = line.values.lastIndex(where: { $0 != nil }), let value = line.values[last] {
        inside +=
          "<circle class=\"dot line-\(number)\" cx=\"\(coordinate(x(last)))\" cy=\"\(coordinate(y(value)))\" r=\"3\"/>"
      }
    }
    return .element(
      "svg",
      [
        ("viewBox", "0 0 \(Int(Self.size.width)) \(Int(Self.size.height))"), ("role", "img"),
        ("aria-label", title[language]), ("class", "plot"),
      ], Markup(trusted: inside))
  }

  private func label(_ value: Double, in language: Language) -> String {
    switch unit {
    case .money: Message.shortMoney(Money(fen: Int64(value.rounded())))[language]
    case .share: Message.share(value)[language]
    case .growth: Message.growth(value)[language]
    }
  }
}
