import Crypto
import Foundation
import StoreLedger
import SyncProtocol

/// The device's Ed25519 key: made here, kept in a file for its owner only, its private half never sent.
public struct DeviceKey: Sendable {
  let privateKey: Curve25519.Signing.PrivateKey

  /// Makes a new key.
  init() { privateKey = Curve25519.Signing.PrivateKey() }

  /// The public half, base64: what HQ gets.
  public var publicKey: String { privateKey.publicKey.rawRepresentation.base64EncodedString() }

  /// The name of the key's file in the ledger's folder.
  var fileName: String {
    "device-" + String(SHA256.hash(data: privateKey.publicKey.rawRepresentation).hexadecimal.prefix(16)) + ".key"
  }

  /// Reads the key of a ledger.
  ///
  /// - Throws: `deviceKey` where the file is missing or is no key.
  public init(of enrollment: Enrollment, besideLedger path: String) throws(SyncProblem) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let file = folder + "/" + enrollment.keyFile
    let found: DeviceKey?
    do throws(LedgerProblem) { found = try Self.read(file) } catch { throw .ledger(error) }
    guard let found, found.publicKey == enrollment.publicKey else { throw .deviceKey(path: file) }
    self = found
  }

  /// The key in a file; `nil` where there is no file or no key in it.
  static func read(_ path: String) throws(LedgerProblem) -> DeviceKey? {
    guard let text = try DiskFile.read(path, limit: 256),
      let bytes = Data(base64Encoded: String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { return nil }
    return DeviceKey(privateKey: key)
  }

  /// The signature of a text, base64.
  func signature(of text: String) throws -> String {
    try privateKey.signature(for: Data(text.utf8)).base64EncodedString()
  }

  private init(privateKey: Curve25519.Signing.PrivateKey) { self.privateKey = privateKey }

  /// Keeps the key, durable before this returns.
  func write(to path: String) throws(LedgerProblem) {
    try DiskFile.writeDurably(Array((privateKey.rawRepresentation.base64EncodedString() + "\n").utf8), to: path)
  }
}
