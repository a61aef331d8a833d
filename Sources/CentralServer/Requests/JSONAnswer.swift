import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import NIOCore
import SyncProtocol

extension Response {
  /// An answer in JSON, packed where the sender understands that and it is worth it.
  static func json(_ value: some Encodable, for request: Request) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try json(bytes: [UInt8](try encoder.encode(value)), for: request)
  }

  /// From how many bytes on an answer is packed. The checksum of what is packed finds what a bad line did to those parts
  /// of an answer that no signature vouches for; whoever looks at the digest does not need it for that.
  private static let worthPacking = (plain: 1024, digested: 4096)

  /// An answer that stands in JSON already, packed where the sender understands that and it is worth it.
  static func json(bytes: [UInt8], for request: Request) throws -> Response {
    var bytes = bytes
    var headers: HTTPFields = [.contentType: "application/json"]
    let isDigested = request.headers[.wantContentDigest]?.contains("sha-256") == true
    let limit = isDigested ? worthPacking.digested : worthPacking.plain
    if bytes.count > limit, request.headers[.acceptEncoding]?.contains("gzip") == true {
      bytes = try Gzip.compress(bytes, level: 1)
      headers[.contentEncoding] = "gzip"
      headers[.vary] = "Accept-Encoding"
    }
    if isDigested { headers[.contentDigest] = RequestSignature.contentDigest(of: Data(bytes)) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
