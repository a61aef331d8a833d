#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum FileBytes {
  /// The first bytes of a file, `limit` of them at most; a file with more than that is too large where `isWhole`.
  static func read(_ path: String, limit: Int, isWhole: Bool) throws(BillProblem) -> [UInt8] {
    guard let file = fopen(path, "rbe") else { throw .unreadable(code: errno) }
    defer { fclose(file) }
    var out: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit + 1, 1 << 16))
    while out.count <= limit {
      let count = fread(&chunk, 1, min(chunk.count, limit + 1 - out.count), file)
      if count == 0 {
        if ferror(file) != 0 { throw .unreadable(code: errno) }
        break
      }
      out.append(contentsOf: chunk[..<count])
    }
    if out.count > limit {
      if isWhole { throw .tooLarge(limit: limit) }
      out.removeLast(out.count - limit)
    }
    return out
  }
}
