import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// An answer in JSON, packed where the sender understands that and it is worth it.
  static func json(_ value: some Encodable, for request: Request) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try json(bytes: [UInt8](try encoder.encode(value)), for: request)
  }

  /// From how many bytes on an answer is packed. What is packed carries a checksum besides, which finds what a bad line
  /// did to those parts of an answer that no signature vouches for.
  private static let worthPacking = 1024

  /// An answer that stands in JSON already, packed where the sender understands that and it is worth it.
  static func json(bytes: [UInt8], for request: Request) throws -> Response {
    var bytes = bytes
    var headers: HTTPFields = [.contentType: "application/json"]
    if bytes.count > worthPacking, request.headers[.acceptEncoding]?.contains("gzip") == true {
      bytes = try Gzip.compress(bytes, level: 1)
      headers[.contentEncoding] = "gzip"
      headers[.vary] = "Accept-Encoding"
    }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
