import SnackChain
import SyncProtocol

extension SQLLedger {
  func makeInvite(for store: StoreCode, actor: String) async throws(CentralLedgerError) -> Invite {
    let (keyring, options) = (keyring, options)
    return try await write {
      try DeviceRow.invite($0, store: store, keyring: keyring, options: options, actor: actor)
    }
  }

  func join(
    code: String, publicKey: [UInt8], deviceName: String
  ) async throws(CentralLedgerError) -> Device {
    let (keyring, options) = (keyring, options)
    return try await write {
      try DeviceRow.join(
        $0, code: code, publicKey: publicKey, name: deviceName, keyring: keyring, options: options)
    }
  }

  func device(_ id: String) async throws(CentralLedgerError) -> Device? {
    try await read(.question) { try DeviceRow.device($0, id: id) }
  }

  func devices(of store: StoreCode?) async throws(CentralLedgerError) -> [Device] {
    try await read { try DeviceRow.all($0, store: store) }
  }

  func revokeDevice(_ id: String, actor: String) async throws(CentralLedgerError) {
    let now = options.clock()
    try await write { try DeviceRow.revoke($0, id: id, now: now, actor: actor) }
  }

  func noteContact(device: String, skewMilliseconds: Int64) async {
    committer.noteContact(device: device, skew: skewMilliseconds)
  }

  func verifyAudit() async throws(CentralLedgerError) -> AuditVerdict {
    try await read { database in
      var walk = try AuditWalk(database)
      return try walk.verdict()
    }
  }

  func auditEntries(after: Int64, limit: Int) async throws(CentralLedgerError) -> [AuditEntry] {
    try await read { database in
      var found: [AuditEntry] = []
      try database.each(
        "\(AuditRow.select) WHERE number > ? ORDER BY number LIMIT ?", [.int(after), .int(limit)]
      ) { row in
        guard let entry = AuditRow.entry(row) else { throw CentralLedgerError.corrupt("audit entry \(row.int(0))") }
        found.append(entry)
      }
      return found
    }
  }

  func health() async throws(CentralLedgerError) -> LedgerHealth {
    let waiting = committer.waiting
    return try await read { database in
      let head = try LedgerHeadRow.read(database)
      func count(_ table: String) throws -> Int {
        try database.first("SELECT COUNT(*) FROM \(table)") { Int($0.int(0)) } ?? 0
      }
      return LedgerHealth(
        dataVersion: head.position, stores: try count("store"), revisions: try count("revision"),
        auditEntries: head.auditNumber, waiting: waiting)
    }
  }
}
