/// Puts the cells of one row together.
struct RowBuilder {
  /// The shared texts, one after another, and where each ends.
  let strings: [UInt8]
  let ends: [Int]
  let isDate: [Bool]
  let countsFrom1904: Bool
  let cellLimit: Int

  private(set) var cellCount = 0
  private(set) var emptyRows = 0
  private var bytes: [UInt8] = []
  private var bounds: [(lower: Int, upper: Int)] = []
  private var rowNumber = 0
  private var column = 0
  private var kind = CellKind.number
  private var style = 0
  private var value: [UInt8] = []

  private enum CellKind {
    case number, shared, text, boolean
  }

  /// Cells beyond this column are not read: no bill is that wide.
  static let widest = 512
  /// A cell holds 32,767 characters at most; what is far beyond in a damaged sheet is not kept.
  static let longestText = 1 << 18

  init(strings: [UInt8], ends: [Int], isDate: [Bool], countsFrom1904: Bool, cellLimit: Int) {
    self.strings = strings
    self.ends = ends
    self.isDate = isDate
    self.countsFrom1904 = countsFrom1904
    self.cellLimit = cellLimit
  }

  /// Whether the text of the current cell is of use.
  var wantsText: Bool { column <= Self.widest }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    if value.count < Self.longestText { value.append(contentsOf: piece) }
  }

  mutating func startRow(_ attributes: Attributes) {
    bytes.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    column = 0
    rowNumber = attributes.value("r", Self.wholeNumber).flatMap(\.self) ?? rowNumber + 1
  }

  mutating func startCell(_ attributes: Attributes) {
    value.removeAll(keepingCapacity: true)
    column = attributes.value("r", Self.columnNumber).flatMap(\.self) ?? column + 1
    style = attributes.value("s", Self.wholeNumber).flatMap(\.self) ?? 0
    kind =
      attributes.value("t") { type in
        switch type.first {
        case UInt8(ascii: "s") where type.count == 1: .shared
        case UInt8(ascii: "b"): .boolean
        case UInt8(ascii: "n"): .number
        default: .text
        }
      } ?? .number
    cellCount += 1
  }

  mutating func endCell() {
    guard column >= 1, column <= Self.widest, !value.isEmpty else { return }
    while bounds.count < column { bounds.append((bytes.count, bytes.count)) }
    let lower = bytes.count
    switch kind {
    case .text: bytes.append(contentsOf: value)
    case .boolean: bytes.append(contentsOf: value.first == UInt8(ascii: "1") ? "TRUE".utf8 : "FALSE".utf8)
    case .shared:
      let index = value.withUnsafeBufferPointer { Self.wholeNumber($0) } ?? -1
      if index >= 0, index + 1 < ends.count {
        strings.withUnsafeBufferPointer { bytes.append(contentsOf: $0[ends[index]..<ends[index + 1]]) }
      }
    case .number:
      if style >= 0, style < isDate.count, isDate[style],
        let moment = ExcelDate(serial: String(decoding: value, as: UTF8.self), countsFrom1904: countsFrom1904)
      {
        bytes.append(contentsOf: moment.text.utf8)
      } else {
        bytes.append(contentsOf: value)
      }
    }
    bounds[column - 1] = (lower, bytes.count)
  }

  /// Hands the row over; what `take` answers.
  mutating func endRow(_ take: (SheetRow) -> Bool) -> Bool {
    if bytes.isEmpty {
      emptyRows += 1
      return true
    }
    return bytes.withUnsafeBufferPointer { bytes in
      bounds.withUnsafeBufferPointer { take(SheetRow(number: rowNumber, bytes: bytes, bounds: $0)) }
    }
  }

  private static func wholeNumber(_ digits: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  /// The column of a reference such as `AB12`, from 1.
  private static func columnNumber(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var value = 0
    for byte in reference {
      guard byte >= 65, byte <= 90 else { break }
      value = value * 26 + Int(byte - 64)
      if value > 16_384 { return nil }
    }
    return value > 0 ? value : nil
  }
}
