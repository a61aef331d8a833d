import Foundation
import GRDB
import SnackChain
import StoreLedger
import SyncProtocol

extension World {
  /// The ledger of a device; `nil` where nothing was joined yet.
  func ledger(of index: Int) throws -> StoreLedger? {
    if let ledger = devices[index].ledger { return ledger }
    guard devices[index].isJoined else { return nil }
    let ledger = try StoreLedger(home: devices[index].home, store: devices[index].store)
    devices[index].ledger = ledger
    return ledger
  }

  /// A device's disk as it is now.
  func image(of index: Int) throws -> DiskImage {
    try DiskImage(of: devices[index].home.folder(of: devices[index].store))
  }

  /// The process on a device is gone, and the disk is what `image` says; a new process opens it.
  func replaceDisk(of index: Int, by image: DiskImage) throws {
    let old = devices[index].home.path
    try devices[index].ledger?.close()
    devices[index].ledger = nil
    devices[index].home = LedgerHome(path: newFolder("home"))
    try image.write(to: devices[index].home.folder(of: devices[index].store))
    try? FileManager.default.removeItem(atPath: old)
    devices[index].receipted = []
    devices[index].mayHaveReceipts = true
    // The process that held the lease is no more. Here it is this one, which lives on.
    try edit(index) { database in try database.execute(sql: "UPDATE lease SET started = 'gone'") }
  }

  /// Changes a ledger's file behind its back.
  func edit(_ index: Int, _ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: devices[index].home.ledgerPath(of: devices[index].store))
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try body(database)
    }
    try queue.close()
  }

  /// The process dies between two commands.
  func crashDevice(_ index: Int) throws {
    guard devices[index].isJoined else { return }
    try replaceDisk(of: index, by: try image(of: index))
  }

  /// The power goes while a figure is saved: it is there as a whole or not at all, and nothing else has changed.
  func crashSaving(on index: Int, _ random: StepRandom) throws {
    guard try ledger(of: index) != nil else { return }
    let before = try image(of: index)
    let known = devices[index].saved
    try saveFigure(on: index, random)
    guard let torn = try image(of: index).torn(since: before, random: random) else { return }
    try replaceDisk(of: index, by: torn)
    guard let id = devices[index].saved.last, devices[index].saved.count > known.count else { return }
    let isThere = try ledger(of: index)?.months().contains { month in
      month.revisions.contains { $0.operation.id == id }
    }
    // It was never called saved, so it may be gone; its outbox row must share its fate.
    if isThere != true { devices[index].saved = known }
    trace.note("  power cut while saving: \(isThere == true ? "there" : "not there")")
  }
}
