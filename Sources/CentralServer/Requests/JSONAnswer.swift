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
    var bytes = [UInt8](try encoder.encode(value))
    var headers: HTTPFields = [.contentType: "application/json"]
    if bytes.count > 1024, request.headers[.acceptEncoding]?.contains("gzip") == true {
      bytes = try Gzip.compress(bytes, level: 1)
      headers[.contentEncoding] = "gzip"
      headers[.vary] = "Accept-Encoding"
    }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
