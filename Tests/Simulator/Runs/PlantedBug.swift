import Crypto
import GRDB
import SnackChain
import StoreLedger
import SyncProtocol

/// Mistakes that systems of this kind were shipped with. Each can be built into a run, to see that the simulator finds
/// it.
enum PlantedBug: String, CaseIterable, Sendable {
  /// What has left the device counts as sent, whatever came back.
  case sentIsAcknowledged = "sent-is-acknowledged"
  /// What is sent again gets a new identity.
  case newIdentityOnRetry = "new-identity-on-retry"
  /// Whoever signed a receipt, it counts.
  case trustsAnyReceipt = "trusts-any-receipt"

  func beforeSession(on index: Int, in world: isolated World, _ random: StepRandom) throws {
    switch self {
    case .sentIsAcknowledged: break
    case .newIdentityOnRetry: try renameWhatWaits(on: index, in: world, random)
    case .trustsAnyReceipt:
      let key = ReceiptKey(try World.forgersKey.publicKey)
      try world.edit(index) { database in
        try database.execute(
          sql: "INSERT OR IGNORE INTO receipt_key (id, key, pinned_at) VALUES (?, ?, ?)",
          arguments: [key.id, key.key, world.clock.now.description])
      }
    }
  }

  func afterSession(on index: Int, sent: [OperationID], in world: isolated World) throws {
    world.network.sent.formUnion(sent.map(\.description))
    guard self == .sentIsAcknowledged else { return }
    try world.edit(index) { database in
      for id in sent {
        try database.execute(sql: "DELETE FROM outbox WHERE operation = ?", arguments: [id.description])
      }
    }
  }

  private func renameWhatWaits(on index: Int, in world: isolated World, _ random: StepRandom) throws {
    var draw = random
    guard let ledger = try world.ledger(of: index) else { return }
    for operation in try ledger.nextTurn(limit: SyncRequest.operationLimit).operations
    where world.network.sent.contains(operation.id.description) {
      let id = OperationID(at: world.clock.now(on: index), random: &draw)
      try world.edit(index) { database in
        try database.execute(sql: "DROP TRIGGER IF EXISTS revision_unchanged")
        for table in ["revision", "outbox"] {
          try database.execute(
            sql: "UPDATE \(table) SET operation = ? WHERE operation = ?",
            arguments: [id.description, operation.id.description])
        }
      }
      var renamed = operation
      renamed.id = id
      world.everSaved[id] = renamed
      world.saveNumbers[id] = world.saveNumbers[operation.id]
      world.devices[index].saved.removeAll { $0 == operation.id }
      world.devices[index].saved.append(id)
    }
  }
}
