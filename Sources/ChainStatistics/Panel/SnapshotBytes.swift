/// Writes numbers and columns one after the other, each column preceded by its length in bytes and padded to 8.
struct SnapshotWriter {
  private var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func put(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The machines that we run on are little-endian; on another the header's magic would not be found, and the panel would
  /// be made again.
  mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(_ column: [Number]) {
    put(UInt64(column.count * MemoryLayout<Number>.stride))
    column.withUnsafeBytes { bytes.append(contentsOf: $0) }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  /// Fills in length and checksum.
  mutating func finish() -> [UInt8] {
    let length = UInt64(bytes.count)
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: length.littleEndian, toByteOffset: 16, as: UInt64.self)
      let sum = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[PanelSnapshot.headerSize...]))
      bytes.storeBytes(of: sum.littleEndian, toByteOffset: 24, as: UInt64.self)
    }
    return bytes
  }
}

/// Reads what `SnapshotWriter` wrote and never beyond the end.
struct SnapshotReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func word() throws(PanelSnapshotError) -> UInt64 {
    guard bytes.count - place >= 8 else { throw .inconsistent("length") }
    defer { place += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  mutating func column<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, count: Int? = nil
  ) throws(PanelSnapshotError) -> [Number] {
    let length = try word()
    guard length <= UInt64(bytes.count - place), Int(length) % MemoryLayout<Number>.stride == 0 else {
      throw .inconsistent("length")
    }
    let elements = Int(length) / MemoryLayout<Number>.stride
    if let count, count != elements { throw .inconsistent("count") }
    let source = UnsafeRawBufferPointer(rebasing: bytes[place..<place + Int(length)])
    place = min(place + (Int(length) + 7) / 8 * 8, bytes.count)
    return [Number](unsafeUninitializedCapacity: elements) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      filled = elements
    }
  }
}
