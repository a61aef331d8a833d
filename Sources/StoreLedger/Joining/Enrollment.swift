import GRDB
import SnackChain
import SyncProtocol

/// How this device is joined to HQ for the store.
public struct Enrollment: Hashable, Sendable {
  /// The device's id at HQ: the `keyid` of its signatures.
  public let device: String
  /// HQ's address, without a path.
  public let server: String
  /// The public half of the device's key, base64.
  public let publicKey: String
  /// The name of the file with the private half, in the ledger's folder.
  public let keyFile: String
  /// What the owner calls the device.
  public let deviceName: String
  /// SHA-256 of the invite code, so that the same code is recognised without being kept.
  public let inviteDigest: String
  /// When the ledger recorded the joining.
  public let joinedAt: Timestamp
  /// The feed position up to which HQ's changes are here.
  public var cursor: Int64 = 0
  /// What to add to the device's clock to get HQ's, in milliseconds, as of the last answer.
  public var clockOffset: Int64 = 0
  /// When HQ was last tried.
  public var lastAttempt: Timestamp?
  /// When HQ last answered a whole session.
  public var lastSuccess: Timestamp?
  /// The code of the last session's problem; `nil` after a session without one.
  public var lastProblem: String?

  /// Makes the record of a new joining.
  public init(
    device: String, server: String, publicKey: String, keyFile: String, deviceName: String, inviteDigest: String,
    joinedAt: Timestamp
  ) {
    self.device = device
    self.server = server
    self.publicKey = publicKey
    self.keyFile = keyFile
    self.deviceName = deviceName
    self.inviteDigest = inviteDigest
    self.joinedAt = joinedAt
  }
}

extension StoreLedger {
  /// Records that HQ joined this device. The same key again changes nothing; another key is a new joining of a store
  /// that has a history here, which is kept, and whose unsent revisions go with the new key. HQ's feed is read from its
  /// beginning, but the entry of its audit chain that was told last stays: a device often joins anew because HQ was
  /// restored from a copy that does not know it, and then must see that.
  ///
  /// - Throws: `otherStore` where the ledger is another store's.
  public func record(
    _ enrollment: Enrollment, answer: JoinResponse, now: Timestamp
  ) throws(LedgerProblem) {
    try write { database in
      if try database.value(Bool.self, sql: "SELECT EXISTS (SELECT 1 FROM profile)") == true {
        let known = try Self.profile(in: database).store
        guard known == answer.profile.store else {
          throw LedgerProblem.otherStore(answer.profile.store, expected: known)
        }
      }
      try Self.write(answer.profile, in: database)
      try database.run(
        sql: """
          INSERT OR IGNORE INTO enrollment
            (device, server, public_key, key_file, device_name, invite_digest, joined_at, clock_offset_ms,
             chain_number, chain_digest)
          SELECT ?, ?, ?, ?, ?, ?, ?, ?, last.chain_number, last.chain_digest
          FROM (SELECT 1) LEFT JOIN (SELECT * FROM enrollment ORDER BY number DESC LIMIT 1) last
          """,
        arguments: [
          enrollment.device, enrollment.server, enrollment.publicKey, enrollment.keyFile, enrollment.deviceName,
          enrollment.inviteDigest, enrollment.joinedAt.description,
          answer.serverTime.milliseconds - now.milliseconds,
        ])
      try Self.pin(answer.receiptKeys, now: now, in: database)
    }
  }

  /// The joining in force, or `nil`.
  public func enrollment() throws(LedgerProblem) -> Enrollment? { try read { try Self.enrollment(in: $0) } }

  /// The keys whose receipts are believed: those pinned at joining, and those that they led to since.
  public func receiptKeys() throws(LedgerProblem) -> [ReceiptKey] {
    try read { try Self.pinnedKeys(in: $0) }
  }

  /// Notes how a session ended: its problem's code, or `nil` for none, and HQ's clock where it was told.
  public func noteSession(problem: String?, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      try database.run(
        sql: """
          UPDATE enrollment SET last_attempt_at = ?, last_problem = ?, last_success_at = coalesce(?, last_success_at)
          WHERE number = (SELECT max(number) FROM enrollment)
          """,
        arguments: [now.description, problem, problem == nil ? now.description : nil])
    }
  }

  /// Notes the difference between HQ's clock and the device's.
  public func noteServerTime(_ serverTime: Timestamp, now: Timestamp) throws(LedgerProblem) {
    try write { try Self.noteServerTime(serverTime, now: now, in: $0) }
  }

  static func noteServerTime(_ serverTime: Timestamp, now: Timestamp, in database: Database) throws {
    try database.run(
      sql: "UPDATE enrollment SET clock_offset_ms = ? WHERE number = (SELECT max(number) FROM enrollment)",
      arguments: [serverTime.milliseconds - now.milliseconds])
  }

  static func enrollment(in database: Database) throws -> Enrollment? {
    let sql = """
      SELECT device, server, public_key, key_file, device_name, invite_digest, joined_at, cursor, clock_offset_ms,
        last_attempt_at, last_success_at, last_problem
      FROM enrollment ORDER BY number DESC LIMIT 1
      """
    guard let row = try database.row(sql: sql) else { return nil }
    guard let joinedAt = Timestamp(row[6] as String) else { throw DamagedRow() }
    var enrollment = Enrollment(
      device: row[0], server: row[1], publicKey: row[2], keyFile: row[3], deviceName: row[4], inviteDigest: row[5],
      joinedAt: joinedAt)
    enrollment.cursor = row[7]
    enrollment.clockOffset = row[8]
    enrollment.lastAttempt = (row[9] as String?).flatMap { Timestamp($0) }
    enrollment.lastSuccess = (row[10] as String?).flatMap { Timestamp($0) }
    enrollment.lastProblem = row[11]
    return enrollment
  }

  static func pinnedKeys(in database: Database) throws -> [ReceiptKey] {
    try database.rows(sql: "SELECT id, key FROM receipt_key ORDER BY pinned_at DESC, rowid").map { row in
      ReceiptKey(id: row[0], key: row[1])
    }
  }

  /// Adds keys beside those that are pinned. A key whose id is not that of its bytes is left out.
  ///
  /// Trust: these come with the answer to the invite, over TLS (or loopback). Later ones are learnt by ``follow`` only.
  static func pin(_ keys: [ReceiptKey], now: Timestamp, in database: Database) throws {
    for key in keys where key.publicKey != nil {
      try database.run(
        sql: "INSERT OR IGNORE INTO receipt_key (id, key, pinned_at) VALUES (?, ?, ?)",
        arguments: [key.id, key.key, now.description])
    }
  }
  /// Pins the keys that statements lead to from those that are pinned. Whoever can answer in HQ's place, with its
  /// certificate even, still cannot make a device believe another key.
  static func follow(_ statements: [KeySuccession], now: Timestamp, in database: Database) throws {
    guard !statements.isEmpty else { return }
    let keys = KeySuccession.keys(by: statements, from: try pinnedKeys(in: database))
    try pin(keys, now: now, in: database)
  }
}
