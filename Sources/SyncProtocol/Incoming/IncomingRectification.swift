import SnackChain

/// An answer to a rectification as it arrives: one that cannot be read does not make the others unreadable.
package enum IncomingRectification: Decodable, Sendable {
  case operation(RectificationOperation)
  case unreadable(OperationID)

  private enum CodingKeys: String, CodingKey {
    case id
  }

  package init(from decoder: any Decoder) throws {
    do {
      self = .operation(try RectificationOperation(from: decoder))
    } catch {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      self = .unreadable(try fields.decode(OperationID.self, forKey: .id))
    }
  }
}
