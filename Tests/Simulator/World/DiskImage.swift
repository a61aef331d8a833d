import Foundation

/// The files of a folder as a disk has them at one moment: what is left after the process is gone.
///
/// SQLite's `-shm` file is memory and is not in it.
struct DiskImage: Sendable {
  private var files: [String: Data]

  /// Takes the folder as it is, while nobody writes.
  init(of folder: String) throws {
    files = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix("-shm") {
      files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
    }
  }

  /// Writes the files to a new folder.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, bytes) in files {
      let path = folder + "/" + name
      guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600]) else {
        throw Violation("the simulator cannot write \(path)")
      }
    }
  }

  /// Takes a file from another image, or away.
  mutating func take(_ name: String, from other: DiskImage) { files[name] = other.files[name] }

  /// What a power cut in the middle of writing leaves of `self`, where `earlier` was safe on the disk already: some of
  /// the bytes that the write-ahead log has gained. `nil` where nothing but appending to the log happened.
  func torn(since earlier: DiskImage, random: some RandomNumberGenerator) -> DiskImage? {
    var random = random
    var torn = self
    var isTorn = false
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let before = earlier.files[name]
      if name.hasSuffix("-wal") {
        let kept = before?.count ?? 0
        guard bytes.count > kept, before.map({ bytes.starts(with: $0) }) ?? true else { return nil }
        torn.files[name] = bytes.prefix(Int.random(in: kept..<bytes.count, using: &random))
        isTorn = true
      } else if name.hasSuffix(".sqlite"), before != bytes {
        return nil
      }
    }
    return isTorn ? torn : nil
  }
}
