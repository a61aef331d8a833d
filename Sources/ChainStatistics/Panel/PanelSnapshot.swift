import SnackChain

/// A panel as bytes, in sections that are checked one by one when they are read: a question about one month reads that
/// month and no other.
///
/// The header: the 8 bytes `TBPANEL` and a zero, the format (4 bytes), 4 bytes of zero, the length of it all (8 bytes) and
/// the XXH64 of the directory that follows (8 bytes). The directory says what the panel covers and gives length and
/// XXH64 of each section; see ``SnapshotLayout``. Numbers are little-endian.
public enum PanelSnapshot {
  /// The version of the layout that this program reads and writes.
  public static let format: UInt32 = 2
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
    var columns: SnapshotColumns = []
    if !takeaway.isEmpty { columns.insert(.takeaway) }
    if !commission.isEmpty { columns.insert(.commission) }
    if !received.isEmpty { columns.insert(.received) }
    var writer = SnapshotWriter(
      SnapshotLayout.Size(
        dataVersion: dataVersion, months: months, stores: storeCount, columns: columns),
      capacity: months.count * stride * (9 + columns.rawValue.nonzeroBitCount * 4) + storeCount * 64 + 4096)
    for part in RegisterPart.allCases { writer.section { $0.put(register, part) } }
    for month in 0..<months.count {
      writer.section { writer in
        for bits in [due, counted, stray, usable] { writer.raw(bits.month(month)) }
        for bits in programme.all { writer.raw(bits.month(month)) }
      }
      writer.section { $0.narrowed(turnover[month]) }
      writer.section { $0.raw(openDays[month][...]) }
      if columns.contains(.takeaway) { writer.section { $0.narrowed(takeaway[month]) } }
      if columns.contains(.commission) { writer.section { $0.narrowed(commission[month]) } }
      if columns.contains(.received) { writer.section { $0.raw(received[month][...]) } }
    }
    return writer.finish()
  }

  /// Reads a panel from the bytes of `snapshot()`, which may be a mapped file: they are copied.
  ///
  /// - Throws: `PanelSnapshotError`. Nothing that fails a check becomes a panel.
  public init(snapshot bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) {
    let view = try PanelSnapshotView(bytes)
    let layout = view.layout
    var bits = PanelBits(months: layout.months.count, wordsPerMonth: layout.stride / 64)
    for month in 0..<layout.months.count { try view.append(month: month, to: &bits) }
    let columns = (
      turnover: try view.amounts(.turnover), openDays: try view.openDays(),
      takeaway: try view.amounts(.takeaway, layout.columns.contains(.takeaway)),
      commission: try view.amounts(.commission, layout.columns.contains(.commission)),
      received: try view.received()
    )
    self.init(
      register: try view.register(RegisterPart.allCases), months: layout.months, dataVersion: layout.dataVersion,
      columns: (columns.turnover, columns.openDays), bits: bits)
    (takeaway, commission, received) = (columns.takeaway, columns.commission, columns.received)
  }
}
