import Crypto
import Foundation
import SnackChain

/// One-time codes as authenticator apps make them: TOTP (RFC 6238) of six digits, 30 seconds, HMAC-SHA1, which is what
/// all apps know.
public struct OneTimeCode: Sendable {
  /// The secret in base 32, as people type it into an app.
  public let secret: String

  private static let seconds: Int64 = 30
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Takes a secret that was kept.
  public init(secret: String) { self.secret = secret }

  /// Makes a new secret of 160 bits.
  public init() {
    var generator = SystemRandomNumberGenerator()
    secret = String(
      decoding: (0..<32).map { _ in Self.alphabet[Int.random(in: 0..<32, using: &generator)] }, as: UTF8.self)
  }

  /// The address that an app reads from a picture.
  public func address(account: AccountName) -> String {
    "otpauth://totp/Tongbiao:\(PageQuery.encoded(account.description))?secret=\(secret)&issuer=Tongbiao"
  }

  /// The time step whose code this is, looking one step back and one ahead; `nil` where it is none of them.
  public func step(of code: String, at now: Timestamp) -> Int64? {
    let digits = HalfWidth.folding(code).filter { !$0.isWhitespace }
    guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let current = now.milliseconds / 1000 / Self.seconds
    return (current - 1...current + 1).first { step in
      zip(self.code(at: step).utf8, digits.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
  }

  /// The code of a time step.
  public func code(at step: Int64) -> String {
    let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: Data(key))))
    let offset = Int(mac[mac.count - 1] & 15)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    return String(String(1_000_000 + Int(number % 1_000_000)).dropFirst())
  }

  private var key: [UInt8] {
    var (bits, count, out): (UInt64, Int, [UInt8]) = (0, 0, [])
    for byte in secret.utf8 {
      guard let value = Self.alphabet.firstIndex(of: byte) else { continue }
      bits = bits << 5 | UInt64(value)
      count += 5
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
        bits &= (1 << UInt64(count)) - 1
      }
    }
    return out
  }
}
