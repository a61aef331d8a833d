#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes in order, from memory or from an open file that is closed with it.
final class ByteSource {
  private var bytes: [UInt8]
  private var position = 0
  private let file: Int32
  private let path: String

  /// What a pipe may hold at most: it cannot be read twice, so it is kept in memory.
  static let largestPipe = 256 << 20

  init(bytes: [UInt8]) {
    self.bytes = bytes
    file = -1
    path = ""
  }

  /// Opens `path` and finds its encoding, which takes a first pass over the file.
  static func open(
    path: String, encoding: TextEncoding?
  ) throws(DelimitedTextProblem) -> (source: ByteSource, encoding: TextEncoding) {
    let source = try ByteSource(path: path)
    if let encoding { return (source, encoding) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { chunk.deallocate() }
    var detector = EncodingDetector()
    if lseek(source.file, 0, SEEK_SET) == 0 {
      while detector.isUndecided {
        let count = try source.read(into: chunk)
        if count == 0 { break }
        detector.feed(UnsafeBufferPointer(rebasing: chunk[..<count]))
      }
      _ = lseek(source.file, 0, SEEK_SET)
      return (source, detector.encoding)
    }
    var all: [UInt8] = []
    while true {
      let count = try source.read(into: chunk)
      if count == 0 { break }
      if all.count + count > largestPipe { throw .pipeTooLarge(limit: largestPipe) }
      all.append(contentsOf: chunk[..<count])
    }
    return (ByteSource(bytes: all), TextEncoding.detect(all))
  }

  private init(path: String) throws(DelimitedTextProblem) {
    #if canImport(Glibc)
      let opened = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #elseif canImport(Musl)
      let opened = Musl.open(path, O_RDONLY | O_CLOEXEC)
    #else
      let opened = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard opened >= 0 else { throw .unreadable(path: path, code: errno) }
    file = opened
    bytes = []
    self.path = path
  }

  deinit {
    if file >= 0 { _ = close(file) }
  }

  /// Fills the front of `buffer`; 0 at the end.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(DelimitedTextProblem) -> Int {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    if file >= 0 {
      while true {
        #if canImport(Glibc)
          let count = Glibc.read(file, base, buffer.count)
        #elseif canImport(Musl)
          let count = Musl.read(file, base, buffer.count)
        #else
          let count = Darwin.read(file, base, buffer.count)
        #endif
        if count >= 0 { return count }
        if errno != EINTR { throw .unreadable(path: path, code: errno) }
      }
    }
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBufferPointer { all in
      if count > 0, let from = all.baseAddress { base.update(from: from + position, count: count) }
    }
    position += count
    return count
  }
}
