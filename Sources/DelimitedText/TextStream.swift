#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A source of bytes in some encoding, read as valid UTF-8 without a byte order mark.
struct TextStream {
  private let source: ByteSource
  private let encoding: TextEncoding
  private let converter: Converter?
  /// Bytes read and not yet converted: at most one incomplete character after a conversion.
  private var pending: [UInt8] = []
  private var isAtEnd = false
  private var isFirst = true
  /// Lines passed on so far, for naming where text stops being text.
  private var line = 1

  init(source: ByteSource, encoding: TextEncoding) throws(DelimitedTextProblem) {
    self.source = source
    self.encoding = encoding
    converter = encoding == .utf8 ? nil : try Converter(from: encoding)
  }

  /// Fills the front of `buffer` (64 bytes at least) with whole characters; 0 at the end.
  mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(DelimitedTextProblem) -> Int {
    while true {
      var count = converter == nil ? try readUTF8(into: buffer) : try convert(into: buffer)
      if count == 0 { return 0 }
      if isFirst {
        isFirst = false
        if buffer[..<count].starts(with: [0xEF, 0xBB, 0xBF]), let base = buffer.baseAddress {
          count -= 3
          base.update(from: base + 3, count: count)
          if count == 0 { continue }
        }
      }
      for byte in buffer[..<count] where byte == UInt8(ascii: "\n") { line &+= 1 }
      return count
    }
  }

  private mutating func readUTF8(
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(DelimitedTextProblem) -> Int {
    var filled = pending.count
    for (offset, byte) in pending.enumerated() { buffer[offset] = byte }
    pending.removeAll(keepingCapacity: true)
    while true {
      let count = try source.read(into: UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
      filled += count
      let (valid, verdict) = UTF8Check.prefix(UnsafeBufferPointer(rebasing: buffer[..<filled]))
      switch verdict {
      case .complete: return filled
      case .invalid: throw .notText(encoding: encoding, line: line + newlines(in: buffer[..<valid]))
      case .cutOff:
        if count == 0 { throw .cutOffCharacter(line: line + newlines(in: buffer[..<valid])) }
        if valid == 0 { continue }
        pending.append(contentsOf: buffer[valid..<filled])
        return valid
      }
    }
  }

  private mutating func convert(
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(DelimitedTextProblem) -> Int {
    while true {
      if pending.count < 64, !isAtEnd { try fillPending() }
      if pending.isEmpty { return 0 }
      guard let converter else { return 0 }
      let (used, made, outcome) = converter.convert(pending, into: buffer)
      pending.removeFirst(used)
      if made > 0 { return made }
      switch outcome {
      case .invalid: throw .notText(encoding: encoding, line: line)
      case .cutOff where isAtEnd: throw .cutOffCharacter(line: line)
      case .cutOff, .done: continue
      }
    }
  }

  private mutating func fillPending() throws(DelimitedTextProblem) {
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 15)
    defer { chunk.deallocate() }
    let count = try source.read(into: chunk)
    if count == 0 { isAtEnd = true }
    pending.append(contentsOf: chunk[..<count])
  }

  private func newlines(in bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) -> Int {
    bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }
}

/// The C library's converter between encodings, closed with its owner.
private final class Converter {
  enum Outcome {
    case done, cutOff, invalid
  }

  private let handle: iconv_t

  init(from encoding: TextEncoding) throws(DelimitedTextProblem) {
    let opened: iconv_t? = iconv_open("UTF-8", encoding.rawValue)
    // iconv_open answers (iconv_t)-1 on failure.
    guard let opened, Int(bitPattern: opened) != -1 else { throw .encodingUnavailable(encoding) }
    handle = opened
  }

  deinit { _ = iconv_close(handle) }

  /// Converts as much as fits; `used` bytes of the input became `made` bytes of the output.
  func convert(
    _ input: [UInt8], into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (used: Int, made: Int, outcome: Outcome) {
    var input = input
    return input.withUnsafeMutableBytes { bytes in
      var from = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      var fromLeft = bytes.count
      var to = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var toLeft = output.count
      let result = iconv(handle, &from, &fromLeft, &to, &toLeft)
      let used = bytes.count - fromLeft
      let made = output.count - toLeft
      if result != Int.max, Int(bitPattern: UInt(bitPattern: result)) != -1 { return (used, made, .done) }
      return (used, made, errno == EILSEQ ? .invalid : errno == EINVAL ? .cutOff : .done)
    }
  }
}
