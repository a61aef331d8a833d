import Foundation
import RawStructuredFieldValues

extension RequestSignature {
  /// Why the signature headers cannot be used.
  public enum HeaderProblem: Error, Hashable, Sendable {
    /// A header is not a structured field (RFC 9651), or has no member of our label.
    case unreadable
    /// Other parts are signed than method, path and content digest, in this order.
    case otherComponents
    /// A parameter is missing, of the wrong type, too long, or one that is not known.
    case parameters
    /// Another algorithm than Ed25519.
    case otherAlgorithm
  }

  /// Reads the `Signature-Input` and `Signature` headers. Nothing is verified yet.
  public static func parse(
    signatureInput: String, signature: String
  ) throws(HeaderProblem) -> RequestSignature {
    if let plain = plain(signatureInput: signatureInput, signature: signature) { return plain }
    return try structured(signatureInput: signatureInput, signature: signature)
  }

  /// The headers in exactly the form that ``sign(method:path:body:created:keyID:nonce:key:)`` gives them, or `nil`: what
  /// looks otherwise is looked at by a parser of structured fields, which takes as long as a third of the signature's
  /// check.
  static func plain(signatureInput: String, signature: String) -> RequestSignature? {
    var input = PlainText(signatureInput)
    guard input.skip(label), input.skip("=(\"@method\" \"@path\" \"content-digest\");created="),
      let created = input.number(), input.skip(";keyid="), let keyID = input.quoted(1...64), input.skip(";nonce="),
      let nonce = input.quoted(16...64), input.skip(";alg=\"ed25519\""), input.isAtEnd
    else { return nil }
    var signed = PlainText(signature)
    guard signed.skip(label), signed.skip("=:"), let base64 = signed.upTo(UInt8(ascii: ":"), atMost: 88),
      signed.isAtEnd, let bytes = Data(base64Encoded: base64), bytes.count == 64
    else { return nil }
    return RequestSignature(created: created, keyID: keyID, nonce: nonce, signature: bytes)
  }

  /// The headers as the structured fields that they are.
  static func structured(
    signatureInput: String, signature: String
  ) throws(HeaderProblem) -> RequestSignature {
    guard signatureInput.utf8.count <= 1024, signature.utf8.count <= 512,
      case .innerList(let list)? = member(of: signatureInput), case .item(let item)? = member(of: signature),
      case .undecodedByteSequence(let base64) = item.rfc9651BareItem, let bytes = Data(base64Encoded: base64),
      bytes.count == 64
    else { throw .unreadable }
    let components = list.bareInnerList.map { item -> String? in
      guard item.rfc9651Parameters.isEmpty, case .string(let name) = item.rfc9651BareItem else { return nil }
      return name
    }
    guard components == ["@method", "@path", "content-digest"] else { throw .otherComponents }
    let parameters = list.rfc9651Parameters
    guard parameters.map(\.0) == ["created", "keyid", "nonce", "alg"],
      case .integer(let created)? = parameters["created"],
      case .string(let keyID)? = parameters["keyid"], (1...64).contains(keyID.utf8.count),
      case .string(let nonce)? = parameters["nonce"], (16...64).contains(nonce.utf8.count),
      !keyID.contains("\""), !keyID.contains("\\"), !nonce.contains("\""), !nonce.contains("\\")
    else { throw .parameters }
    guard case .string("ed25519")? = parameters["alg"] else { throw .otherAlgorithm }
    return RequestSignature(created: created, keyID: keyID, nonce: nonce, signature: bytes)
  }

  private static func member(of header: String) -> ItemOrInnerList? {
    var parser = StructuredFieldValueParser(Array(header.utf8))
    guard let dictionary = try? parser.parseDictionaryFieldValue(), dictionary.count == 1 else { return nil }
    return dictionary[label]
  }
}

/// A header that is read from its start to its end.
private struct PlainText {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Goes on behind `text`, where it stands next.
  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// A whole number without a sign, of at most 12 digits, the first not zero.
  mutating func number() -> Int64? {
    let digits = rest.prefix { (48...57).contains($0) }
    guard (1...12).contains(digits.count), digits.first != 48 else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }

  /// What stands between two quotation marks: that many visible characters or blanks, with none that is escaped.
  mutating func quoted(_ length: ClosedRange<Int>) -> String? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    rest = rest.dropFirst()
    guard let text = upTo(UInt8(ascii: "\""), atMost: length.upperBound), text.utf8.count >= length.lowerBound,
      text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    return text
  }

  /// What stands before the next `end`, behind which it goes on.
  mutating func upTo(_ end: UInt8, atMost limit: Int) -> String? {
    let text = rest.prefix(limit + 1).prefix { $0 != end }
    guard text.count <= limit else { return nil }
    rest = rest.dropFirst(text.count)
    guard rest.first == end else { return nil }
    rest = rest.dropFirst()
    return String(Substring(text))
  }
}
