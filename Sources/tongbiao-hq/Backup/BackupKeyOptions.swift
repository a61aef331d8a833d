import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import SealedArchive

/// What a backup is sealed with. Nothing secret ever stands on the command line, where everybody on the machine reads.
struct BackupKeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionPassphraseFile)) var passphraseFile: String?
  @Option(help: ArgumentHelp(Message.hqOptionKeyFile)) var keyFile: String?

  /// The key, from one of two files or the environment.
  func key() throws(DoorFailure) -> ArchiveKey {
    switch (keyFile, passphraseFile) {
    case (let file?, nil):
      guard let bytes = Data(base64Encoded: try text(of: file)), bytes.count == 32 else {
        throw DoorFailure("backup_key", .hqBackupKeyUnusable(file), status: .dataError)
      }
      return .bytes(Array(bytes))
    case (nil, let file?): return try passphrase(try text(of: file))
    case (nil, nil):
      guard let text = environment()["TONGBIAO_BACKUP_PASSPHRASE"] else { fallthrough }
      return try passphrase(text)
    default: throw DoorFailure("backup_key", .hqBackupKeyMissing, status: .usage)
    }
  }

  private func passphrase(_ text: String) throws(DoorFailure) -> ArchiveKey {
    guard text.count >= 12 else { throw DoorFailure("backup_passphrase", .hqBackupPassphraseShort, status: .usage) }
    return .passphrase(text)
  }

  private func text(of file: String) throws(DoorFailure) -> String {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8), text.utf8.count <= 4096 else {
      throw DoorFailure("backup_key", .hqBackupKeyUnusable(file), status: .noInput)
    }
    SecretFile(path: file).warn()
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
