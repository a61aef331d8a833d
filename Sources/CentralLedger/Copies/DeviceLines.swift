import SnackChain
import SyncProtocol

/// The lines of the devices of a group, read and written for many at once.
struct DeviceLines {
  /// The step of the schema that makes the table. Like the moment a device was last seen a line is the latest word only;
  /// that two ledgers were seen is in the audit chain.
  static let schema: [SchemaStatement] = [
    """
    CREATE TABLE device_line (
      store_id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      turns TEXT NOT NULL,
      tip TEXT,
      quarantined_at BIGINT,
      PRIMARY KEY (store_id, device_id)
    ) WITHOUT ROWID
    """
  ]

  private struct Key: Hashable {
    let store: StoreCode
    let device: String
  }

  private var lines: [Key: DeviceLine] = [:]
  private var changed: [Key] = []
  /// The devices that were quarantined by this group, and their stores.
  private(set) var quarantined: [(store: StoreCode, device: String)] = []

  init(_ database: LedgerConnection, _ submissions: [Submission]) throws {
    let devices = submissions.filter { $0.line != nil }.map { (SQLValue.text($0.store.description), $0.device) }
    for part in KnownOfStores.parts(of: devices) {
      let places = part.map { _ in "(store_id = ? AND device_id = ?)" }.joined(separator: " OR ")
      try database.each(
        "SELECT store_id, device_id, turns, tip, quarantined_at FROM device_line WHERE \(places)",
        part.flatMap { [$0.0, .text($0.1)] }
      ) { row in
        guard let store = StoreCode(row.text(0)) else { throw CentralLedgerError.corrupt("store code") }
        lines[Key(store: store, device: row.text(1))] = DeviceLine(
          text: row.text(2), tip: row.optionalText(3),
          quarantinedAt: row.optionalInt(4).map(Timestamp.init(milliseconds:)))
      }
    }
  }

  /// Takes the request that a submission came with. Answers whether the submission may be taken: nothing more is, from a
  /// key that two ledgers have.
  mutating func admits(_ submission: Submission, at now: Timestamp) -> Bool {
    guard let request = submission.line else { return true }
    let key = Key(store: submission.store, device: submission.device)
    var line = lines[key] ?? DeviceLine()
    guard line.quarantinedAt == nil else { return false }
    let before = line
    let isOne = line.take(request)
    if !isOne {
      line.quarantinedAt = now
      quarantined.append((submission.store, submission.device))
    }
    guard line != before else { return isOne }
    lines[key] = line
    if !changed.contains(key) { changed.append(key) }
    return isOne
  }

  /// Whether a device has a line, and when two ledgers were seen under its key, if they were.
  static func state(
    _ database: LedgerConnection, store: StoreCode, device: String
  ) throws -> (hasLine: Bool, quarantinedAt: Timestamp?) {
    try database.first(
      "SELECT quarantined_at FROM device_line WHERE store_id = ? AND device_id = ?",
      [.text(store.description), .text(device)]
    ) { (true, $0.optionalInt(0).map(Timestamp.init(milliseconds:))) } ?? (false, nil)
  }

  /// When two ledgers were seen, of all devices of a store, or of all stores.
  static func quarantines(_ database: LedgerConnection, store: StoreCode?) throws -> [String: Timestamp] {
    var found: [String: Timestamp] = [:]
    try database.each(
      """
      SELECT device_id, quarantined_at FROM device_line WHERE quarantined_at IS NOT NULL
      \(store == nil ? "" : "AND store_id = ? ")ORDER BY device_id
      """, store.map { [.text($0.description)] } ?? []
    ) { found[$0.text(0)] = Timestamp(milliseconds: $0.int(1)) }
    return found
  }

  /// Writes what changed.
  func write(_ database: LedgerConnection) throws {
    for key in changed {
      guard let line = lines[key] else { continue }
      try database.run(
        """
        INSERT INTO device_line (store_id, device_id, turns, tip, quarantined_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (store_id, device_id) DO UPDATE
        SET turns = excluded.turns, tip = excluded.tip, quarantined_at = excluded.quarantined_at
        """,
        [
          .text(key.store.description), .text(key.device), .text(line.text), .optional(line.tip),
          .optional(line.quarantinedAt?.milliseconds),
        ])
    }
  }
}
