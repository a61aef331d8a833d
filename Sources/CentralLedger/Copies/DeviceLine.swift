import SnackChain
import SyncProtocol

/// The line of a device's requests, as far as it is remembered: enough to tell whether one ledger makes it or two.
///
/// A request whose answer was recorded is named by a later one. Where two such requests both follow on a third, each
/// with a life of its own, two ledgers are at work under one key. An old copy that took its ledger's place is not that:
/// nobody goes on from where the other one was. Nor is a request that came late, or twice.
struct DeviceLine: Hashable, Sendable {
  /// How many requests are remembered.
  static let longest = 24

  private(set) var turns: [RequestLine] = []
  /// The latest request of which it is known that its answer was recorded.
  private(set) var tip: String?
  /// When two ledgers were seen.
  var quarantinedAt: Timestamp?

  init() {}

  /// Takes a request into the line.
  ///
  /// - Returns: whether one ledger can have made all of it.
  mutating func take(_ line: RequestLine) -> Bool {
    if turns.contains(where: { $0.turn == line.turn }) { return true }
    if let after = line.after {
      if let tip, knows(after), knows(tip), !leads(from: tip, to: after), !leads(from: after, to: tip) { return false }
      // What is not remembered any more, or was lost with an older backup of HQ's, begins anew.
      if !knows(after) { turns.append(RequestLine(turn: after, after: nil)) }
      tip = after
    }
    turns.append(line)
    if turns.count > Self.longest { turns.removeFirst(turns.count - Self.longest) }
    return true
  }

  private func knows(_ turn: String) -> Bool { turns.contains { $0.turn == turn } }

  private func leads(from early: String, to late: String) -> Bool {
    var place: String? = late
    while let turn = place {
      if turn == early { return true }
      place = turns.first { $0.turn == turn }?.after
    }
    return false
  }

  /// As one text: `TURN>AFTER`, oldest first.
  var text: String { turns.map { $0.turn + ">" + ($0.after ?? "") }.joined(separator: " ") }

  /// Reads ``text``.
  init(text: String, tip: String?, quarantinedAt: Timestamp?) {
    turns = text.split(separator: " ").map { word in
      let parts = word.split(separator: ">", omittingEmptySubsequences: false)
      let after = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
      return RequestLine(turn: String(parts[0]), after: after)
    }
    self.tip = tip
    self.quarantinedAt = quarantinedAt
  }
}
