import SyncProtocol
import Synchronization

/// What stores are told, in JSON, where most of them are told what many others are told too.
final class ToldTexts<Told: Encodable & Hashable & Sendable>: Sendable {
  /// How many are kept before all are forgotten, those of yesterday among them.
  private let limit: Int
  private let texts = Mutex<[Told: [UInt8]]>([:])

  init(limit: Int) { self.limit = limit }

  func json(of told: Told) throws -> [UInt8] {
    if let known = texts.withLock({ $0[told] }) { return known }
    let json = try SyncResponse.json(of: told)
    texts.withLock { texts in
      if texts.count >= limit { texts.removeAll() }
      texts[told] = json
    }
    return json
  }
}
