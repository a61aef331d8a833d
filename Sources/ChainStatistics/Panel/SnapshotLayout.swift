import SnackChain

/// Columns that a snapshot has only where some report states them.
struct SnapshotColumns: OptionSet, Hashable, Sendable {
  let rawValue: UInt64
  static let takeaway = SnapshotColumns(rawValue: 1)
  static let commission = SnapshotColumns(rawValue: 2)
  static let received = SnapshotColumns(rawValue: 4)
  static let all: SnapshotColumns = [.takeaway, .commission, .received]
}

/// The parts of the register that are read apart: a rollup by province needs no names.
enum RegisterPart: Int, CaseIterable {
  /// Regions, and who moved when.
  case places
  /// Tiers, who was in another one when, and forms.
  case kinds
  /// Days of opening, closing and of the owner's beginning.
  case days
  /// Codes and names.
  case names
  case certificates
  case standings
}

/// The sections of one month in their order.
enum MonthPart: Int, CaseIterable {
  /// Eight sets of bits: due, counted, stray, usable, and those of the programme.
  case bits
  case turnover, openDays, takeaway, commission, received
}

/// Where the sections of a snapshot are and what their checksums must be.
///
/// The directory: data version, index of the first month, number of months, number of stores and ``SnapshotColumns``, 8
/// bytes each; then for each section its length and its XXH64. The sections follow one another without gaps: the parts of
/// the register, then month by month the bits and the columns. Amounts are kept in 4 bytes in months where all of them
/// fit, else in 8.
struct SnapshotLayout {
  /// What a panel covers.
  struct Size {
    var dataVersion: Int64
    var months: ClosedRange<YearMonth>
    var stores: Int
    var columns: SnapshotColumns

    /// How many sections there are.
    var sectionCount: Int {
      RegisterPart.allCases.count + months.count * (3 + columns.rawValue.nonzeroBitCount)
    }
    /// The bytes of the directory.
    var directorySize: Int { 40 + sectionCount * 16 }
  }

  let size: Size
  let stride: Int
  private let sections: [(range: Range<Int>, checksum: UInt64)]

  var dataVersion: Int64 { size.dataVersion }
  var months: ClosedRange<YearMonth> { size.months }
  var stores: Int { size.stores }
  var columns: SnapshotColumns { size.columns }

  /// Reads header and directory.
  init(_ bytes: UnsafeRawBufferPointer) throws(PanelSnapshotError) {
    try PanelSnapshot.checkHeader(bytes)
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: PanelSnapshot.headerSize + place, as: UInt64.self))
    }
    guard bytes.count >= PanelSnapshot.headerSize + 40 else { throw .inconsistent("length") }
    let (count, stores) = (word(16), word(24))
    let firstIndex = Int32(truncatingIfNeeded: word(8))
    guard let start = YearMonth(year: Int(firstIndex) / 12, month: Int(firstIndex) % 12 + 1), count > 0,
      count <= 12 * UInt64(YearMonth.years.count), stores <= UInt64(TurnoverPanel.mostCells) / count,
      let end = YearMonth(
        year: start.adding(months: Int(count) - 1).year, month: start.adding(months: Int(count) - 1).month)
    else { throw .inconsistent("size") }
    size = Size(
      dataVersion: Int64(bitPattern: word(0)), months: start...end, stores: Int(stores),
      columns: SnapshotColumns(rawValue: word(32)).intersection(.all))
    stride = (size.stores + 63) / 64 * 64
    let directory = PanelSnapshot.headerSize..<PanelSnapshot.headerSize + size.directorySize
    guard bytes.count >= directory.upperBound else { throw .inconsistent("length") }
    guard XXH64.hash(UnsafeRawBufferPointer(rebasing: bytes[directory])) == PanelSnapshot.checksum(in: bytes) else {
      throw .wrongChecksum
    }
    var sections: [(range: Range<Int>, checksum: UInt64)] = []
    sections.reserveCapacity(size.sectionCount)
    var place = directory.upperBound
    for section in 0..<size.sectionCount {
      let length = word(40 + section * 16)
      guard length <= UInt64(bytes.count - place) else { throw .inconsistent("length") }
      sections.append((place..<place + Int(length), word(48 + section * 16)))
      place += Int(length)
    }
    guard place == bytes.count else { throw .inconsistent("end") }
    self.sections = sections
  }

  /// The bytes of a part of the register, once their checksum was right.
  func section(
    _ part: RegisterPart, of bytes: UnsafeRawBufferPointer
  ) throws(PanelSnapshotError) -> UnsafeRawBufferPointer {
    try checked(sections[part.rawValue], of: bytes)
  }

  /// The bytes of a part of a month, once their checksum was right. An optional column must be there.
  func section(
    _ part: MonthPart, month: Int, of bytes: UnsafeRawBufferPointer
  ) throws(PanelSnapshotError) -> UnsafeRawBufferPointer {
    let before: Int
    switch part {
    case .bits, .turnover, .openDays, .takeaway: before = part.rawValue
    case .commission: before = 3 + (columns.contains(.takeaway) ? 1 : 0)
    case .received: before = 3 + columns.intersection([.takeaway, .commission]).rawValue.nonzeroBitCount
    }
    let perMonth = 3 + columns.rawValue.nonzeroBitCount
    return try checked(sections[RegisterPart.allCases.count + month * perMonth + before], of: bytes)
  }

  private func checked(
    _ section: (range: Range<Int>, checksum: UInt64), of bytes: UnsafeRawBufferPointer
  ) throws(PanelSnapshotError) -> UnsafeRawBufferPointer {
    let content = UnsafeRawBufferPointer(rebasing: bytes[section.range])
    guard XXH64.hash(content) == section.checksum else { throw .wrongChecksum }
    return content
  }
}
