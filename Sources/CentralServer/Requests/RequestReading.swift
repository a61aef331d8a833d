import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import NIOCore
import SnackChain
import SyncProtocol

/// A request whose bytes have arrived, with the signature that its headers carry. Nothing is verified yet.
struct ReceivedRequest: Sendable {
  /// The body as it came over the wire.
  let body: Data
  /// The body unpacked.
  let content: Data
  let method: String
  let path: String
  let contentDigest: String
  let signature: RequestSignature
}

/// Reads the bytes of a request from a client that is never trusted: no more than the limit, in no more than the time,
/// with a digest that fits, unpacked with a cap.
struct RequestReading: Sendable {
  private let bodyLimit: Int
  private let unpackedLimit: Int
  private let arrivalSeconds: Int64

  init(_ settings: ServerSettings) {
    bodyLimit = settings.bodyLimit
    unpackedLimit = settings.unpackedLimit
    arrivalSeconds = settings.arrivalSeconds
  }

  func read(_ request: Request) async throws -> ReceivedRequest {
    try await read(request, type: "application/json", limit: bodyLimit)
  }

  /// Reads a body of a type, of at most `limit` bytes over the wire.
  func read(_ request: Request, type: String, limit: Int) async throws -> ReceivedRequest {
    // The signature is over the path: what stands behind it is nobody's word.
    guard request.uri.query == nil else { throw ServerProblem.malformed }
    guard request.headers[.contentType]?.split(separator: ";").first?.lowercased() == type else {
      throw ServerProblem.wrongType
    }
    guard let digest = request.headers[.contentDigest], let input = request.headers[.signatureInput],
      let signed = request.headers[.signature],
      let signature = try? RequestSignature.parse(
        signatureInput: input, signature: signed)
    else { throw ServerProblem.signatureInvalid }
    let body = try await body(of: request, limit: limit)
    // Digests are no secrets, so comparing them plainly tells nobody anything.
    guard RequestSignature.contentDigest(of: body) == digest else { throw ServerProblem.signatureInvalid }
    return ReceivedRequest(
      body: body, content: try unpacked(body, encoding: request.headers[.contentEncoding]),
      method: request.method.rawValue, path: request.uri.path, contentDigest: digest, signature: signature)
  }

  private func body(of request: Request, limit bodyLimit: Int) async throws -> Data {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bodyLimit {
      throw ServerProblem.tooLarge
    }
    let limit = ContinuousClock.now + .seconds(arrivalSeconds)
    var body = Data()
    for try await part in request.body {
      guard body.count + part.readableBytes <= bodyLimit else { throw ServerProblem.tooLarge }
      guard ContinuousClock.now < limit else { throw ServerProblem.tooSlow }
      body.append(contentsOf: part.readableBytesView)
    }
    return body
  }

  private func unpacked(_ body: Data, encoding: String?) throws -> Data {
    switch encoding {
    case nil, "identity": return body
    case "gzip":
      do throws(GzipProblem) {
        return Data(try Gzip.decompress(Array(body), limit: unpackedLimit))
      } catch .tooLarge {
        throw ServerProblem.tooLarge
      } catch {
        throw ServerProblem.malformed
      }
    default: throw ServerProblem.wrongType
    }
  }
}

extension HTTPField.Name {
  /// A name that is known to be one.
  static func named(_ name: String) -> Self { Self(name) ?? .date }

  /// `Content-Digest` (RFC 9530)
  static var contentDigest: Self { named("Content-Digest") }
  /// `Want-Content-Digest` (RFC 9530)
  static var wantContentDigest: Self { named("Want-Content-Digest") }
  /// `Signature-Input` (RFC 9421)
  static var signatureInput: Self { named("Signature-Input") }
  /// `Signature` (RFC 9421)
  static var signature: Self { named("Signature") }
}
