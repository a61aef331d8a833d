import Foundation

/// A plain TCP connection to the server under test: what libraries would tidy up can be sent as it is.
///
/// Safe to share: the descriptor never changes, and tests use a connection from one task at a time.
final class WireConnection: Sendable {
  private let descriptor: Int32

  /// An answer as it came.
  struct Answer: Sendable {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  struct Failure: Error {
    let what: String
    let code: Int32
  }

  init(port: Int) throws {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, stream, 0)
    // Long: hundreds of tests share two cores, and a server may get its turn late.
    var limit = timeval(tv_sec: 90, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw Failure(what: "connect", code: code)
    }
  }

  deinit { close(descriptor) }

  /// Sends bytes as they are.
  func send(_ bytes: [UInt8]) async throws {
    try await Self.blocking { [descriptor] in
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { throw Failure(what: "send", code: errno) }
        sent += count
      }
    }
  }

  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  /// Reads one answer; `nil` where the server closed the connection without one.
  func answer() async throws -> Answer? {
    try await Self.blocking { [descriptor] in
      var bytes: [UInt8] = []
      while true {
        if let answer = Self.parse(bytes) { return answer }
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &part, part.count, 0)
        if count == 0 { return nil }
        if count < 0 {
          if errno == ECONNRESET { return nil }
          throw Failure(what: "receive", code: errno)
        }
        bytes += part[0..<count]
      }
    }
  }

  /// On a thread of its own: Swift's pool and Dispatch share theirs, and a server whose threads wait for its answers
  /// would wait for ever.
  private static func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Answer? {
    let separator = Array("\r\n\r\n".utf8)
    guard bytes.count >= 4,
      let end = (0...(bytes.count - 4)).first(where: { bytes[$0..<$0 + 4].elementsEqual(separator) })
    else { return nil }
    var answer = Answer()
    let lines = String(decoding: bytes[0..<end], as: UTF8.self).components(separatedBy: "\r\n")
    answer.status = Int(lines[0].split(separator: " ")[1]) ?? 0
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      answer.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let length = answer.headers["content-length"].flatMap { Int($0) } ?? 0
    guard bytes.count >= end + 4 + length else { return nil }
    answer.body = Array(bytes[(end + 4)..<(end + 4 + length)])
    return answer
  }
}
