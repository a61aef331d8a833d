import Foundation
import Synchronization

/// A misbehaving neighbour between the owner's program and HQ's: one request to a connection, passed on or spoiled.
final class FaultyProxy: Sendable {
  /// What it does with the next requests.
  enum Mode: Sendable {
    /// Nothing bad.
    case pass
    /// HQ answers, nobody hears.
    case loseAnswer
    /// Half of the request arrives.
    case cutRequest
    /// Half of the answer arrives.
    case cutAnswer
    /// One bit of the answer's body is another.
    case flipAnswer
    /// HQ gets it twice; the second answer comes back.
    case duplicate
    /// The request is written down and goes nowhere.
    case swallow
    /// Every byte of the answer takes its time.
    case trickle
    /// A sign-in page, whatever was asked.
    case captivePortal
    /// Away to this address.
    case redirect(String)
  }

  private struct State {
    var mode = Mode.pass
    var requests: [Data] = []
    var answers = 0
    var isOpen = true
    var target: UInt16
  }

  private let state: Mutex<State>
  private let listener: Int32
  /// The port it listens on.
  let port: UInt16

  struct NoSocket: Error {}

  /// Listens on loopback before HQ's server at `target`.
  init(before target: Int) throws {
    state = Mutex(State(target: UInt16(target)))
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw NoSocket() }
    var address = Self.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw NoSocket() }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while let proxy = self, proxy.state.withLock({ $0.isOpen }) { proxy.serveOne() }
    }
  }

  deinit { close(listener) }

  /// The address that the owner's program is given.
  var address: String { "http://127.0.0.1:\(port)" }

  /// What it has got so far.
  var requests: [Data] { state.withLock { $0.requests } }

  /// How many answers it has sent on.
  var answers: Int { state.withLock { $0.answers } }

  /// Stands before another server from now on.
  func turn(to port: Int) { state.withLock { $0.target = UInt16(port) } }

  /// Sends what it has got before to HQ again, and gives HQ's answer.
  func replay(_ request: Data) -> Data { forward(request) }

  func set(_ mode: Mode) { state.withLock { $0.mode = mode } }

  /// Takes no more connections.
  func stop() {
    state.withLock { $0.isOpen = false }
    // One more connection wakes the thread.
    let last = Self.connect(to: port)
    if last >= 0 { close(last) }
  }

  private func serveOne() {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return }
    let mode = state.withLock { $0.mode }
    Thread.detachNewThread { [self] in
      defer { close(client) }
      guard let request = Self.readMessage(client) else { return }
      state.withLock { $0.requests.append(request) }
      handle(request, from: client, mode)
    }
  }

  private func handle(_ request: Data, from client: Int32, _ mode: Mode) {
    switch mode {
    case .pass:
      Self.write(forward(request), to: client)
      state.withLock { $0.answers += 1 }
    case .swallow: break
    case .loseAnswer: _ = forward(request)
    case .cutRequest: _ = forward(request.prefix(request.count - Self.body(of: request).count / 2 - 1), isWhole: false)
    case .cutAnswer:
      let answer = forward(request)
      Self.write(answer.prefix(answer.count - Self.body(of: answer).count / 2 - 1), to: client)
    case .flipAnswer: Self.write(Self.flipped(forward(request)), to: client)
    case .duplicate:
      _ = forward(request)
      Self.write(forward(request), to: client)
    case .trickle:
      for byte in forward(request) {
        guard Self.write(Data([byte]), to: client) else { return }
        usleep(1_000_000)
      }
    case .captivePortal:
      let page = "<html><body>请登录 Wi-Fi</body></html>"
      Self.write(
        Data("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\n\r\n\(page)".utf8),
        to: client)
    case .redirect(let address):
      Self.write(
        Data("HTTP/1.1 302 Found\r\nLocation: \(address)/v1/sync\r\nContent-Length: 0\r\n\r\n".utf8), to: client)
    }
  }

  /// Sends a request on; the answer, or nothing where HQ gave none.
  private func forward(_ request: Data, isWhole: Bool = true) -> Data {
    let server = Self.connect(to: state.withLock { $0.target })
    guard server >= 0 else { return Data() }
    defer { close(server) }
    Self.write(request, to: server)
    if !isWhole {
      usleep(100_000)
      return Data()
    }
    return Self.readMessage(server) ?? Data()
  }

  /// Changes a bit of a receipt's signature, or of whatever is there where the answer is packed.
  private static func flipped(_ answer: Data) -> Data {
    var spoiled = answer
    let mark = answer.range(of: Data("\"signature\":\"".utf8))
    let place = mark.map { $0.upperBound + 20 } ?? answer.count - body(of: answer).count / 2 - 1
    guard answer.indices.contains(place) else { return answer }
    spoiled[place] ^= 1
    return spoiled
  }

  private static func body(of message: Data) -> Data {
    message.range(of: Data("\r\n\r\n".utf8)).map { message[$0.upperBound...] } ?? Data()
  }

  /// A whole message with its head and as many bytes as the head says.
  private static func readMessage(_ descriptor: Int32) -> Data? {
    var message = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = message.range(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: message[..<end.lowerBound], as: UTF8.self).lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        if message.count - end.upperBound >= length ?? 0 { return message }
      }
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return message.isEmpty ? nil : message }
      message.append(contentsOf: buffer[0..<count])
    }
  }

  @discardableResult
  private static func write(_ bytes: Data, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func connect(to port: UInt16) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return -1
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
