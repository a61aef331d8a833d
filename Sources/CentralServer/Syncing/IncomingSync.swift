import SnackChain
import SyncProtocol

/// A ``SyncRequest`` as it arrives: one operation that cannot be read does not make the others unreadable.
struct IncomingSync: Decodable {
  let version: Int
  let store: StoreCode
  let operations: [IncomingOperation]
  let cursor: Int64
  let held: [YearTotal]
  let sentAt: Timestamp

  enum CodingKeys: String, CodingKey {
    case version, store, operations, cursor, held
    case sentAt = "sent_at"
  }
}

/// An operation, or what is known of one that cannot be read.
enum IncomingOperation: Decodable {
  case operation(ReportOperation)
  case unreadable(OperationID, code: String)

  private enum CodingKeys: String, CodingKey {
    case id, kind
  }

  /// The operation, where it can be read.
  var operation: ReportOperation? {
    if case .operation(let operation) = self { operation } else { nil }
  }

  init(from decoder: any Decoder) throws {
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
