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
    examples: [
      "restore hq-2023-03-01.tba --database sqlite:hq.sqlite --passphrase-file backup.passphrase",
      "restore hq-2023-03-01.tba --database postgres://hq@db1/empty --passphrase-file backup.passphrase",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionArchive)) var archive: String
  @OptionGroup var sealing: BackupKeyOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let key = try sealing.key()
    let address = try database.address()
    let version: Int64
    if let path = try database.path() {
      version = try await restore(toFile: path, key: key)
    } else {
      version = try await restore(toServer: address, key: key)
    }
    try door.write(
      Listing(
        columns: [.init("database", .hqCheckDatabase), .init("data_version", .hqBackupVersion)],
        rows: [[.text(try database.path() ?? address), .integer(version)]]))
    door.say(.hqRestored)
  }

  private func reader(key: ArchiveKey, engine: String) throws -> ArchiveReader {
    let reader = try ArchiveReader(path: archive, key: key)
    guard let found = reader.facts["engine"], found == engine else {
      throw DoorFailure(
        "restore_engine", .hqRestoreEngine(reader.facts["engine"] ?? ""), status: .unavailable)
    }
    return reader
  }

  private func restore(toFile path: String, key: ArchiveKey) async throws -> Int64 {
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
    let names = try reader(key: key, engine: "sqlite")
      .extract(into: String(place.dropLast(prefix.count + 1)), prefix: prefix)
    guard names.contains(BackupMember.database) else { throw ArchiveProblem.notAnArchive }
    let version = try await Self.examined(
      "sqlite:" + place + BackupMember.database, keys: place + BackupMember.keys)
    for suffix in ["-wal", "-shm"] { unlink(place + BackupMember.database + suffix) }
    // The keys come first: a database without them would be given new ones.
    if names.contains(BackupMember.keys) { try Self.move(place + BackupMember.keys, to: path + ".keys") }
    try Self.move(place + BackupMember.database, to: path)
    return version
  }

  /// Into a database that is there and empty. A key file that survived stays: it may hold later keys than the backup.
  private func restore(toServer address: String, key: ArchiveKey) async throws -> Int64 {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbiao-restoring-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.path(percentEncoded: false)
    let names = try reader(key: key, engine: "postgresql").extract(into: place)
    guard names.contains(BackupMember.database) else { throw ArchiveProblem.notAnArchive }
    let keys = CentralLedgers.keyFile(of: address, options: database.ledgerOptions)
    try await CentralLedgers.restore(place + "/" + BackupMember.database, to: address)
    if names.contains(BackupMember.keys), access(keys, F_OK) != 0 {
      try FileManager.default.createDirectory(
        at: URL(filePath: keys).deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.copyItem(atPath: place + "/" + BackupMember.keys, toPath: keys)
      chmod(keys, 0o600)
    }
    return try await Self.examined(address, keys: keys)
  }

  /// What came out must be a ledger whose audit chain holds from end to end, with its keys or without them; keys that
  /// are there must be its own.
  private static func examined(_ address: String, keys: String) async throws -> Int64 {
    let found = try await CentralLedgers.examine(address)
    guard case .intact = found.verdict else { throw CentralLedgerError.corrupt("audit") }
    if access(keys, F_OK) == 0 {
      await (try await CentralLedgers.open(address, .existing, options: LedgerOptions(keyFile: keys))).close()
    }
    return found.dataVersion
  }

  private static func move(_ source: String, to target: String) throws {
    // A link fails where something stands already; a rename would replace it.
    guard link(source, target) == 0, unlink(source) == 0 else {
      throw DoorFailure("restore_exists", .hqRestoreExists(target), status: .cannotCreate)
    }
  }
}
