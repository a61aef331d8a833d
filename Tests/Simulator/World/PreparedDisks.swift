import CentralLedger
import Crypto
import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// Disks as they are before the first day, made once by the ledgers' own code and copied for each seed: to make a
/// hundred tables anew for every device of every seed took most of a run's time and showed the same each time.
enum PreparedDisks {
  /// How many stores HQ's register has at the beginning.
  static let stores = 48

  /// HQ's key at the beginning, and what its invites are hashed with.
  static var signingKey: Curve25519.Signing.PrivateKey {
    get throws { try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 11, count: 32)) }
  }
  static let inviteSecret = [UInt8](repeating: 13, count: 32)

  /// HQ's folder with an empty ledger and a register.
  static var headquarters: DiskImage { get async throws { try await madeHeadquarters.value } }
  /// The folder of a device's ledger that nobody has joined yet: as the process leaves it that dies while it joins.
  static var device: DiskImage { get async throws { try await madeDevice.value } }

  private static let madeHeadquarters = Task {
    guard let start = World.start else { throw Violation("no start") }
    let folder = World.root + "/simulator-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let opened = try await World.openHeadquarters(
      in: folder, keys: [signingKey], inviteSecret: inviteSecret, clock: SimulatedClock(start: start),
      logger: World.silent)
    try await World.register((1...stores).compactMap { StoreCode("S\($0)") }, in: opened.ledger)
    await opened.ledger.close()
    return try DiskImage(of: folder)
  }

  private static let madeDevice = Task {
    let folder = World.root + "/simulator-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let store = StoreCode("S1") else { throw Violation("no store") }
    let home = LedgerHome(path: folder)
    try StoreLedger(home: home, store: store, creation: .ifMissing).close()
    return try DiskImage(of: home.folder(of: store))
  }
}
