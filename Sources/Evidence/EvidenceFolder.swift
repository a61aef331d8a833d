import Crypto
import Foundation
import SnackChain

/// The folder in which photographs lie by their SHA-256, beside the database that names them.
///
/// A file is written once, under the name of its content, and is complete or not there: it gets its name when all of it
/// is on the disk.
public struct EvidenceFolder: Sendable {
  /// The folder.
  public let path: String

  /// Names a folder; it is made when the first file is put into it.
  public init(path: String) { self.path = path }

  /// Looks at the file at `source` and puts its content into the folder, if it is not there yet.
  public func put(_ source: String) throws(EvidenceProblem) -> EvidenceFile {
    try put(Self.read(source))
  }

  /// Looks at a file's content and puts it into the folder, if it is not there yet.
  public func put(_ bytes: [UInt8]) throws(EvidenceProblem) -> EvidenceFile {
    let file = try Self.examine(bytes)
    try put(bytes, as: file)
    return file
  }

  /// Puts a content that was examined into the folder, if it is not there yet.
  public func put(_ bytes: [UInt8], as file: EvidenceFile) throws(EvidenceProblem) {
    let target = self.path(of: file)
    if FileManager.default.fileExists(atPath: target), (try? Self.read(target)) == bytes { return }
    try write(bytes, to: target)
  }

  /// What a file's content is, without keeping it.
  public static func examine(_ bytes: [UInt8]) throws(EvidenceProblem) -> EvidenceFile {
    if bytes.isEmpty { throw .empty }
    if bytes.count > EvidenceLimits.bytes { throw .tooLarge(bytes: bytes.count, limit: EvidenceLimits.bytes) }
    let picture = try PictureContent(bytes)
    guard let digest = digest(of: bytes) else { throw .notAPicture }
    return EvidenceFile(
      digest: digest, media: picture.format.media, bytes: bytes.count, pixels: picture.pixels)
  }

  /// The SHA-256 of a content.
  static func digest(of bytes: [UInt8]) -> EvidenceDigest? {
    let hex = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return EvidenceDigest(hex)
  }

  /// The content of a file of the folder, checked against its name.
  public func content(_ file: EvidenceFile) throws(EvidenceProblem) -> [UInt8] {
    let target = path(of: file)
    guard FileManager.default.fileExists(atPath: target) else { throw .missing(file.digest) }
    let bytes = try Self.read(target)
    guard Self.digest(of: bytes) == file.digest else { throw .altered(file.digest) }
    return bytes
  }

  /// The path of a file of the folder by its digest alone, whatever its kind; `nil` where there is none.
  public func find(_ digest: EvidenceDigest) -> String? {
    let name = "\(path)/\(digest.description.prefix(2))/\(digest)."
    return PictureContent.Format.allCases.map { name + $0.suffix }.first(where: FileManager.default.fileExists)
  }

  /// How many bytes the folder's disk has left, or that of the nearest folder above it that is there; `nil` where
  /// nobody can say.
  public var freeBytes: Int64? {
    var place = path
    var status = statvfs()
    while statvfs(place, &status) != 0 {
      guard errno == ENOENT else { return nil }
      let above = (place as NSString).deletingLastPathComponent
      guard above != place else { return nil }
      place = above.isEmpty ? "." : above
    }
    let (bytes, overflow) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int64(clamping: status.f_frsize))
    return overflow ? .max : bytes
  }

  /// Where a file of the folder lies.
  public func path(of file: EvidenceFile) -> String {
    let name = file.digest.description
    let suffix = PictureContent.Format.allCases.first { $0.media == file.media }?.suffix ?? "bin"
    return "\(path)/\(name.prefix(2))/\(name).\(suffix)"
  }

  /// Reads a file that is not larger than evidence may be; what is larger is not read.
  static func read(_ path: String) throws(EvidenceProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, errno: EISDIR) }
    guard status.st_size <= EvidenceLimits.bytes else {
      throw .tooLarge(bytes: Int(status.st_size), limit: EvidenceLimits.bytes)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
      if count == 0 { break }
      done += count
    }
    return Array(bytes[..<done])
  }

  /// Makes the names in a folder durable: what was called kept is there after a power cut.
  private static func syncNames(in folder: String) -> Int32 {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 ? 0 : errno
  }

  private func write(_ bytes: [UInt8], to target: String) throws(EvidenceProblem) {
    let folder = (target as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .notKept(path: folder, errno: errno == 0 ? EIO : errno)
    }
    let draft = "\(target).\(UUID().uuidString)"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notKept(path: draft, errno: errno) }
    var written = 0
    var failure: Int32 = 0
    while written < bytes.count, failure == 0 {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0 { failure = errno == EINTR ? 0 : errno } else { written += count }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(draft, target) != 0 { failure = errno }
    if failure == 0 { failure = Self.syncNames(in: folder) }
    guard failure == 0 else {
      unlink(draft)
      throw .notKept(path: target, errno: failure)
    }
  }
}
