import SnackChain

/// A panel as bytes: a header of 32 bytes, then what the panel cannot work out by itself.
///
/// The header: the 8 bytes `TBPANEL` and a zero, the format (4 bytes), 4 bytes of zero, the length of it all (8 bytes) and
/// the XXH64 of all that follows the header (8 bytes). Numbers are little-endian. Bits that follow from the columns (who was
/// due, who is counted, who is in which arm) are not kept but worked out again.
public enum PanelSnapshot {
  /// The version of the layout that this program reads and writes.
  public static let format: UInt32 = 1
  static let magic: UInt64 = 0x004C_454E_4150_4254
  static let headerSize = 32

  /// The data version of a snapshot, read from its first bytes without checking the rest: good for telling whether it is
  /// worth loading, for nothing else.
  ///
  /// - Throws: `PanelSnapshotError` if it is no snapshot, of another format, or shorter than it says.
  public static func dataVersion(of bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) -> Int64 {
    try checkHeader(bytes)
    return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: headerSize, as: Int64.self))
  }

  /// Checks all that the header says, but not the checksum.
  static func checkHeader(_ bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) {
    guard bytes.count >= 8, UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) == magic else {
      throw .notASnapshot
    }
    guard bytes.count >= headerSize + 8 else { throw .torn(expected: headerSize + 8, found: bytes.count) }
    let format = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard format == Self.format else { throw .unknownFormat(format) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    guard length == UInt64(bytes.count) else { throw .torn(expected: Int(clamping: length), found: bytes.count) }
  }

  static func checksum(in bytes: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
  }
}

/// Why bytes are no panel. Whatever it is, the panel is made again from the ledger.
public enum PanelSnapshotError: Error, Hashable, Sendable {
  /// The first bytes are not those of a snapshot.
  case notASnapshot
  /// A layout that this program does not know.
  case unknownFormat(UInt32)
  /// Fewer or more bytes than the snapshot says that it has.
  case torn(expected: Int, found: Int)
  /// Bytes have changed since it was written.
  case wrongChecksum
  /// The bytes are as they were written, but make no panel; the word says which part.
  case inconsistent(String)
}

extension TurnoverPanel {
  /// The panel as bytes.
  public func snapshot() -> [UInt8] {
    var writer = SnapshotWriter(capacity: turnover.count * 9 + storeCount * 64 + 4096)
    writer.put(PanelSnapshot.magic)
    writer.put(UInt64(PanelSnapshot.format))
    writer.put(UInt64(0))
    writer.put(UInt64(0))
    writer.put(UInt64(bitPattern: dataVersion))
    writer.put(UInt64(UInt32(bitPattern: months.lowerBound.index)))
    writer.put(UInt64(months.count))
    writer.put(UInt64(storeCount))
    writer.put(register)
    writer.put(turnover)
    writer.put(openDays)
    writer.put(takeaway)
    writer.put(commission)
    writer.put(received)
    return writer.finish()
  }

  /// Reads a panel from the bytes of `snapshot()`, which may be a mapped file: they are copied.
  ///
  /// - Throws: `PanelSnapshotError`. Nothing that fails a check becomes a panel.
  public init(snapshot bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) {
    try PanelSnapshot.checkHeader(bytes)
    let payload = UnsafeRawBufferPointer(rebasing: bytes[PanelSnapshot.headerSize...])
    guard XXH64.hash(payload) == PanelSnapshot.checksum(in: bytes) else { throw .wrongChecksum }
    var reader = SnapshotReader(payload)
    let version = Int64(bitPattern: try reader.word())
    let (first, count, stores) = (try reader.word(), try reader.word(), try reader.word())
    let firstIndex = Int32(truncatingIfNeeded: first)
    guard let start = YearMonth(year: Int(firstIndex) / 12, month: Int(firstIndex) % 12 + 1), count > 0,
      count <= 12 * UInt64(YearMonth.years.count), stores <= UInt64(Self.mostCells) / count,
      let end = YearMonth(
        year: start.adding(months: Int(count) - 1).year, month: start.adding(months: Int(count) - 1).month)
    else { throw .inconsistent("size") }
    let register = try reader.register(stores: Int(stores), months: Int(count))
    self.init(
      register: register, months: start...end, dataVersion: version,
      columns: (
        turnover: try reader.column(Int64.self), openDays: try reader.column(UInt8.self)
      ))
    takeaway = try reader.column(Int64.self)
    commission = try reader.column(Int64.self)
    received = try reader.column(Int32.self)
    guard reader.isAtEnd else { throw .inconsistent("end") }
    try workOutBits()
  }
}
