import SnackChain
import SyncProtocol

extension SQLLedger {
  func receiptKeys() async throws(CentralLedgerError) -> [ReceiptKey] {
    if let listed = keys.listed { return listed }
    let ring = keyring
    let found = try await read { database in
      var keys = ring.publicKeys
      try database.each("SELECT key_id, public_key FROM receipt_key ORDER BY added_at DESC, key_id") { row in
        if !keys.contains(where: { $0.id == row.text(0) }) {
          keys.append(ReceiptKey(id: row.text(0), key: row.text(1)))
        }
      }
      return keys
    }
    keys.list(found, under: ring)
    return found
  }

  func keySuccessions() async throws(CentralLedgerError) -> [KeySuccession] { keyring.successions }

  func rotateReceiptKey(actor: String) async throws(CentralLedgerError) -> KeySuccession {
    let (now, keys) = (options.clock(), keys)
    // Within the writer's transaction: of two who change the key at once, the second follows the first. The file comes
    // last before the commit; a key that is in the file alone is listed when the ledger is opened next.
    return try await write { database in
      let next = try keys.current.rotated(at: now)
      guard let statement = next.successions.last else { throw CentralLedgerError.keysUnavailable(path: keys.path) }
      var head = try LedgerHeadRow.read(database)
      try Self.add(statement.next, to: database, at: now, actor: actor, &head)
      try head.write(database)
      try keys.replace(by: next)
      return statement
    }
  }
}
