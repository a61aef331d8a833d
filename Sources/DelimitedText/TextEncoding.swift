/// How the characters of a file are written as bytes.
public enum TextEncoding: String, Hashable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first, as its byte order mark says.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first, as its byte order mark says.
  case utf16BigEndian = "UTF-16BE"
  /// GB18030, which contains GBK and GB2312: what Chinese Excel and Alipay write.
  case gb18030 = "GB18030"

  /// The encoding of `bytes` as a whole: by byte order mark, then UTF-8 where it is valid, otherwise GB18030.
  ///
  /// UTF-8 cut off within its last character still counts as UTF-8, so that the reader can name what is wrong.
  public static func detect(_ bytes: [UInt8]) -> TextEncoding {
    bytes.withUnsafeBufferPointer { buffer in
      var detector = EncodingDetector()
      detector.feed(buffer)
      return detector.encoding
    }
  }

  /// The text of `bytes` as UTF-8 without a byte order mark.
  ///
  /// - Parameter encoding: the encoding, or `nil` to detect it.
  /// - Throws: `notText`, `cutOffCharacter` or `encodingUnavailable`.
  public static func utf8(of bytes: [UInt8], encoding: TextEncoding? = nil) throws(DelimitedTextProblem) -> [UInt8] {
    let encoding = encoding ?? detect(bytes)
    var stream = try TextStream(source: ByteSource(bytes: bytes), encoding: encoding)
    var out: [UInt8] = []
    out.reserveCapacity(encoding == .utf8 ? bytes.count : bytes.count * 3 / 2)
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { chunk.deallocate() }
    while true {
      let count = try stream.read(into: chunk)
      if count == 0 { return out }
      out.append(contentsOf: chunk[..<count])
    }
  }
}

/// Decides on an encoding from the bytes of a whole file, seen a chunk at a time.
struct EncodingDetector {
  private var marked: TextEncoding?
  private var isFirst = true
  private var isUTF8 = true
  private var tail: [UInt8] = []

  /// Whether more bytes could change the answer.
  var isUndecided: Bool { marked == nil && isUTF8 }
  /// The answer for the bytes seen so far.
  var encoding: TextEncoding { marked ?? (isUTF8 ? .utf8 : .gb18030) }

  mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>) {
    if isFirst, !chunk.isEmpty {
      isFirst = false
      if chunk.starts(with: [0xFF, 0xFE]) { marked = .utf16LittleEndian }
      if chunk.starts(with: [0xFE, 0xFF]) { marked = .utf16BigEndian }
      if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { marked = .utf8 }
    }
    guard isUndecided else { return }
    var rest = chunk[...]
    while !tail.isEmpty, isUTF8, let byte = rest.popFirst() {
      tail.append(byte)
      let (valid, verdict) = tail.withUnsafeBufferPointer(UTF8Check.prefix)
      if verdict == .invalid { isUTF8 = false }
      if valid == tail.count { tail.removeAll(keepingCapacity: true) }
    }
    guard isUTF8, !rest.isEmpty else { return }
    let (valid, verdict) = UTF8Check.prefix(UnsafeBufferPointer(rebasing: rest))
    if verdict == .invalid { isUTF8 = false }
    if verdict == .cutOff { tail = Array(rest.dropFirst(valid)) }
  }
}
