import SnackChain

/// The stores of a panel as columns, sorted by region and then by code, so that each province, city and county is one
/// range of rows. Days are numbers of `CalendarDay`.
struct PanelRegister: Hashable, Sendable {
  /// Stands for "always" in `opened` and `since`.
  static let always = Int32.min
  /// Stands for "still" in `closed` and in the end of a certificate.
  static let still = Int32.max
  /// Stands for "none" in the columns of tiers and forms.
  static let none: UInt8 = 255

  /// The region that each row is sorted by: the one it stood in for most months of the panel.
  var regions: [Int32] = []
  /// Months in which a store stood in another region than the one it is sorted by, sorted by month, then row.
  var moved: [MovedMonth] = []
  /// The tier held for most months, as an index into `Tier.allCases`.
  var tiers: [UInt8] = []
  /// Months in which a store was in another tier, sorted by month, then row.
  var otherTiers: [MovedMonth] = []
  var forms: [UInt8] = []
  var opened: [Int32] = []
  var closed: [Int32] = []
  /// First day of the present owner; the day of opening where that is all that is known.
  var since: [Int32] = []
  var codes = TextColumn()
  var names = TextColumn()
  /// The rows in the order of their codes.
  var byCode: [UInt32] = []
  var certificates = DatedColumn()
  /// Each event's `key` is an index into `Standing.allCases`.
  var standings = DatedColumn()

  var count: Int { regions.count }

  /// The row of a code, by binary search.
  func row(of code: StoreCode) -> Int? {
    let wanted = Array(code.description.utf8)
    var range = byCode.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let row = Int(byCode[middle])
      if codes.bytes(row).elementsEqual(wanted) { return row }
      if codes.bytes(row).lexicographicallyPrecedes(wanted) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return nil
  }

  /// The region of a row in a month, by index of the month.
  func region(of row: Int, month: Int) -> Int32 {
    moved.value(of: row, month: month) ?? regions[row]
  }
}

/// What a store was in one month when that differs from its usual: `value` is a region or an index of a tier.
struct MovedMonth: Hashable, Sendable {
  var month: UInt32
  var row: UInt32
  var value: Int32
}

extension [MovedMonth] {
  /// The entries of one month.
  func of(month: Int) -> ArraySlice<MovedMonth> {
    guard !isEmpty else { return self[0..<0] }
    return self[lowerBound(month: month, row: 0)..<lowerBound(month: month + 1, row: 0)]
  }

  func value(of row: Int, month: Int) -> Int32? {
    guard !isEmpty else { return nil }
    let place = lowerBound(month: month, row: row)
    guard place < count, self[place].month == month, self[place].row == row else { return nil }
    return self[place].value
  }

  private func lowerBound(month: Int, row: Int) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let entry = self[middle]
      if (Int(entry.month), Int(entry.row)) < (month, row) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}

/// A text for each row, all in one run of UTF-8.
struct TextColumn: Hashable, Sendable {
  var ends: [UInt32] = []
  var utf8: [UInt8] = []

  mutating func append(_ text: String) {
    utf8.append(contentsOf: text.utf8)
    ends.append(UInt32(utf8.count))
  }

  func bytes(_ row: Int) -> ArraySlice<UInt8> {
    utf8[(row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])]
  }

  func text(_ row: Int) -> String { String(decoding: bytes(row), as: UTF8.self) }
}

/// Any number of dated entries for each row: days from which to which, and what held.
struct DatedColumn: Hashable, Sendable {
  var ends: [UInt32] = []
  var from: [Int32] = []
  var until: [Int32] = []
  var keys: [UInt8] = []

  mutating func append(from day: Int32, until end: Int32, key: UInt8) {
    from.append(day)
    until.append(end)
    keys.append(key)
  }

  mutating func endRow() { ends.append(UInt32(from.count)) }

  @inline(__always)
  func entries(_ row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }
}
