import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// Invites and devices.
enum DeviceRow {
  static let columns = "device_id, store_id, public_key, name, joined_at, revoked_at, last_seen, skew"

  static func device(_ row: Prepared) throws -> Device {
    guard let store = StoreCode(row.text(1)), let key = Data(base64Encoded: row.text(2)) else {
      throw CentralLedgerError.corrupt("device \(row.text(0))")
    }
    return Device(
      id: row.text(0), store: store, publicKey: Array(key), name: row.text(3),
      joinedAt: Timestamp(milliseconds: row.int(4)),
      revokedAt: row.optionalInt(5).map(Timestamp.init(milliseconds:)),
      lastSeen: row.optionalInt(6).map(Timestamp.init(milliseconds:)), skewMilliseconds: row.optionalInt(7))
  }

  static func device(_ database: LedgerConnection, id: String) throws -> Device? {
    let found = try database.first("SELECT \(columns) FROM device WHERE device_id = ?", [.text(id)]) {
      try Self.device($0)
    }
    guard var found else { return nil }
    (found.hasLine, found.quarantinedAt) = try DeviceLines.state(database, store: found.store, device: id)
    return found
  }

  /// The devices of a store, or of all stores, in the order of joining.
  static func all(_ database: LedgerConnection, store: StoreCode?) throws -> [Device] {
    let quarantined = try DeviceLines.quarantines(database, store: store)
    var found: [Device] = []
    try database.each(
      "SELECT \(columns) FROM device \(store == nil ? "" : "WHERE store_id = ?") ORDER BY joined_at, device_id",
      store.map { [.text($0.description)] } ?? []
    ) { row in
      var device = try Self.device(row)
      device.quarantinedAt = quarantined[device.id]
      found.append(device)
    }
    return found
  }

  static func invite(
    _ database: LedgerConnection, store: StoreCode, keyring: Keyring, options: LedgerOptions, actor: String
  ) throws -> Invite {
    guard try RegisterRow.store(database, code: store) != nil else { throw CentralLedgerError.unknownStore(store) }
    var generator = SystemRandomNumberGenerator()
    let code = InviteCode.make(using: &generator)
    guard let normal = InviteCode.normalized(code) else { throw CentralLedgerError.inviteInvalid }
    let now = options.clock()
    let expires = now.adding(seconds: Int64(options.inviteDays) * 86_400)
    try database.run(
      "INSERT INTO invite (code_hash, store_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
      [
        .text(keyring.hash(ofInvite: normal)), .text(store.description), .int(now.milliseconds),
        .int(expires.milliseconds),
      ])
    var head = try LedgerHeadRow.read(database)
    try head.audit(database, at: now, actor: actor, .inviteMade, subject: store.description)
    try head.write(database)
    return Invite(store: store, code: code, expires: expires)
  }

  /// Single use: of two devices with one code the first transaction wins; the same key again gets the same device.
  static func join(
    _ database: LedgerConnection, code: String, publicKey: [UInt8], name: String, keyring: Keyring,
    options: LedgerOptions
  ) throws -> Device {
    guard let normal = InviteCode.normalized(code), publicKey.count == 32 else {
      throw CentralLedgerError.inviteInvalid
    }
    let hash = keyring.hash(ofInvite: normal)
    let now = options.clock()
    let invite = try database.first(
      "SELECT store_id, expires_at, device_id FROM invite WHERE code_hash = ?", [.text(hash)]
    ) { (StoreCode($0.text(0)), Timestamp(milliseconds: $0.int(1)), $0.optionalText(2)) }
    guard let (code, expires, usedBy) = invite, let store = code else { throw CentralLedgerError.inviteInvalid }
    let id = identifier(store: store, publicKey: publicKey)
    if let usedBy {
      guard usedBy == id, let device = try device(database, id: id) else { throw CentralLedgerError.inviteInvalid }
      return device
    }
    guard now < expires, try !isOneTooMany(database, code: hash, of: store) else {
      throw CentralLedgerError.inviteInvalid
    }
    if try device(database, id: id) == nil {
      try database.run(
        "INSERT INTO device (device_id, store_id, public_key, name, joined_at) VALUES (?, ?, ?, ?, ?)",
        [
          .text(id), .text(store.description), .text(Data(publicKey).base64EncodedString()), .text(name),
          .int(now.milliseconds),
        ])
    } else {
      // HQ gave a new invite to a key that it knows: whatever was revoked before is forgiven by that.
      try database.run("UPDATE device SET revoked_at = NULL, name = ? WHERE device_id = ?", [.text(name), .text(id)])
    }
    try database.run("UPDATE invite SET device_id = ? WHERE code_hash = ?", [.text(id), .text(hash)])
    var head = try LedgerHeadRow.read(database)
    try head.audit(database, at: now, actor: "device \(id)", .deviceJoined, subject: "\(store) \(id)")
    try head.write(database)
    guard let device = try device(database, id: id) else { throw CentralLedgerError.corrupt("device \(id)") }
    return device
  }

  static func revoke(_ database: LedgerConnection, id: String, now: Timestamp, actor: String) throws {
    guard let device = try device(database, id: id) else { throw CentralLedgerError.unknownDevice(id) }
    guard device.revokedAt == nil else { return }
    try database.run(
      "UPDATE device SET revoked_at = ? WHERE device_id = ?", [.int(now.milliseconds), .text(id)])
    try endCodes(database, of: device.store, madeBy: id, now: now)
    var head = try LedgerHeadRow.read(database)
    try head.audit(database, at: now, actor: actor, .deviceRevoked, subject: "\(device.store) \(id)")
    try head.write(database)
  }

  /// Ends the recovery codes of a store that nobody used: all of them, or those that one device made. Whoever holds a
  /// phone that may not send any more comes back by none of these, but by a code that only headquarters gives.
  static func endCodes(
    _ database: LedgerConnection, of store: StoreCode, madeBy device: String? = nil, now: Timestamp
  ) throws {
    try database.run(
      """
      UPDATE invite SET expires_at = ? WHERE device_id IS NULL AND expires_at > ? AND store_id = ?
      AND code_hash IN (SELECT code_hash FROM recovery_code WHERE store_id = ?\(device == nil ? "" : " AND device_id = ?"))
      """,
      [
        .int(now.milliseconds), .int(now.milliseconds), .text(store.description), .text(store.description),
      ] + (device.map { [.text($0)] } ?? []))
  }

  /// The most devices that a store has by recovery codes. More are given by headquarters alone.
  private static let mostByRecovery: Int64 = 6

  /// Whether a code is one that a device made, and the store has devices enough.
  private static func isOneTooMany(_ database: LedgerConnection, code hash: String, of store: StoreCode) throws -> Bool
  {
    let isRecovery = try database.first(
      "SELECT 1 FROM recovery_code WHERE store_id = ? AND code_hash = ?", [.text(store.description), .text(hash)]
    ) { _ in true }
    guard isRecovery != nil else { return false }
    let active = try database.first(
      "SELECT count(*) FROM device WHERE store_id = ? AND revoked_at IS NULL", [.text(store.description)]
    ) { $0.int(0) }
    return (active ?? 0) >= mostByRecovery
  }

  /// The id of a key in a store: 80 bits of a digest, so the same key joins as the same device.
  private static func identifier(store: StoreCode, publicKey: [UInt8]) -> String {
    let digest = SHA256.hash(data: Data("\(store)\n".utf8) + Data(publicKey))
    return "d" + String(digest.hexadecimal.prefix(20))
  }
}
