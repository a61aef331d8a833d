import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A TCP server on loopback that answers every connection with the bytes it was given, as slowly as it was told.
final class RawServer: Sendable {
  let port: UInt16
  private let listener: Int32
  private let received = Mutex<[String]>([])

  /// What the clients sent, one text a connection.
  var requests: [String] { received.withLock { $0 } }

  struct Failure: Error {}

  /// - Parameters:
  ///   - chunks: the bytes of an answer; between two of them the server waits.
  ///   - pause: how long, in microseconds.
  ///   - answersAtOnce: whether it answers the first bytes that come, whatever they are.
  init(chunks: [[UInt8]], pause: UInt32 = 0, answersAtOnce: Bool = false) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw Failure() }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else {
          // Closed by the thread that uses it: otherwise its number could be another server's by now.
          close(descriptor)
          return
        }
        let request = Self.readRequest(client, onlyFirst: answersAtOnce)
        self?.received.withLock { $0.append(request) }
        for chunk in chunks {
          guard send(client, chunk, chunk.count, Int32(MSG_NOSIGNAL)) >= 0 else { break }
          usleep(pause)
        }
        shutdown(client, Int32(SHUT_RDWR))
        close(client)
      }
    }
  }

  convenience init(_ text: String) throws { try self.init(chunks: [Array(text.utf8)]) }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func readRequest(_ client: Int32, onlyFirst: Bool) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let length = text.range(of: "Content-Length: ").flatMap {
          Int(text[$0.upperBound...].prefix { $0.isNumber })
        }
        if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
      }
      let count = recv(client, &chunk, chunk.count, 0)
      guard count > 0 else { return text }
      bytes += chunk[..<count]
      if onlyFirst { return String(decoding: bytes, as: UTF8.self) }
    }
  }
}
