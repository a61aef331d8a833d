import Crypto
import CryptoExtras
import Foundation

/// The hash of a password by scrypt (RFC 7914), with its salt and costs, as one line of text.
///
/// 2^15 rounds of blocks of 1 KB take about 32 MB and a tenth of a second: dear enough for whoever stole the hashes,
/// cheap enough for whoever signs in. So many at once are bounded by ``PasswordWork``.
public struct PasswordHash: Hashable, Sendable {
  /// The line.
  public let text: String

  private static let rounds = 1 << 15
  private static let blockSize = 8

  /// Takes a line that was kept.
  public init(text: String) { self.text = text }

  /// Hashes a password.
  ///
  /// - Throws: the library's error.
  public init(hashing password: String) throws {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let hash = try Self.hash(password, salt: salt, rounds: Self.rounds, blockSize: Self.blockSize)
    text = [
      "scrypt", String(Self.rounds), String(Self.blockSize), Data(salt).base64EncodedString(),
      Data(hash).base64EncodedString(),
    ].joined(separator: "$")
  }

  /// Whether it is the hash of that password. How long that takes does not tell how much was right.
  public func isOf(_ password: String) -> Bool {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "scrypt", let rounds = Int(parts[1]), let block = Int(parts[2]),
      (1 << 10...1 << 20).contains(rounds), (1...32).contains(block), let salt = Data(base64Encoded: String(parts[3])),
      let wanted = Data(base64Encoded: String(parts[4])),
      let found = try? Self.hash(password, salt: Array(salt), rounds: rounds, blockSize: block),
      found.count == wanted.count
    else { return false }
    return zip(found, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Stands for the hash of an account that there is not, so that finding out takes as long as for one that there is.
  static let ofNobody = PasswordHash(
    text: "scrypt$32768$8$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")

  private static func hash(_ password: String, salt: [UInt8], rounds: Int, blockSize: Int) throws -> [UInt8] {
    // The same password typed on another keyboard is the same password.
    let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize, parallelism: 1
    ).withUnsafeBytes { Array($0) }
  }
}

/// Hashes passwords on threads of its own, two at a time: whoever waits for nothing else is not made to wait for this.
struct PasswordWork: Sendable {
  private let queue: OperationQueue

  init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = 2
    queue.qualityOfService = .userInitiated
  }

  /// The most that may wait; more are turned away.
  private static let most = 16

  /// Whether a hash is that of a password; `nil` where too many are waiting.
  func isRight(_ password: String, _ hash: PasswordHash) async -> Bool? {
    guard queue.operationCount < Self.most else { return nil }
    return await withCheckedContinuation { continuation in
      queue.addOperation { continuation.resume(returning: hash.isOf(password)) }
    }
  }
}
