import SnackChain
import StoreLedger
import SyncProtocol

extension SyncRequest {
  /// The request of a turn.
  init(_ turn: SyncTurn, named name: String? = nil, sentAt: Timestamp) {
    self.init(
      store: turn.store, operations: turn.operations, cursor: turn.cursor, held: turn.held, witness: turn.witness,
      chainLink: turn.chainLink, line: name.map { RequestLine(turn: $0, after: turn.after) },
      rectifications: turn.rectifications.isEmpty ? nil : turn.rectifications,
      checklistVersion: turn.checklistVersion, sentAt: sentAt)
    benchmarks = turn.papers.benchmarks
    statement = turn.papers.statement
    effect = turn.papers.effect
    messages = turn.papers.message
  }
}
