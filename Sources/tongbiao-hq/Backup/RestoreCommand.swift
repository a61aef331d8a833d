import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SealedArchive

/// `restore`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "restore", .hqRestore,
    examples: ["restore hq-2023-03-01.tba --database sqlite:hq.sqlite --passphrase-file backup.passphrase"])

  @Argument(help: ArgumentHelp(Message.hqOptionArchive)) var archive: String
  @OptionGroup var sealing: BackupKeyOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let key = try sealing.key()
    guard let path = try database.path() else {
      throw DoorFailure("restore_engine", .hqRestoreEngine, status: .unavailable)
    }
    for suffix in ["", "-wal", "-shm", ".keys"] where access(path + suffix, F_OK) == 0 {
      throw DoorFailure("restore_exists", .hqRestoreExists(path + suffix), status: .cannotCreate)
    }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path(percentEncoded: false)
    let prefix = url.lastPathComponent + ".restoring-\(UUID().uuidString)-"
    let place = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/" + prefix
    defer {
      for name in [BackupMember.database, BackupMember.keys] {
        for suffix in ["", "-wal", "-shm"] { unlink(place + name + suffix) }
      }
    }
    let reader = try ArchiveReader(path: archive, key: key)
    guard reader.facts["engine"] == "sqlite" else {
      throw DoorFailure("restore_engine", .hqRestoreEngine, status: .unavailable)
    }
    let names = try reader.extract(into: String(place.dropLast(prefix.count + 1)), prefix: prefix)
    let version = try await Self.checked(place, names: names)
    // The keys come first: a database without them would be given new ones.
    if names.contains(BackupMember.keys) { try Self.move(place + BackupMember.keys, to: path + ".keys") }
    try Self.move(place + BackupMember.database, to: path)
    try door.write(
      Listing(
        columns: [.init("database", .hqCheckDatabase), .init("data_version", .hqBackupVersion)],
        rows: [[.text(path), .integer(version)]]))
    door.say(.hqRestored)
  }

  /// What came out must be a ledger whose audit chain holds from end to end.
  private static func checked(_ place: String, names: [String]) async throws -> Int64 {
    guard names.contains(BackupMember.database) else { throw ArchiveProblem.notAnArchive }
    guard names.contains(BackupMember.keys) else {
      // Without its keys it opens only where they are put back by hand.
      return 0
    }
    let ledger = try await CentralLedgers.open(
      "sqlite:" + place + BackupMember.database, .existing,
      options: LedgerOptions(keyFile: place + BackupMember.keys))
    do {
      let version = try await ledger.dataVersion()
      guard case .intact = try await ledger.verifyAudit() else { throw CentralLedgerError.corrupt("audit") }
      await ledger.close()
      return version
    } catch {
      await ledger.close()
      throw error
    }
  }

  private static func move(_ source: String, to target: String) throws {
    // A link fails where something stands already; a rename would replace it.
    guard link(source, target) == 0, unlink(source) == 0 else {
      throw DoorFailure("restore_exists", .hqRestoreExists(target), status: .cannotCreate)
    }
  }
}
