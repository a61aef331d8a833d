import Crypto
import Foundation

/// What a browser proves its session with: 256 random bits that only it has. The ledger keeps their digest.
struct SessionToken: Hashable, Sendable {
  let text: String

  /// A new one.
  init() {
    var generator = SystemRandomNumberGenerator()
    text = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Takes what a cookie said, or `nil` where it cannot be one.
  init?(_ text: String) {
    guard text.utf8.count == 43 else { return nil }
    self.text = text
  }

  /// What the ledger knows it by.
  var digest: String { Self.hexadecimal(SHA256.hash(data: Data(text.utf8))) }

  /// What forms of this session carry: whoever cannot read the cookie cannot make it.
  var formToken: String {
    Self.hexadecimal(
      HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: SymmetricKey(data: Data(text.utf8))))
  }

  /// Whether a form carried the right token. How long that takes does not tell how much was right.
  func accepts(_ token: String?) -> Bool {
    let (wanted, found) = (Array(formToken.utf8), Array((token ?? "").utf8))
    guard wanted.count == found.count else { return false }
    return zip(wanted, found).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
