import ChainStatistics
import CommandLineDoor
import Foundation
import Localization

/// The event study as a picture for paper: plain SVG, without fonts, scripts or colours that printing loses.
struct EventStudySVG {
  private let parts: [PanelEffects.Part]
  private let title: String
  private let subtitle: String
  private let axis: String
  private let isLog: Bool

  private static let size = (width: 800.0, height: 460.0)
  private static let frame = (left: 70.0, right: 20.0, top: 70.0, bottom: 60.0)

  init(
    effects: PanelEffects, title: Message, subtitle: Message = Message(verbatim: ""), isLog: Bool, language: Language
  ) {
    parts = effects.event.by.filter { $0.att.isFinite && $0.se.isFinite }
    self.title = title[language]
    self.subtitle = subtitle[language]
    axis = Message.hqEventAxis[language]
    self.isLog = isLog
  }

  /// The picture of a month's statement.
  ///
  /// - Throws: `DoorFailure` where there is no estimate.
  init(_ statement: UpliftStatement, language: Language) throws(DoorFailure) {
    switch statement.causal {
    case .success(let summary):
      var subtitle = Message.hqDataVersion(statement.single.dataVersion)
      if statement.isSynthetic { subtitle = .joined([subtitle, .hqSynthetic], zh: "　", en: "  ") }
      self.init(
        effects: summary.estimate.effects,
        title: .hqUpliftTitle(statement.month), subtitle: subtitle, isLog: true, language: language)
    case .failure(let refusal): throw explain(refusal, scale: .months)
    }
  }

  /// Writes the picture to a file.
  ///
  /// - Throws: `DoorFailure` where that cannot be done.
  func write(to path: String) throws(DoorFailure) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw DoorFailure(
        "unwritable_file", .hqUnwritableFile(path, reason: systemReason(errno)), status: .cannotCreate)
    }
  }

  /// The picture.
  var text: String {
    let points = parts.map { part -> (key: Int, low: Double, middle: Double, high: Double) in
      let half = CausalSummary.quantile * part.se
      let values = [part.att - half, part.att, part.att + half].map { isLog ? growth(ofLog: $0) * 100 : $0 }
      return (part.key.ordinal, values[0], values[1], values[2])
    }
    let least = min(0, points.map(\.low).min() ?? 0)
    let most = max(0, points.map(\.high).max() ?? 1)
    let (first, last) = (points.map(\.key).min() ?? 0, points.map(\.key).max() ?? 1)
    func x(_ key: Double) -> Double {
      let inner = Self.size.width - Self.frame.left - Self.frame.right
      return Self.frame.left + (key - Double(first) + 0.5) / Double(last - first + 1) * inner
    }
    func y(_ value: Double) -> Double {
      let inner = Self.size.height - Self.frame.top - Self.frame.bottom
      return Self.frame.top + (most - value) / max(most - least, 1e-12) * inner
    }
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 460" font-family="sans-serif" font-size="13">
      <rect width="800" height="460" fill="white"/>
      <text x="20" y="28" font-size="18">\(Self.escaped(title))</text>
      <text x="20" y="50" fill="#555">\(Self.escaped(subtitle))</text>\n
      """
    out += Self.line(Self.frame.left, y(0), Self.size.width - Self.frame.right, y(0), "stroke=\"#888\"")
    out += Self.line(
      x(-0.5), Self.frame.top, x(-0.5), Self.size.height - Self.frame.bottom,
      "stroke=\"#888\" stroke-dasharray=\"4 4\"")
    for tick in Self.ticks(least, most) {
      out += "<text x=\"60\" y=\"\(Self.text(y(tick) + 4))\" text-anchor=\"end\">\(Self.text(tick))"
      out += (isLog ? "%" : "") + "</text>\n"
    }
    for point in points {
      let middle = x(Double(point.key))
      out += Self.line(middle, y(point.low), middle, y(point.high), "stroke=\"black\" stroke-width=\"2\"")
      out += "<circle cx=\"\(Self.text(middle))\" cy=\"\(Self.text(y(point.middle)))\" r=\"4\""
      out += point.key < 0 ? " fill=\"white\" stroke=\"black\"/>\n" : "/>\n"
      if point.key % max(1, (last - first) / 12) == 0 {
        out += "<text x=\"\(Self.text(middle))\" y=\"420\" text-anchor=\"middle\">\(point.key)</text>\n"
      }
    }
    out += "<text x=\"435\" y=\"445\" text-anchor=\"middle\">\(Self.escaped(axis))</text>\n</svg>\n"
    return out
  }

  private static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
    "<line x1=\"\(text(x1))\" y1=\"\(text(y1))\" x2=\"\(text(x2))\" y2=\"\(text(y2))\" \(style)/>\n"
  }

  /// Round values within a range, about six of them.
  private static func ticks(_ least: Double, _ most: Double) -> [Double] {
    let rough = max(most - least, 1e-9) / 6
    let power = pow(10, (log10(rough)).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    let first = (least / step).rounded(.up)
    let last = (most / step).rounded(.down)
    guard first <= last, last - first < 100 else { return [0] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func text(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && rounded.magnitude < 1e9 ? String(Int(rounded)) : String(rounded)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
