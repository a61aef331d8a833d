#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file mapped into memory for reading, unmapped with its last user.
///
/// Files are only ever replaced as a whole, never shortened in place, so the mapping stays good.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  /// Maps the file at `path`, or gives `nil` where that cannot be done or it is empty.
  init?(path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
    let size = Int(status.st_size)
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), address != MAP_FAILED else { return nil }
    bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
  }

  /// Puts `content` in the place of the file at `path`: written beside it, for nobody else to read, then moved.
  static func replace(_ path: String, with content: [UInt8]) -> Bool {
    let beside = path + ".\(getpid()).new"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    var isWritten = content.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let count = write(file, base, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = rest.dropFirst(count)
      }
      return true
    }
    if close(file) != 0 { isWritten = false }
    if isWritten, rename(beside, path) == 0 { return true }
    _ = unlink(beside)
    return false
  }
}
