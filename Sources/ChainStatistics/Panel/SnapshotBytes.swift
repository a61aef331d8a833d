import SnackChain

/// Writes a snapshot: sections one after the other, then the directory before them.
struct SnapshotWriter {
  private var bytes: [UInt8] = []
  private var lengths: [Int] = []
  private let size: SnapshotLayout.Size

  init(_ size: SnapshotLayout.Size, capacity: Int) {
    self.size = size
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: repeatElement(0, count: PanelSnapshot.headerSize + size.directorySize))
  }

  /// Writes what `content` writes as the next section.
  mutating func section(_ content: (inout SnapshotWriter) -> Void) {
    let start = bytes.count
    content(&self)
    while bytes.count % 8 != 0 { bytes.append(0) }
    lengths.append(bytes.count - start)
  }

  /// Writes numbers as they are.
  mutating func raw<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: ArraySlice<Number>) {
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Writes amounts in 4 bytes each where all of them fit, else in 8.
  mutating func narrowed(_ amounts: [Int64]) {
    let fits = amounts.allSatisfy { Int64(Int32(truncatingIfNeeded: $0)) == $0 }
    if fits { raw(amounts.map { Int32(truncatingIfNeeded: $0) }[...]) } else { raw(amounts[...]) }
  }

  /// Writes a column preceded by its length in bytes and padded to 8.
  mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(_ column: [Number]) {
    withUnsafeBytes(of: UInt64(column.count * MemoryLayout<Number>.stride).littleEndian) {
      bytes.append(contentsOf: $0)
    }
    raw(column[...])
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  /// Fills in header and directory.
  mutating func finish() -> [UInt8] {
    let header: [UInt64] = [
      PanelSnapshot.magic, UInt64(PanelSnapshot.format), UInt64(bytes.count), 0, UInt64(bitPattern: size.dataVersion),
      UInt64(UInt32(bitPattern: size.months.lowerBound.index)), UInt64(size.months.count), UInt64(size.stores),
      size.columns.rawValue,
    ]
    var place = 0
    for word in header + lengths.flatMap({ [UInt64($0), 0] }) { put(word, at: &place) }
    return Self.sealed(bytes)
  }

  private mutating func put(_ word: UInt64, at place: inout Int) {
    withUnsafeBytes(of: word.littleEndian) { bytes.replaceSubrange(place..<place + 8, with: $0) }
    place += 8
  }

  /// The bytes with the checksums that belong to them, as far as the directory makes sense.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.withUnsafeMutableBytes { bytes in
      func word(_ place: Int) -> Int {
        Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
      let directory = PanelSnapshot.headerSize + 40
      let columns = SnapshotColumns(rawValue: UInt64(truncatingIfNeeded: word(64))).intersection(.all)
      let perMonth = 3 + columns.rawValue.nonzeroBitCount
      let (count, isLarge) = word(48).multipliedReportingOverflow(by: perMonth)
      guard !isLarge, count >= 0, count < bytes.count / 16 - 16 else { return }
      let end = directory + (count + RegisterPart.allCases.count) * 16
      var place = end
      for entry in stride(from: directory, to: end, by: 16) {
        let length = word(entry)
        guard length >= 0, length <= bytes.count - place else { break }
        let sum = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[place..<place + length]))
        bytes.storeBytes(of: sum.littleEndian, toByteOffset: entry + 8, as: UInt64.self)
        place += length
      }
      let sum = XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[PanelSnapshot.headerSize..<end]))
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

  private mutating func word() throws(PanelSnapshotError) -> UInt64 {
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
