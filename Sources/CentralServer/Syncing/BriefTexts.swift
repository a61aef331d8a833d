import SnackChain
import SyncProtocol
import Synchronization

/// What stores are told of the programme, in JSON. Most stores are told what many others are told too.
final class BriefTexts: Sendable {
  /// How many are kept before all are forgotten, those of yesterday among them.
  private static let limit = 512

  private let texts = Mutex<[ProgrammeBrief: [UInt8]]>([:])

  func json(of brief: ProgrammeBrief) throws -> [UInt8] {
    if let known = texts.withLock({ $0[brief] }) { return known }
    let json = try brief.json()
    texts.withLock { texts in
      if texts.count >= Self.limit { texts.removeAll() }
      texts[brief] = json
    }
    return json
  }
}
