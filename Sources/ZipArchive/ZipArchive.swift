import CZip

/// A zip archive, read by libzip. Nothing is ever written to disk, and no file is unpacked beyond a given size.
///
/// Not for use from several tasks at once.
public final class ZipArchive {
  /// A file in the archive.
  public struct Entry: Sendable {
    /// The name as it is stored: UTF-8, or GBK where a Chinese Windows made the archive.
    public let rawName: [UInt8]
    /// The size after unpacking, as the archive claims.
    public let claimedSize: UInt64
    /// The size within the archive.
    public let packedSize: UInt64
    /// Whether a password locks the file.
    public let isLocked: Bool
    fileprivate let index: UInt64
  }

  /// The most files that an archive may list.
  public static let largestCount = 10_000
  /// A file that unpacks to more than this many times its packed size is taken for a bomb, beyond the first megabytes.
  public static let largestRatio: UInt64 = 400
  /// Up to this size the ratio does not matter: an empty table packs well.
  public static let harmlessSize: UInt64 = 16 << 20

  /// The files, without folders, in the archive's order.
  public private(set) var entries: [Entry] = []
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawBufferPointer?

  /// Opens the archive at `path`.
  public convenience init(path: String) throws(ZipProblem) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else { throw Self.problem(code) }
    try self.init(archive, memory: nil)
  }

  /// Opens an archive in memory.
  public convenience init(bytes: [UInt8]) throws(ZipProblem) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error) else {
      memory.deallocate()
      throw .unreadable(code: 0)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      memory.deallocate()
      throw Self.problem(zip_error_code_zip(&error))
    }
    try self.init(archive, memory: memory)
  }

  private init(_ archive: OpaquePointer, memory: UnsafeMutableRawBufferPointer?) throws(ZipProblem) {
    self.archive = archive
    self.memory = memory
    let count = zip_get_num_entries(archive, 0)
    guard count >= 0, count <= Self.largestCount else { throw .tooManyFiles(limit: Self.largestCount) }
    for index in 0..<UInt64(count) {
      var stat = zip_stat_t()
      zip_stat_init(&stat)
      guard zip_stat_index(archive, index, 0, &stat) == 0,
        let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW))
      else { throw .damaged }
      let bytes = UnsafeBufferPointer(start: name, count: Self.length(name)).map { UInt8(bitPattern: $0) }
      if bytes.last == UInt8(ascii: "/") { continue }
      entries.append(
        Entry(
          rawName: bytes, claimedSize: stat.size, packedSize: stat.comp_size,
          isLocked: stat.encryption_method != UInt16(ZIP_EM_NONE), index: index))
    }
  }

  deinit {
    zip_discard(archive)
    memory?.deallocate()
  }

  /// Unpacks a file piece by piece, until it ends or `take` answers false.
  ///
  /// - Parameter limit: the most bytes to unpack.
  /// - Throws: `tooLarge` before anything is unpacked where the archive admits it, otherwise as soon as it shows.
  public func read(
    _ entry: Entry, limit: Int, take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(ZipProblem) {
    if entry.isLocked { throw .passwordNeeded }
    if entry.claimedSize > UInt64(limit) { throw .tooLarge(limit: limit) }
    guard let file = zip_fopen_index(archive, entry.index, 0) else {
      throw Self.problem(zip_error_code_zip(zip_get_error(archive)))
    }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { chunk.deallocate() }
    var total: UInt64 = 0
    while true {
      let count = zip_fread(file, chunk.baseAddress, UInt64(chunk.count))
      if count < 0 { throw .damaged }
      if count == 0 { return }
      total += UInt64(count)
      let isBomb = total > Self.harmlessSize && total / Self.largestRatio > entry.packedSize
      if total > UInt64(limit) || isBomb { throw .tooLarge(limit: limit) }
      if !take(UnsafeBufferPointer(rebasing: chunk[..<Int(count)])) { return }
    }
  }

  /// Unpacks a whole file.
  public func bytes(of entry: Entry, limit: Int) throws(ZipProblem) -> [UInt8] {
    var out: [UInt8] = []
    try read(entry, limit: limit) {
      out.append(contentsOf: $0)
      return true
    }
    return out
  }

  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }

  private static func problem(_ code: Int32) -> ZipProblem {
    switch code {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .passwordNeeded
    case ZIP_ER_COMPNOTSUPP: .unsupportedPacking
    case ZIP_ER_OPEN, ZIP_ER_NOENT, ZIP_ER_MEMORY: .unreadable(code: code)
    default: .damaged
    }
  }
}
