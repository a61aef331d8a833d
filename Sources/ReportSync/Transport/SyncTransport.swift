import Foundation
import Gzip
import SyncProtocol

/// One request to HQ, as it goes over the wire.
public struct WireRequest: Hashable, Sendable {
  /// The path, as signed: `/v1/sync`.
  public var path: String
  /// Names and values of headers.
  public var headers: [Header]
  /// The body; it is sent by POST.
  public var body: [UInt8]

  /// A header's name and value.
  public struct Header: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value, without line ends.
    public let value: String

    /// Makes a header.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a request.
  public init(path: String, headers: [Header], body: [UInt8]) {
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// HQ's answer, as it came over the wire.
public struct WireResponse: Hashable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// What `Retry-After` says, in whole seconds from now; `nil` where it says nothing that can be read.
  public var retryAfter: Int64?
  /// What `Content-Digest` (RFC 9530) says of the body; `nil` where it says nothing.
  public var contentDigest: String?
  /// `Content-Encoding`; `nil` for a body that is not packed.
  public var encoding: String?
  /// The body.
  public var body: [UInt8]

  /// Makes an answer.
  public init(
    status: Int, retryAfter: Int64? = nil, contentDigest: String? = nil, encoding: String? = nil, body: [UInt8]
  ) {
    self.status = status
    self.retryAfter = retryAfter
    self.contentDigest = contentDigest
    self.encoding = encoding
    self.body = body
  }

  /// The same with its body checked and unpacked. Most of an answer is signed by nobody: what a bad line did to it is
  /// found by its digest.
  ///
  /// - Parameter limit: the largest body that is taken, unpacked.
  /// - Throws: `cutOff` where the body is not what was sent, `tooLarge`.
  public func checked(limit: Int) throws(TransportProblem) -> WireResponse {
    if let contentDigest, contentDigest.hasPrefix("sha-256="),
      contentDigest != RequestSignature.contentDigest(of: Data(body))
    {
      throw .cutOff("Content-Digest")
    }
    guard let encoding, encoding != "identity" else {
      return WireResponse(status: status, retryAfter: retryAfter, body: body)
    }
    guard encoding == "gzip" else { throw .cutOff("Content-Encoding") }
    do throws(GzipProblem) {
      return WireResponse(status: status, retryAfter: retryAfter, body: try Gzip.decompress(body, limit: limit))
    } catch {
      if case .tooLarge = error { throw .tooLarge(limit: limit) }
      throw .cutOff("gzip")
    }
  }
}

/// Carries requests to one HQ. Whatever it throws, the request may or may not have arrived.
public protocol SyncTransport: Sendable {
  /// Sends a request and waits for the whole answer, ``WireResponse/checked(limit:)``.
  func send(_ request: WireRequest) async throws(TransportProblem) -> WireResponse
}

/// Why no answer came.
public enum TransportProblem: Error, Hashable, Sendable {
  /// The name does not resolve, nobody listens, or there is no network.
  case unreachable(String)
  /// Nothing came within the limit, or it came too slowly.
  case tooSlow
  /// The other side could not prove that it is HQ. Nothing was sent.
  case notTrusted(String)
  /// The connection ended before the answer did, or the answer cannot be read.
  case cutOff(String)
  /// The answer is larger than we take.
  case tooLarge(limit: Int)
  /// The task was cancelled.
  case cancelled
  /// Our own side failed: out of memory, or an option that this libcurl does not know.
  case local(String)
}
