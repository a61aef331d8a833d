import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SealedArchive
import SnackChain

/// `backup`
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "backup", .hqBackup,
    examples: [
      "backup hq-2023-03-01.tba --database sqlite:hq.sqlite --passphrase-file /etc/tongbiao/backup.passphrase",
      "backup hq-2023-03-01.tba --database postgres://hq@db1/hq --passphrase-file /etc/tongbiao/backup.passphrase",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionOutput)) var output: String
  @Flag(help: ArgumentHelp(Message.hqOptionWithoutKeys)) var withoutKeys = false
  @OptionGroup var sealing: BackupKeyOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let key = try sealing.key()
    let door = Door(options)
    let output = output
    let withoutKeys = withoutKeys
    let made = try await database.withLedger { ledger in
      // Beside the archive: the same disk, and for this user only. It goes, however this ends.
      let copy = output + ".copy-\(UUID().uuidString)"
      defer { unlink(copy) }
      let kind = try await ledger.copy(to: copy)
      let version = try await Self.version(of: copy, kind, keyFile: ledger.keyFilePath)
      let writer = try ArchiveWriter(
        path: output, key: key,
        facts: [
          "engine": kind.engine, "data_version": String(version), "program": programVersion,
          "made_at": Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).description,
        ])
      try writer.add(BackupMember.database, contentsOf: copy)
      if !withoutKeys { try writer.add(BackupMember.keys, contentsOf: ledger.keyFilePath) }
      try writer.finish()
      return version
    }
    let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int64 ?? 0
    try door.write(
      Listing(
        columns: [
          .init("file", .hqBackupFile), .init("data_version", .hqBackupVersion), .init("bytes", .hqBackupBytes),
        ], rows: [[.text(output), .integer(made), .integer(size)]]))
  }

  /// Opens the copy as a ledger of its own: a backup that cannot be opened is none. Its data version is what it holds.
  private static func version(of copy: String, _ kind: LedgerCopy, keyFile: String) async throws -> Int64 {
    if let version = kind.dataVersion { return version }
    let ledger = try await CentralLedgers.open("sqlite:" + copy, .existing, options: LedgerOptions(keyFile: keyFile))
    let version = try await ledger.dataVersion()
    await ledger.close()
    for suffix in ["-wal", "-shm"] { unlink(copy + suffix) }
    return version
  }
}

/// The names of the files in a backup.
enum BackupMember {
  static let database = "database"
  static let keys = "keys"
}
