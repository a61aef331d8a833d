import Foundation

/// A connection to the server, used by one thread.
final class Connection {
  private let descriptor: Int32
  private var rest: [UInt8] = []

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close(descriptor)
      throw LoadProblem.connection(code)
    }
  }

  deinit { close(descriptor) }

  func send(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw LoadProblem.connection(errno) }
      rest = rest.dropFirst(count)
    }
  }

  struct Answer {
    let status: Int
    let retryAfter: Double?
    let isPacked: Bool
    let body: [UInt8]
  }

  /// Reads one answer with a length.
  func answer() throws -> Answer {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      if let answer = take() { return answer }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { throw LoadProblem.connection(count == 0 ? 0 : errno) }
      rest += buffer[0..<count]
    }
  }

  private func take() -> Answer? {
    guard let end = Self.end(of: rest) else { return nil }
    let head = String(decoding: rest[..<end], as: UTF8.self).lowercased()
    var length = 0
    var retryAfter: Double?
    var isPacked = false
    for line in head.split(separator: "\r\n").dropFirst() {
      if line.hasPrefix("content-length:") { length = Int(line.dropFirst(15).filter(\.isNumber)) ?? 0 }
      if line.hasPrefix("retry-after:") { retryAfter = Double(line.dropFirst(12).filter(\.isNumber)) }
      if line.hasPrefix("content-encoding:") { isPacked = line.contains("gzip") }
    }
    guard rest.count >= end + 4 + length else { return nil }
    let status = Int(head.dropFirst(9).prefix(3)) ?? 0
    let body = Array(rest[(end + 4)..<(end + 4 + length)])
    rest.removeFirst(end + 4 + length)
    return Answer(status: status, retryAfter: retryAfter, isPacked: isPacked, body: body)
  }

  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...(bytes.count - 4)).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }
}
