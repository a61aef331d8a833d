import CZlib

/// Why bytes could not be packed or unpacked.
public enum GzipProblem: Error, Hashable, Sendable {
  /// The bytes do not begin like gzip data.
  case notGzip
  /// The data end before the stream does.
  case truncated
  /// The data contradict themselves: a bad block, checksum or length.
  case corrupt
  /// Unpacked, the data would be larger than the limit in bytes. Nothing beyond the limit was unpacked.
  case tooLarge(limit: Int)
  /// This many bytes follow the end of the stream.
  case trailingBytes(Int)
  /// There is not enough memory.
  case outOfMemory
}

/// The gzip format (RFC 1952), by zlib. One member a stream.
public enum Gzip {
  /// Packs `bytes`.
  ///
  /// - Parameter level: 1 (fast) to 9 (small).
  /// - Throws: `outOfMemory`.
  public static func compress(_ bytes: [UInt8], level: Int = 6) throws(GzipProblem) -> [UInt8] {
    var stream = z_stream()
    let opened = deflateInit2_(
      &stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw .outOfMemory }
    defer { deflateEnd(&stream) }
    var packed: [UInt8] = []
    packed.reserveCapacity(bytes.count / 4 + 64)
    let ended = bytes.withUnsafeBufferPointer { input in
      // zlib reads through next_in and never writes there, whatever its type says.
      pump(&stream, input: UnsafeMutablePointer(mutating: input.baseAddress), count: input.count, limit: .max) {
        packed.append(contentsOf: $0)
      } step: { stream, hasAllInput in
        deflate(&stream, hasAllInput ? Z_FINISH : Z_NO_FLUSH)
      }
    }
    guard ended == .ended else { throw .outOfMemory }
    return packed
  }

  /// Unpacks `bytes`, at most `limit` bytes of them: a small file cannot fill the memory.
  ///
  /// - Throws: what is wrong with the data.
  public static func decompress(_ bytes: [UInt8], limit: Int) throws(GzipProblem) -> [UInt8] {
    guard !bytes.isEmpty else { throw .truncated }
    guard bytes[0] == 0x1F, bytes.count < 2 || bytes[1] == 0x8B else { throw .notGzip }
    var stream = z_stream()
    let opened = inflateInit2_(&stream, gzipWindow, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw .outOfMemory }
    defer { inflateEnd(&stream) }
    var unpacked: [UInt8] = []
    var left = 0
    let outcome = bytes.withUnsafeBufferPointer { input in
      pump(&stream, input: UnsafeMutablePointer(mutating: input.baseAddress), count: input.count, limit: limit) {
        unpacked.append(contentsOf: $0)
      } step: { stream, _ in
        inflate(&stream, Z_NO_FLUSH)
      } unread: {
        left = $0
      }
    }
    switch outcome {
    case .ended where left > 0: throw .trailingBytes(left)
    case .ended: return unpacked
    case .starved: throw .truncated
    case .overLimit: throw .tooLarge(limit: limit)
    case .failed(Z_MEM_ERROR): throw .outOfMemory
    case .failed: throw .corrupt
    }
  }

  /// 15 bits of window, and 16 for gzip's header and trailer instead of zlib's.
  private static let gzipWindow: Int32 = 15 + 16

  private enum Outcome: Equatable {
    case ended, starved, overLimit
    case failed(Int32)
  }

  /// Runs `step` until the stream ends, with the input in pieces that fit zlib's 32-bit counters.
  private static func pump(
    _ stream: inout z_stream, input: UnsafeMutablePointer<UInt8>?, count: Int, limit: Int,
    take: (UnsafeBufferPointer<UInt8>) -> Void, step: (inout z_stream, Bool) -> Int32, unread: (Int) -> Void = { _ in }
  ) -> Outcome {
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { chunk.deallocate() }
    var offset = 0
    var made = 0
    while true {
      let piece = min(count - offset, 1 << 30)
      stream.next_in = input.map { $0 + offset }
      stream.avail_in = UInt32(piece)
      stream.next_out = chunk.baseAddress
      stream.avail_out = UInt32(chunk.count)
      let code = step(&stream, offset + piece == count)
      let used = piece - Int(stream.avail_in)
      let produced = chunk.count - Int(stream.avail_out)
      offset += used
      if produced > limit - made { return .overLimit }
      made += produced
      take(UnsafeBufferPointer(rebasing: chunk[..<produced]))
      switch code {
      case Z_STREAM_END:
        unread(count - offset)
        return .ended
      case Z_OK, Z_BUF_ERROR:
        if used == 0 && produced == 0 { return .starved }
      default: return .failed(code)
      }
    }
  }
}
