import CentralLedger
import CentralServer
import Crypto
import Foundation
import Logging
import SnackChain
import SyncProtocol

/// The key file as HQ's program keeps it.
private struct SimulatedKeys: Encodable {
  let keys: [String]
  let inviteSecret: String
  let successions: [KeySuccession]

  enum CodingKeys: String, CodingKey {
    case successions
    case keys = "receipt_keys"
    case inviteSecret = "invite_secret"
  }
}

extension World {
  static let silent = Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() }

  /// Opens HQ over the files in a folder, with its private keys beside them.
  static func openHeadquarters(
    in folder: String, keys: [Curve25519.Signing.PrivateKey], inviteSecret: [UInt8], clock: SimulatedClock,
    logger: Logger
  ) async throws -> SimulatedHeadquarters {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let keyFile = folder + "/hq.sqlite.keys"
    let successions = try zip(keys.dropFirst(), keys).reversed().map { old, new in
      try KeySuccession(from: old, to: new.publicKey, at: Timestamp(milliseconds: 0))
    }
    let content = SimulatedKeys(
      keys: keys.map { $0.rawRepresentation.base64EncodedString() },
      inviteSecret: Data(inviteSecret).base64EncodedString(), successions: successions)
    try JSONEncoder().encode(content).write(to: URL(filePath: keyFile))
    var options = LedgerOptions(keyFile: keyFile)
    options.clock = { clock.now }
    options.groupDelayMilliseconds = 0
    let ledger = try await CentralLedgers.open(
      "sqlite:\(folder)/hq.sqlite", .createIfMissing, options: options)
    var settings = ServerSettings(logger: logger)
    settings.clock = { clock.now }
    // Simulated weeks pass in simulated seconds.
    settings.deviceRate = .unlimited
    return SimulatedHeadquarters(
      folder: folder, ledger: ledger,
      door: DirectDoor(to: CentralServer(ledger: ledger, settings: settings), logger: logger),
      backup: nil)
  }

  /// HQ's process dies; a new one finds what `image` left on the disk.
  func restartHeadquarters(on image: DiskImage) async throws {
    let old = headquarters
    let folder = newFolder("hq")
    try image.write(to: folder)
    headquarters = try await Self.openHeadquarters(
      in: folder, keys: signingKeys, inviteSecret: inviteSecret, clock: clock, logger: Self.silent)
    headquarters.backup = old.backup
    await old.ledger.close()
    try? FileManager.default.removeItem(atPath: old.folder)
  }

  /// HQ's process dies between two requests: all that it answered must be there again.
  func crashHeadquarters() async throws {
    try await restartHeadquarters(on: DiskImage(of: headquarters.folder))
    try await inspectHeadquarters()
  }

  func backUp() async throws {
    // Its last entry is in the backup; whoever is told of it later has missed nothing.
    let head = try await headquarters.ledger.changes(after: headquarters.ledger.dataVersion(), limit: 1).link
    model.links.insert(AuditLink(number: head.number, digest: head.digest))
    headquarters.backup = (try DiskImage(of: headquarters.folder), model)
  }

  /// HQ's disk is gone; its backup knows nothing of what came since.
  func restoreBackup() async throws {
    guard let backup = headquarters.backup else { return }
    try await restartHeadquarters(on: backup.image)
    model = backup.model
    let version = try await headquarters.ledger.dataVersion()
    trace.note("  back to version \(version)")
    try await inspectHeadquarters()
  }

  /// HQ signs with a new key from its next start; receipts of the old one stay good.
  func rotateKey(_ random: StepRandom) async throws {
    var draw = random
    guard signingKeys.count < 4 else { return }
    signingKeys.insert(try Curve25519.Signing.PrivateKey(rawRepresentation: draw.bytes(32)), at: 0)
    try await crashHeadquarters()
  }

  /// HQ imports one figure from a file: a month that no device has sent, or one that then has another head.
  func importFigure(for store: StoreCode, _ random: StepRandom) async throws {
    var draw = random
    let month = Self.months[Int.random(in: 0..<Self.months.count, using: &draw)]
    let index = try await headquarters.ledger.storeIndex()
    guard let place = index.place(of: Array(store.description.utf8)) else { throw Violation("\(store) is not there") }
    var batch = ReportImportBatch(index: index, expecting: 1)
    batch.append(
      ReportImportRow(
        line: 2, store: place, month: month, turnover: Money(fen: Self.figure(random)), openDays: 20, reason: nil))
    let options = ReportImportOptions(actor: "simulator", dryRun: false)
    let summary = try await headquarters.ledger.importReports(batch, options: options, progress: nil)
    trace.note("  imported \(month): \(summary.added) added, \(summary.revised) revised")
    guard summary.added + summary.revised == 1 else { return }
    guard let revision = try await headquarters.ledger.revisions(of: store, month: month).last else {
      throw Violation("an imported figure is not there")
    }
    imported.insert(revision.operation.id)
    everTaken.insert(revision.operation.id)
    model.append(revision.operation)
  }
}
