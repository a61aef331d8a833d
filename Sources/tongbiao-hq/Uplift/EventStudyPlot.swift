import ChainStatistics

/// The effects by time since treatment, drawn with characters: a row for each time, a mark for the effect, a bar for
/// its interval, a line where nothing happens.
struct EventStudyPlot {
  /// The columns that the drawing takes.
  private static let width = 56
  /// The times that are drawn at most on each side.
  private static let reach = 24

  private let parts: [PanelEffects.Part]
  private let isLog: Bool

  init(_ aggregate: PanelEffects.Aggregate, isLog: Bool = false) {
    self.isLog = isLog
    parts = aggregate.by.filter {
      $0.key.ordinal.magnitude <= Self.reach && $0.att.isFinite && $0.se.isFinite
    }
  }

  /// The drawing, with a line end after each row.
  var text: String {
    let rows = parts.map { part -> (key: String, low: Double, middle: Double, high: Double) in
      let half = CausalSummary.quantile * part.se
      let values = [part.att - half, part.att, part.att + half].map { isLog ? growth(ofLog: $0) : $0 }
      return (part.key.description, values[0], values[1], values[2])
    }
    guard let low = rows.map(\.low).min(), let high = rows.map(\.high).max() else { return "" }
    let (least, most) = (min(low, 0), max(high, 0))
    let span = max(most - least, .leastNormalMagnitude)
    func column(_ value: Double) -> Int {
      let place = ((value - least) / span * Double(Self.width - 1)).rounded()
      return max(0, min(Self.width - 1, Int(place)))
    }
    let zero = column(0)
    var out = ""
    for row in rows {
      var line = [Character](repeating: " ", count: Self.width)
      for place in column(row.low)...column(row.high) { line[place] = "─" }
      line[zero] = line[zero] == "─" ? "┼" : "│"
      line[column(row.middle)] = "●"
      let key = (row.key.hasPrefix("-") || row.key == "0" ? "" : "+") + row.key
      out += String(repeating: " ", count: max(0, 4 - key.count)) + key + "  " + String(line) + "  "
      out += label(row.middle) + "\n"
    }
    return out
  }

  private func label(_ value: Double) -> String {
    guard isLog else { return value.short }
    let tenths = Int((value * 1000).rounded())
    let sign = tenths < 0 ? "-" : "+"
    return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)%"
  }
}
