import SnackChain

/// A ``SyncRequest`` as it arrives: one operation that cannot be read does not make the others unreadable.
package struct IncomingSync: Decodable, Sendable {
  package let version: Int
  package let store: StoreCode
  package let operations: [IncomingOperation]
  package let cursor: Int64
  package let held: [YearTotal]
  package let witness: FeedWitness?
  package let chainLink: AuditLink?
  package let line: RequestLine?
  package let benchmarks: Int64?
  package let statement: Int64?
  package let effect: Int64?
  package let messages: Int64?
  package let rectifications: [IncomingRectification]?
  package let checklistVersion: String?
  package let sentAt: Timestamp

  enum CodingKeys: String, CodingKey {
    case version, store, operations, cursor, held, witness, line, benchmarks, statement, effect, messages,
      rectifications
    case chainLink = "chain_link"
    case checklistVersion = "checklist_version"
    case sentAt = "sent_at"
  }
}

extension IncomingSync {
  /// Every operation may come again, and should.
  package var putOff: [OperationOutcome] {
    operations.map {
      OperationOutcome(id: $0.id, verdict: .later, problem: RowProblem(code: RowProblem.Code.rewound))
    }
  }
}

/// An operation, or what is known of one that cannot be read.
package enum IncomingOperation: Decodable, Sendable {
  case operation(ReportOperation)
  case unreadable(OperationID, code: String)

  private enum CodingKeys: String, CodingKey {
    case id, kind
  }

  /// The operation, where it can be read.
  package var operation: ReportOperation? {
    if case .operation(let operation) = self { operation } else { nil }
  }

  /// The operation's id.
  package var id: OperationID {
    switch self {
    case .operation(let operation): operation.id
    case .unreadable(let id, _): id
    }
  }

  package init(from decoder: any Decoder) throws {
    do {
      self = .operation(try ReportOperation(from: decoder))
    } catch {
      // Without an id nobody could be told about it: then the whole request is malformed.
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      let id = try fields.decode(OperationID.self, forKey: .id)
      let kind = try? fields.decode(String.self, forKey: .kind)
      let isKnown = kind.map { ReportOperation.Kind(rawValue: $0) != nil } ?? true
      self = .unreadable(id, code: isKnown ? RowProblem.Code.unreadable : RowProblem.Code.unknownKind)
    }
  }
}
