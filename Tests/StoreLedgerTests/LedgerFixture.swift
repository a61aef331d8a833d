import Crypto
import Foundation
import GRDB
import SnackChain
@testable import StoreLedger
import SyncProtocol
import Testing

/// A ledger in a folder of its own, joined to store `SZ-0001`, and the key of a pretended HQ.
struct LedgerFixture {
  let folder: String
  let key = Curve25519.Signing.PrivateKey()
  let store: StoreCode
  let ledger: StoreLedger
  let now: Timestamp

  var path: String { folder + "/ledger.sqlite" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/ledger-\(UUID().uuidString)"
    store = try #require(StoreCode("SZ-0001"))
    now = try #require(Timestamp("2023-03-05T14:00:00Z"))
    ledger = try StoreLedger(path: folder + "/ledger.sqlite", creation: .ifMissing, busyTimeout: 0.1)
    let enrollment = Enrollment(
      device: "device-1", server: "https://hq.example", publicKey: "cHVibGlj", keyFile: "device.key",
      deviceName: "counter", inviteDigest: "digest", joinedAt: now)
    try ledger.record(enrollment, answer: joined(), now: now)
  }

  func joined() throws -> JoinResponse {
    JoinResponse(device: "device-1", profile: try profile(), receiptKeys: [ReceiptKey(key.publicKey)], serverTime: now)
  }

  func profile() throws -> StoreProfile {
    StoreProfile(
      store: store, name: "老王小笼包", region: try #require(RegionCode("330683")),
      opened: CalendarDay("2019-05-01"), closed: nil, standing: .certified)
  }

  func reopened() throws -> StoreLedger { try StoreLedger(path: path, busyTimeout: 0.1) }

  func report(_ month: String, _ yuan: Int64, openDays: Int? = 24) throws -> MonthlyReport {
    MonthlyReport(
      store: store, month: try #require(YearMonth(month)), turnover: Money(fen: yuan * 100), openDays: openDays,
      reason: yuan == 0 ? .holiday : nil)
  }

  @discardableResult
  func save(_ month: String, _ yuan: Int64, because reason: String? = nil) throws -> SavedRevision {
    try ledger.save(
      ReportEntry(report(month, yuan), correctionReason: reason, confirmed: .everything), now: now)
  }

  func lease() throws -> SyncLease {
    var generator = SystemRandomNumberGenerator()
    return try ledger.takeLease(now: now, random: &generator)
  }

  func receipt(
    for operation: ReportOperation, revision: Int = 1, position: Int64, key: Curve25519.Signing.PrivateKey? = nil
  ) throws -> Receipt {
    let signer = key ?? self.key
    return try Receipt(
      operation: operation, revision: revision, feedPosition: position, receivedAt: now, auditHead: "00ff",
      keyID: ReceiptKey.identifier(of: signer.publicKey)
    ).signed(with: signer)
  }

  func answer(
    _ outcomes: [OperationOutcome], changes: [HeadChange] = [], cursor: Int64 = 0, chainLink: AuditLink? = nil,
    keys: [Curve25519.Signing.PrivateKey] = [], successions: [KeySuccession]? = nil
  ) throws -> SyncResponse {
    SyncResponse(
      outcomes: outcomes, changes: changes, cursor: cursor, more: false, totals: [],
      receiptKeys: (keys + [key]).map { ReceiptKey($0.publicKey) }, keySuccessions: successions, serverTime: now,
      profile: try profile(), chainLink: chainLink)
  }

  /// Sends what waits to a pretended HQ that takes all of it.
  @discardableResult
  func acceptAll() throws -> RecordedAnswer {
    let lease = try lease()
    defer { try? ledger.release(lease) }
    let turn = try ledger.nextTurn(limit: 500)
    let outcomes = try turn.operations.enumerated().map { offset, operation in
      OperationOutcome(
        id: operation.id, verdict: .accepted, receipt: try receipt(for: operation, position: Int64(offset + 1)))
    }
    return try ledger.record(answer(outcomes), to: turn.operations, lease: lease, now: now)
  }

  func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }
}

extension StoreLedger {
  /// The pragmas that durability rests on, as the ledger's own connection has them.
  func durability() throws -> (journal: String?, synchronous: Int?) {
    try queue.inDatabase { database in
      (
        try String.fetchOne(database, sql: "PRAGMA journal_mode"),
        try Int.fetchOne(database, sql: "PRAGMA synchronous")
      )
    }
  }

  /// Lets the file grow by no more than two pages, as a full disk would.
  func limitToPresentSize() throws {
    try queue.inDatabase { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
  }
}
