import SnackChain

/// A snapshot that is read section by section, for questions that need a part of it only.
///
/// Valid as long as its bytes are.
public struct PanelSnapshotView {
  let layout: SnapshotLayout
  private let bytes: UnsafeRawBufferPointer

  /// Reads header and directory; the sections are checked when they are needed.
  ///
  /// - Throws: `PanelSnapshotError`.
  public init(_ bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) {
    layout = try SnapshotLayout(bytes)
    self.bytes = bytes
  }

  /// The months that the panel covers.
  public var months: ClosedRange<YearMonth> { layout.months }
  /// The position of the change feed up to which the panel has followed the ledger.
  public var dataVersion: Int64 { layout.dataVersion }

  /// Some parts of the register; the others are empty.
  func register(_ parts: some Sequence<RegisterPart>) throws(PanelSnapshotError) -> PanelRegister {
    var register = PanelRegister()
    for part in parts {
      var reader = SnapshotReader(try layout.section(part, of: bytes))
      try reader.read(part, into: &register, stores: layout.stores, months: layout.months.count)
      guard reader.isAtEnd else { throw .inconsistent("end") }
    }
    return register
  }

  /// Adds the bits of a month, of the first `sets` only.
  func append(
    month: Int, to bits: inout PanelBits, sets: Int = PanelBits.sets
  ) throws(PanelSnapshotError) {
    let section = try layout.section(.bits, month: month, of: bytes)
    let words = layout.stride / 64
    guard section.count == words * 8 * PanelBits.sets else { throw .inconsistent("bits") }
    let padding = WordRange(layout.stores..<layout.stride)
    for set in 0..<sets {
      let source = UnsafeRawBufferPointer(rebasing: section[set * words * 8..<(set + 1) * words * 8])
      for word in padding.words {
        // A bit beyond the last store would lead beyond the columns of the register.
        let value = source.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
        if value & padding.mask(word) != 0 { throw .inconsistent("bits") }
      }
      bits[set].words.withUnsafeMutableBytes { target in
        UnsafeMutableRawBufferPointer(rebasing: target[month * words * 8..<(month + 1) * words * 8]).copyMemory(
          from: source)
      }
    }
  }

  /// Reads the amounts of a month into `cells`, of which there is room for one column.
  func read(
    _ part: MonthPart, month: Int, into cells: UnsafeMutablePointer<Int64>
  ) throws(PanelSnapshotError) {
    let section = try layout.section(part, month: month, of: bytes)
    let most = Money.largestMonthlyFigure.fen
    if section.count == layout.stride * 4 {
      for row in 0..<layout.stride {
        cells[row] = Int64(section.loadUnaligned(fromByteOffset: row * 4, as: Int32.self))
      }
    } else if section.count == layout.stride * 8 {
      var isSound = true
      for row in 0..<layout.stride {
        let cell = section.loadUnaligned(fromByteOffset: row * 8, as: Int64.self)
        isSound = isSound && cell <= most && cell >= -2 - most
        cells[row] = cell
      }
      guard isSound else { throw .inconsistent("cells") }
    } else {
      throw .inconsistent("columns")
    }
  }

  /// Reads the small numbers of a month, open days or minutes of arrival, into `cells`.
  func read<Number: FixedWidthInteger & BitwiseCopyable>(
    _ part: MonthPart, month: Int, into cells: UnsafeMutablePointer<Number>
  ) throws(PanelSnapshotError) {
    let section = try layout.section(part, month: month, of: bytes)
    guard section.count == layout.stride * MemoryLayout<Number>.stride else { throw .inconsistent("columns") }
    // The machines that we run on are little-endian; on another the header's magic would not be found, and the panel
    // would be made again.
    UnsafeMutableRawBufferPointer(start: cells, count: section.count).copyMemory(from: section)
  }

  /// The amounts of all months, or nothing where the snapshot does not have them.
  func amounts(_ part: MonthPart, _ isThere: Bool = true) throws(PanelSnapshotError) -> [[Int64]] {
    try column(isThere) { (month, cells: UnsafeMutablePointer<Int64>) throws(PanelSnapshotError) in
      try read(part, month: month, into: cells)
    }
  }

  /// Open days and one of all months.
  func openDays() throws(PanelSnapshotError) -> [[UInt8]] {
    let days = try column { (month, cells: UnsafeMutablePointer<UInt8>) throws(PanelSnapshotError) in
      try read(.openDays, month: month, into: cells)
    }
    guard days.allSatisfy({ $0.allSatisfy { $0 <= 100 } }) else { throw .inconsistent("open days") }
    return days
  }

  /// Minutes of arrival of all months, or nothing where none is known.
  func received() throws(PanelSnapshotError) -> [[Int32]] {
    try column(layout.columns.contains(.received)) {
      (month, cells: UnsafeMutablePointer<Int32>) throws(PanelSnapshotError) in
      try read(.received, month: month, into: cells)
    }
  }

  private func column<Number: FixedWidthInteger & BitwiseCopyable>(
    _ isThere: Bool = true, read: (Int, UnsafeMutablePointer<Number>) throws(PanelSnapshotError) -> Void
  ) throws(PanelSnapshotError) -> [[Number]] {
    guard isThere else { return [] }
    var failure: PanelSnapshotError?
    var column: [[Number]] = []
    for month in 0..<layout.months.count {
      column.append(
        [Number](unsafeUninitializedCapacity: layout.stride) { buffer, filled in
          guard layout.stride > 0, let start = buffer.baseAddress else { return }
          do throws(PanelSnapshotError) {
            try read(month, start)
            filled = layout.stride
          } catch {
            failure = error
          }
        })
      if let failure { throw failure }
    }
    return column
  }
}
