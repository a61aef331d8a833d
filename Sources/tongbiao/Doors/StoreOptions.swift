import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import SnackChain
import StoreLedger
import Synchronization

/// Which store a command works for, where an owner has several.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.ownerOptionStore))
  var store: String?

  /// The folder of all ledgers.
  static var home: LedgerHome { LedgerHome(environment: ProcessInfo.processInfo.environment) }

  /// Opens the ledger of the store that was named, or of the only one.
  func openLedger() throws -> StoreLedger {
    let home = Self.home
    let stores = try home.stores()
    guard let first = stores.first else { throw DoorFailure.notJoined }
    if let store {
      guard let code = StoreCode(HalfWidth.folding(store)), stores.contains(code) else {
        throw DoorFailure(
          "no_such_store", .ownerNoSuchStore(store, stores), advice: .ownerSeveralStoresAdvice, status: .usage)
      }
      return try Self.open(code)
    }
    guard stores.count == 1 else {
      throw DoorFailure(
        "several_stores", .ownerSeveralStores(stores), advice: .ownerSeveralStoresAdvice, status: .usage)
    }
    return try Self.open(first)
  }

  /// Opens the ledger of a store, once in a run.
  ///
  /// It stays open until the process ends. Closing it would write the log back into the file, and every saving would
  /// wait for the disk twice more; a sync does that, and so does a log that has grown.
  static func open(_ store: StoreCode) throws -> StoreLedger {
    if let ledger = opened.withLock({ $0[store] }) { return ledger }
    let ledger = try StoreLedger(home: home, store: store)
    opened.withLock { $0[store] = ledger }
    return ledger
  }

  private static let opened = Mutex<[StoreCode: StoreLedger]>([:])
}

extension DoorFailure {
  /// Nothing was joined yet.
  static let notJoined = DoorFailure(
    "not_joined", .ownerNotJoined, advice: .ownerNotJoinedAdvice, status: .unavailable)
}
