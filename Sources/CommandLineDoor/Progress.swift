import Foundation
import Localization

/// A line that grows on the terminal while something takes longer than a second. Silent where there is no terminal.
public struct Progress: Sendable {
  private let door: Door
  private let label: Message
  private let started = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  /// Prepares a line; nothing is shown in the first second.
  public init(_ label: Message, on door: Door) {
    self.door = door
    self.label = label
  }

  /// Shows how far it is; at most ten times a second.
  public mutating func update(_ done: Int, of total: Int?) {
    let now = ContinuousClock.now
    guard door.showsProgress, now - started > .seconds(1), lastShown.map({ now - $0 > .milliseconds(100) }) ?? true
    else { return }
    lastShown = now
    var text = "\r\u{1B}[K" + label[door.language] + " " + Message.count(done)[door.language]
    if let total, total > 0 {
      let filled = min(20, done * 20 / total)
      text += " / " + Message.count(total)[door.language] + " ["
      text += String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "]"
    }
    Door.put(text, to: STDERR_FILENO)
  }

  /// Takes the line away.
  public func finish() {
    if lastShown != nil { Door.put("\r\u{1B}[K", to: STDERR_FILENO) }
  }
}
