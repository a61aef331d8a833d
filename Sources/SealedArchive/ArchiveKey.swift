import Crypto
import CryptoExtras
import Foundation

/// What an archive is sealed with: a passphrase that a person keeps, or 32 random bytes in a file.
public enum ArchiveKey: Sendable {
  /// Stretched by scrypt (RFC 7914) before use.
  case passphrase(String)
  /// 32 bytes.
  case bytes([UInt8])

  /// scrypt's cost: 2^15 rounds of 8 blocks take 32 MiB and about a tenth of a second.
  static let rounds = 32_768
  static let blockSize = 8

  /// How the key is named in the archive's head.
  var kind: String {
    switch self {
    case .passphrase: "scrypt"
    case .bytes: "key"
    }
  }

  /// The key of one archive: never the same twice, so that chunks may be numbered from 0 in each.
  func derived(salt: [UInt8], rounds: Int) throws(ArchiveProblem) -> SymmetricKey {
    let secret: SymmetricKey
    switch self {
    case .passphrase(let text):
      // Bounds that an archive from elsewhere cannot use to stop this machine.
      guard rounds.nonzeroBitCount == 1, (1024...1 << 20).contains(rounds), !text.isEmpty,
        let key = try? KDF.Scrypt.deriveKey(
          from: Data(text.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32, rounds: rounds,
          blockSize: Self.blockSize, parallelism: 1)
      else { throw .wrongKey }
      secret = key
    case .bytes(let bytes):
      guard bytes.count == 32 else { throw .wrongKey }
      secret = SymmetricKey(data: bytes)
    }
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: secret, salt: salt, info: Data("tongbiao-archive/1".utf8), outputByteCount: 32)
  }
}
