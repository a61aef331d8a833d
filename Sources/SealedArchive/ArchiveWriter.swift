import Crypto
import Foundation

/// Writes files into one sealed archive: ChaCha20-Poly1305 in chunks of 64 KiB, each bound to its place and to the head.
///
/// What is written stands under a name of its own until ``finish()``: an archive that is there is whole.
public final class ArchiveWriter {
  private let path: String
  private let key: SymmetricKey
  private let head: Data
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var number: UInt64 = 0
  private var isFinished = false

  private var temporary: String { path + ".partial" }

  /// Begins an archive at `path`, where nothing may be.
  ///
  /// - Parameter facts: what may be read without the key; bound to the content all the same.
  public init(path: String, key: ArchiveKey, facts: [String: String]) throws(ArchiveProblem) {
    self.path = path
    guard access(path, F_OK) != 0 else { throw .notAccessible(path: path, errno: EEXIST) }
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let head = ArchiveHead(key: key.kind, rounds: ArchiveKey.rounds, salt: salt, facts: facts)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(head), line.count < ArchiveHead.limit else { throw .notAnArchive }
    self.key = try key.derived(salt: salt, rounds: head.rounds)
    self.head = line
    unlink(path + ".partial")
    descriptor = open(path + ".partial", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notAccessible(path: path, errno: errno) }
    let check = HMAC<SHA256>.authenticationCode(for: line, using: self.key)
    try put(ArchiveHead.magic + line + [10] + Array(check))
  }

  deinit {
    if descriptor >= 0, !isFinished {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Adds a file's content under a name.
  public func add(_ name: String, contentsOf file: String) throws(ArchiveProblem) {
    let source = open(file, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw .notAccessible(path: file, errno: errno) }
    defer { close(source) }
    var status = stat()
    guard fstat(source, &status) == 0, name.utf8.count < 256 else { throw .notAccessible(path: file, errno: errno) }
    try append([UInt8(name.utf8.count)] + Array(name.utf8) + Self.bytes(of: UInt64(status.st_size)))
    var rest = Int(status.st_size)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while rest > 0 {
      let count = read(source, &buffer, min(rest, buffer.count))
      // A file that becomes shorter meanwhile is none that can be archived.
      guard count > 0 else { throw .notAccessible(path: file, errno: count < 0 ? errno : EIO) }
      try append(buffer[0..<count])
      rest -= count
    }
  }

  /// Seals the last chunk and puts the archive in its place, durably.
  public func finish() throws(ArchiveProblem) {
    try append([0])
    try seal(pending[...], isLast: true)
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw .notAccessible(path: path, errno: errno) }
    isFinished = true
    close(descriptor)
  }

  static func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
  }

  private func append(_ bytes: some Collection<UInt8>) throws(ArchiveProblem) {
    pending += bytes
    var start = 0
    // One chunk is always kept back: it may be the last.
    while pending.count - start > ArchiveHead.chunkBytes {
      try seal(pending[start..<start + ArchiveHead.chunkBytes], isLast: false)
      start += ArchiveHead.chunkBytes
    }
    if start > 0 { pending.removeFirst(start) }
  }

  private func seal(_ chunk: ArraySlice<UInt8>, isLast: Bool) throws(ArchiveProblem) {
    guard let nonce = try? ArchiveHead.nonce(number, isLast: isLast),
      let box = try? ChaChaPoly.seal(Data(chunk), using: key, nonce: nonce, authenticating: head)
    else { throw .tampered }
    number += 1
    try put(Array(box.ciphertext) + Array(box.tag))
  }

  private func put(_ bytes: [UInt8]) throws(ArchiveProblem) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .notAccessible(path: path, errno: errno) }
      done += count
    }
  }
}
