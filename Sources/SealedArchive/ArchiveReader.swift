import Crypto
import Foundation

/// Reads a sealed archive. Each byte that it gives was checked; whether the whole is there is known when
/// ``extract(into:)`` has come back.
public final class ArchiveReader {
  private let path: String
  private let descriptor: Int32
  private let key: SymmetricKey
  private let line: Data
  private var number: UInt64 = 0
  private var opened: [UInt8] = []
  private var place = 0
  private var isLast = false
  /// One byte read ahead tells whether a full chunk is the last.
  private var ahead: [UInt8] = []

  /// What the archive says of itself.
  public let facts: [String: String]

  /// Opens the archive and checks the key.
  public init(path: String, key: ArchiveKey) throws(ArchiveProblem) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notAccessible(path: path, errno: errno) }
    let head: (line: Data, head: ArchiveHead, check: [UInt8])
    do throws(ArchiveProblem) {
      head = try Self.readHead(descriptor, path)
      guard head.head.key == key.kind, head.head.salt.count == 32 else { throw .wrongKey }
      self.key = try key.derived(salt: head.head.salt, rounds: head.head.rounds)
      guard HMAC<SHA256>.isValidAuthenticationCode(head.check, authenticating: head.line, using: self.key) else {
        throw .wrongKey
      }
    } catch {
      close(descriptor)
      throw error
    }
    line = head.line
    facts = head.head.facts
  }

  deinit { close(descriptor) }

  private static func readHead(
    _ descriptor: Int32, _ path: String
  ) throws(ArchiveProblem) -> (line: Data, head: ArchiveHead, check: [UInt8]) {
    guard try take(ArchiveHead.magic.count, descriptor, path) == ArchiveHead.magic else { throw .notAnArchive }
    var line = Data()
    while true {
      let byte = try take(1, descriptor, path)
      guard let byte = byte.first, line.count < ArchiveHead.limit else { throw .notAnArchive }
      if byte == 10 { break }
      line.append(byte)
    }
    guard let head = try? JSONDecoder().decode(ArchiveHead.self, from: line), head.format == 1 else {
      throw .notAnArchive
    }
    let check = try take(32, descriptor, path)
    guard check.count == 32 else { throw .notAnArchive }
    return (line, head, check)
  }

  /// Writes all files into `folder` under their names with `prefix` before them, readable for this user only.
  ///
  /// - Returns: the names, in the order of the archive.
  /// - Throws: then nothing that was written may be used.
  public func extract(into folder: String, prefix: String = "") throws(ArchiveProblem) -> [String] {
    var names: [String] = []
    while true {
      let length = Int(try bytes(1)[0])
      if length == 0 { break }
      let name = String(decoding: try bytes(length), as: UTF8.self)
      // A name is a name: nothing is ever written beside the folder.
      guard !name.contains("/"), !name.contains("\0"), name != ".", name != "..", !names.contains(name) else {
        throw .tampered
      }
      let size = try bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      try write(folder + "/" + prefix + name, size: size)
      names.append(name)
    }
    guard isLast, place == opened.count, ahead.isEmpty else { throw .tampered }
    return names
  }

  private func write(_ file: String, size: UInt64) throws(ArchiveProblem) {
    let target = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw .notAccessible(path: file, errno: errno) }
    defer { close(target) }
    var rest = size
    while rest > 0 {
      let part = try bytes(Int(min(rest, UInt64(ArchiveHead.chunkBytes))))
      var done = 0
      while done < part.count {
        let count = part[done...].withUnsafeBytes { Foundation.write(target, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw .notAccessible(path: file, errno: errno) }
        done += count
      }
      rest -= UInt64(part.count)
    }
    guard fsync(target) == 0 else { throw .notAccessible(path: file, errno: errno) }
  }

  /// The next bytes of the content; all of them, or tampered with.
  private func bytes(_ count: Int) throws(ArchiveProblem) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(count)
    while out.count < count {
      if place == opened.count { try openNext() }
      let part = min(count - out.count, opened.count - place)
      guard part > 0 else { throw .tampered }
      out += opened[place..<place + part]
      place += part
    }
    return out
  }

  private func openNext() throws(ArchiveProblem) {
    guard !isLast else { throw .tampered }
    let full = ArchiveHead.chunkBytes + 16
    let sealed = ahead + (try Self.take(full - ahead.count, descriptor, path))
    ahead = try Self.take(1, descriptor, path)
    isLast = ahead.isEmpty
    guard sealed.count > 16, sealed.count == full || isLast,
      let nonce = try? ArchiveHead.nonce(number, isLast: isLast),
      let box = try? ChaChaPoly.SealedBox(nonce: nonce, ciphertext: sealed.dropLast(16), tag: sealed.suffix(16)),
      let content = try? ChaChaPoly.open(box, using: key, authenticating: line)
    else { throw .tampered }
    number += 1
    opened = Array(content)
    place = 0
  }

  /// Up to `count` bytes; fewer at the end of the file only.
  private static func take(_ count: Int, _ descriptor: Int32, _ path: String) throws(ArchiveProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress?.advanced(by: done), count - done)
      }
      if read < 0 && errno == EINTR { continue }
      guard read >= 0 else { throw .notAccessible(path: path, errno: errno) }
      if read == 0 { break }
      done += read
    }
    return Array(bytes[0..<done])
  }
}
