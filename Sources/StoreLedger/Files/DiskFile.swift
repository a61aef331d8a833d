#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few things that are done with files beside SQLite, durable and readable by their owner only.
package enum DiskFile {
  /// Whether something is at the path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder; none where there is no folder.
  package static func names(in folder: String) throws(LedgerProblem) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw problem(errno, at: folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes a folder and those above it, each for its owner only.
  package static func makeFolder(_ path: String) throws(LedgerProblem) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw problem(errno, at: path)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw problem(errno, at: path) }
  }

  /// The first `limit` bytes of a file, or `nil` where there is none.
  package static func read(_ path: String, limit: Int) throws(LedgerProblem) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw problem(errno, at: path)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while bytes.count < limit {
      let count = systemRead(descriptor, &chunk, min(chunk.count, limit - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        throw problem(errno, at: path)
      }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Makes an empty file for its owner only, where there is none.
  package static func createEmpty(_ path: String) throws(LedgerProblem) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw problem(errno, at: path)
    }
    close(descriptor)
  }

  /// Writes a file for its owner only. After a crash there is all of it or nothing.
  package static func writeDurably(_ bytes: [UInt8], to path: String) throws(LedgerProblem) {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw problem(errno, at: path) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let code = errno
        close(descriptor)
        unlink(temporary)
        throw problem(code, at: path)
      }
      written += count
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
      throw problem(errno, at: path)
    }
    try syncFolder(of: path)
  }

  /// Makes what happened to the names in the folder of `path` durable.
  package static func syncFolder(of path: String) throws(LedgerProblem) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(errno, at: folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw problem(errno, at: folder) }
  }

  /// Takes a file away; it is no error where there is none.
  package static func remove(_ path: String) { unlink(path) }

  /// Takes an empty folder away; one that is not empty stays.
  package static func removeFolder(_ path: String) { rmdir(path) }

  /// Whether nothing more can be written near `path`.
  static func isFull(_ path: String) -> Bool {
    var information = statvfs()
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    guard statvfs(folder, &information) == 0 else { return false }
    return UInt64(information.f_bavail) * UInt64(information.f_frsize) < 65_536
  }

  /// How many bytes there is still room for; `nil` where the system does not say.
  package static func freeBytes(at path: String) -> Int64? {
    var information = statvfs()
    guard statvfs(path, &information) == 0 else { return nil }
    return Int64(clamping: UInt64(information.f_bavail) * UInt64(information.f_frsize))
  }

  /// Whether anybody but its owner may read or write a file.
  package static func isOpenToOthers(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & 0o077 != 0
  }

  static func problem(_ code: Int32, at path: String) -> LedgerProblem {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    case ENOENT, ENOTDIR: .missing(path: path)
    default: .inputOutput(path: path, code: code)
    }
  }

  private static func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8], _ count: Int) -> Int {
    bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, count) }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
  }

  private static func read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, bytes, count)
    #else
      Darwin.read(descriptor, bytes, count)
    #endif
  }
}
