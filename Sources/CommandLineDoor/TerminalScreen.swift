import Foundation
import Localization

/// One screen of a terminal at a time: it is cleared, filled from the top, and ends with a question.
///
/// Where the screen is not cleared (`--plain`, no terminal, a terminal that cannot), the same words come line after
/// line, as a screen reader wants them.
public struct TerminalScreen: Sendable {
  private let door: Door
  /// Whether lines only follow one another: no clearing, no colours.
  public let isPlain: Bool
  private let hasColours: Bool

  /// What a line is, for who sees it.
  public enum Weight: Sendable {
    /// What the screen is about.
    case heading
    /// The text.
    case normal
    /// Beside the matter: keys, explanations.
    case quiet
    /// Something is wrong or doubtful.
    case notice
  }

  /// Makes a screen on a door's stderr.
  public init(on door: Door) {
    self.door = door
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
    isPlain = door.isPlain || terminal.isEmpty || terminal == "dumb" || !door.showsProgress
    hasColours = !isPlain && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// The columns there are, 80 where nobody can tell.
  public var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Begins a screen: what stands on it goes, `left` and `right` stand on its first line.
  public func begin(_ left: Message, right: Message = Message(verbatim: "")) {
    if !isPlain { Door.put("\u{1B}[2J\u{1B}[3J\u{1B}[H", to: STDERR_FILENO) }
    let (left, right) = (left[door.language], right[door.language])
    let gap = width - 1 - displayWidth(left) - displayWidth(right)
    if right.isEmpty || isPlain || gap < 2 {
      line(left, .heading)
      if !right.isEmpty { line(right, .quiet) }
    } else {
      put(left + String(repeating: " ", count: gap) + right, .quiet)
    }
  }

  /// An empty line; nothing in plain mode.
  public func space() { if !isPlain { put("", .normal) } }

  /// A text, cut to the width.
  public func say(_ message: Message, _ weight: Weight = .normal, indent: Int = 0) {
    let blanks = isPlain ? "" : String(repeating: " ", count: indent)
    for part in message[door.language].split(separator: "\n", omittingEmptySubsequences: false) {
      line(blanks + part, weight)
    }
  }

  /// Names and values in two columns that line up, the second cut to what is left of the width.
  public func table(_ rows: [(Message, Message)]) {
    let language = door.language
    let names = rows.map { displayWidth($0.0[language]) }.max() ?? 0
    for (name, value) in rows {
      let name = name[language]
      if isPlain {
        line(name + Message(zh: "：", en: ": ")[language] + value[language], .normal)
        continue
      }
      let left = "  " + name + String(repeating: " ", count: names - displayWidth(name) + 2)
      let lines = wrapped(value[language], width: width - 1 - names - 4)
      for (number, text) in lines.enumerated() {
        put((number == 0 ? left : String(repeating: " ", count: names + 4)) + text, .normal)
      }
    }
  }

  /// A listing as a table.
  public func listing(_ listing: Listing) {
    let lines = listing.table(in: door.language).split(separator: "\n")
    for (number, line) in lines.enumerated() {
      // A rule of dashes says nothing to a screen reader.
      if isPlain && number == 1 { continue }
      put((isPlain ? "" : "  ") + line, number < 2 ? .quiet : .normal)
    }
  }

  /// Asks at the end of the screen; `nil` at the end of input.
  public func ask(_ prompt: Message) -> String? { door.ask(prompt) }

  private func line(_ text: String, _ weight: Weight) {
    for part in wrapped(text, width: isPlain ? 10_000 : width - 1) { put(part, weight) }
  }

  private func put(_ text: String, _ weight: Weight) {
    guard hasColours, !text.isEmpty else {
      Door.put(text + "\n", to: STDERR_FILENO)
      return
    }
    let code =
      switch weight {
      case .heading: "1"
      case .normal: ""
      case .quiet: "2"
      case .notice: "33"
      }
    Door.put(code.isEmpty ? text + "\n" : "\u{1B}[\(code)m\(text)\u{1B}[0m\n", to: STDERR_FILENO)
  }
}
