import Crypto
import Foundation
import Testing

@testable import SyncProtocol

@Suite("Request signatures (RFC 9421)")
struct RequestSignatureTests {
  private let key = Curve25519.Signing.PrivateKey()
  private let body = Data("{}".utf8)

  private func headers() throws -> RequestSignature.Headers {
    try RequestSignature.sign(
      method: "POST", path: "/v1/sync", body: body, created: 1_676_000_000, keyID: "d-1",
      nonce: "bm9uY2Utbm9uY2Utbm9uY2U", key: key)
  }

  @Test("a signed request verifies, and not for another method, path or body")
  func verifies() throws {
    let headers = try headers()
    let parsed = try RequestSignature.parse(signatureInput: headers.signatureInput, signature: headers.signature)
    #expect(parsed.keyID == "d-1" && parsed.created == 1_676_000_000)
    let digest = RequestSignature.contentDigest(of: body)
    #expect(headers.contentDigest == digest)
    #expect(parsed.isValid(method: "POST", path: "/v1/sync", contentDigest: digest, key: key.publicKey))
    #expect(!parsed.isValid(method: "GET", path: "/v1/sync", contentDigest: digest, key: key.publicKey))
    #expect(!parsed.isValid(method: "POST", path: "/v1/join", contentDigest: digest, key: key.publicKey))
    let other = RequestSignature.contentDigest(of: Data("[]".utf8))
    #expect(!parsed.isValid(method: "POST", path: "/v1/sync", contentDigest: other, key: key.publicKey))
    let stranger = Curve25519.Signing.PrivateKey().publicKey
    #expect(!parsed.isValid(method: "POST", path: "/v1/sync", contentDigest: digest, key: stranger))
  }

  @Test(
    "headers in our own form are read without a detour, and read the same as by the parser of structured fields",
    arguments: ["", " ", "  x", ";a=1", "0", "\"", "\\", "é", "\u{1}", ","], 0..<12)
  func readsPlainly(disturbance: String, part: Int) throws {
    let headers = try headers()
    let plain = try #require(
      RequestSignature.plain(signatureInput: headers.signatureInput, signature: headers.signature))
    #expect(
      try plain
        == RequestSignature.structured(signatureInput: headers.signatureInput, signature: headers.signature))
    // Disturbed anywhere, it is either not plain any more or means the same to both.
    for (isInput, header) in [(true, headers.signatureInput), (false, headers.signature)] {
      var changed = Array(header)
      changed.insert(contentsOf: disturbance, at: changed.count * part / 11)
      let input = isInput ? String(changed) : headers.signatureInput
      let signature = isInput ? headers.signature : String(changed)
      guard let plain = RequestSignature.plain(signatureInput: input, signature: signature) else { continue }
      #expect(try plain == RequestSignature.structured(signatureInput: input, signature: signature))
    }
  }

  @Test(
    "headers that are not exactly ours are refused before anything is computed",
    arguments: [
      "", "tongbiao",
      "other=(\"@method\" \"@path\" \"content-digest\");created=1;keyid=\"a\";nonce=\"0123456789abcdef\";alg=\"ed25519\"",
      "tongbiao=(\"@method\" \"@path\");created=1;keyid=\"a\";nonce=\"0123456789abcdef\";alg=\"ed25519\"",
      "tongbiao=(\"@method\" \"@path\" \"content-digest\");created=\"1\";keyid=\"a\";nonce=\"0123456789abcdef\";alg=\"ed25519\"",
      "tongbiao=(\"@method\" \"@path\" \"content-digest\");created=1;keyid=\"a\";nonce=\"short\";alg=\"ed25519\"",
      "tongbiao=(\"@method\" \"@path\" \"content-digest\");created=1;keyid=\"a\";nonce=\"0123456789abcdef\";alg=\"hmac-sha256\"",
      "tongbiao=(\"@method\" \"@path\" \"content-digest\");keyid=\"a\";created=1;nonce=\"0123456789abcdef\";alg=\"ed25519\"",
    ])
  func refusesOthers(input: String) throws {
    let signature = try headers().signature
    #expect(throws: RequestSignature.HeaderProblem.self) {
      try RequestSignature.parse(signatureInput: input, signature: signature)
    }
  }

  @Test("any single changed byte of the headers fails to parse or to verify")
  func flippedBytes() throws {
    let headers = try headers()
    let digest = RequestSignature.contentDigest(of: body)
    let bytes = Array(headers.signatureInput.utf8)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      let text = String(decoding: changed, as: UTF8.self)
      guard let parsed = try? RequestSignature.parse(signatureInput: text, signature: headers.signature) else {
        continue
      }
      #expect(!parsed.isValid(method: "POST", path: "/v1/sync", contentDigest: digest, key: key.publicKey))
    }
  }
}
