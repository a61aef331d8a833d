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
