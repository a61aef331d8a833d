import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// The private keys of a ledger, in a file of their own beside the database: a copy of the database signs nothing.
struct Keyring: Sendable {
  /// The keys that sign receipts, newest first.
  let signingKeys: [Curve25519.Signing.PrivateKey]
  /// What invite codes are hashed with: a stolen database alone cannot be searched for codes of 50 bits.
  let inviteSecret: SymmetricKey
  /// How the keys of before were followed by others, oldest first. Nothing secret.
  let successions: [KeySuccession]

  private struct File: Codable {
    var receiptKeys: [String]
    var inviteSecret: String
    var successions: [KeySuccession]?

    enum CodingKeys: String, CodingKey {
      case successions
      case receiptKeys = "receipt_keys"
      case inviteSecret = "invite_secret"
    }
  }

  /// The key that signs now.
  var signingKey: Curve25519.Signing.PrivateKey? { signingKeys.first }

  /// The public half of the keys.
  var publicKeys: [ReceiptKey] { signingKeys.map { ReceiptKey($0.publicKey) } }

  /// Reads the key file.
  static func read(_ path: String) throws(CentralLedgerError) -> Keyring {
    guard let data = FileManager.default.contents(atPath: path),
      let file = try? JSONDecoder().decode(File.self, from: data),
      let secret = Data(base64Encoded: file.inviteSecret), secret.count == 32
    else { throw .keysUnavailable(path: path) }
    let keys = file.receiptKeys.compactMap { text in
      Data(base64Encoded: text).flatMap { try? Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
    }
    guard !keys.isEmpty, keys.count == file.receiptKeys.count else { throw .keysUnavailable(path: path) }
    return Keyring(
      signingKeys: keys, inviteSecret: SymmetricKey(data: secret), successions: file.successions ?? [])
  }

  /// Makes new keys and writes them, readable for the owner of the process only, before anything relies on them.
  static func create(_ path: String) throws(CentralLedgerError) -> Keyring {
    let keyring = Keyring(
      signingKeys: [Curve25519.Signing.PrivateKey()], inviteSecret: SymmetricKey(size: .bits256), successions: [])
    let isNew = try keyring.write(to: path)
    return isNew ? keyring : try read(path)
  }

  /// A ring whose one key follows this one's, with the statement of it.
  func rotated(at moment: Timestamp) throws -> Keyring {
    guard let old = signingKey else { throw CentralLedgerError.keysUnavailable(path: "") }
    let new = Curve25519.Signing.PrivateKey()
    let statement = try KeySuccession(from: old, to: new.publicKey, at: moment)
    // The old private key has done its last work: what is gone cannot be stolen.
    return Keyring(signingKeys: [new], inviteSecret: inviteSecret, successions: successions + [statement])
  }

  /// Puts this ring in the place of the file that is there; readers see the one or the other, whole.
  func replace(_ path: String) throws(CentralLedgerError) {
    let temporary = path + ".new"
    unlink(temporary)
    guard try write(to: temporary), rename(temporary, path) == 0 else {
      throw .notAccessible(path: path, errno: errno)
    }
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes a new file, durable before this returns; `false` where there is one already.
  private func write(to path: String) throws(CentralLedgerError) -> Bool {
    let file = File(
      receiptKeys: signingKeys.map { $0.rawRepresentation.base64EncodedString() },
      inviteSecret: inviteSecret.withUnsafeBytes { Data($0) }.base64EncodedString(),
      successions: successions.isEmpty ? nil : successions)
    guard let data = try? JSONEncoder().encode(file) else { throw .keysUnavailable(path: path) }
    return try Self.write(data, to: path)
  }

  /// Writes a new file, readable for its owner only; `false` where there is one.
  @discardableResult
  private static func write(_ data: Data, to path: String) throws(CentralLedgerError) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 && errno == EEXIST { return false }
    guard descriptor >= 0 else { throw .notAccessible(path: path, errno: errno) }
    defer { close(descriptor) }
    let written = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard written == data.count, fsync(descriptor) == 0 else {
      unlink(path)
      throw .notAccessible(path: path, errno: errno)
    }
    return true
  }

  /// Copies a key file to where there is none. One that is there already must be the same.
  static func copy(from source: String, to target: String) throws(CentralLedgerError) {
    guard source != target else { return }
    let keyring = try read(source)
    if FileManager.default.fileExists(atPath: target) {
      guard try read(target).publicKeys == keyring.publicKeys else { throw .keysOfAnother(path: target) }
      return
    }
    guard let data = FileManager.default.contents(atPath: source) else { throw .keysUnavailable(path: source) }
    try write(data, to: target)
  }

  /// The keyed hash of an invite code in its normal form.
  func hash(ofInvite code: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(code.utf8), using: inviteSecret).hexadecimal
  }
}
