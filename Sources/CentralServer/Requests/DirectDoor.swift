import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// All routes without a socket: what a simulated network leads to. Nothing of the way from the headers to the answer
/// is left out but the connection itself.
package struct DirectDoor: Sendable {
  private let responder: RouterResponder<ServerContext>
  private let logger: Logger

  /// A request's answer as it would go over the wire.
  package struct Answer: Sendable {
    /// The HTTP status.
    package let status: Int
    /// The seconds of `Retry-After`, where it is there.
    package let retryAfter: Int64?
    /// `Content-Digest` and `Content-Encoding`, where they are there.
    package let contentDigest, encoding: String?
    /// The body.
    package let body: [UInt8]
  }

  /// Opens the door of a server that is not running.
  package init(to server: CentralServer, logger: Logger) {
    responder = server.router().buildResponder()
    self.logger = logger
  }

  /// Answers a POST.
  ///
  /// - Parameter headers: names and values.
  package func post(
    _ path: String, headers: [(name: String, value: String)], body: [UInt8]
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let head = HTTPRequest(method: .post, scheme: "http", authority: "hq", path: path, headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = try await responder.respond(to: request, context: ServerContext(peer: "direct", logger: logger))
    let collected = CollectedBody()
    try await response.body.write(collected)
    return Answer(
      status: response.status.code, retryAfter: response.headers[.retryAfter].flatMap { Int64($0) },
      contentDigest: response.headers[.contentDigest], encoding: response.headers[.contentEncoding],
      body: collected.bytes)
  }
}

extension ServerContext {
  private struct DirectSource: RequestContextSource {
    let logger: Logger
  }

  fileprivate init(peer: String, logger: Logger) {
    coreContext = .init(source: DirectSource(logger: logger))
    self.peer = peer
  }
}

/// Takes a body in memory.
private final class CollectedBody: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
