import SnackChain

/// All that a panel keeps as one bit for each store and month.
struct PanelBits: Sendable {
  /// How many sets there are.
  static let sets = 8
  var due: MonthBits
  var counted: MonthBits
  var stray: MonthBits
  var usable: MonthBits
  var programme: ProgrammeBits

  /// No bit is set.
  init(months: Int, wordsPerMonth: Int) {
    let none = MonthBits(months: months, wordsPerMonth: wordsPerMonth)
    (due, counted, stray, usable) = (none, none, none, none)
    programme = ProgrammeBits(none)
  }

  /// The sets in the order in which a snapshot has them.
  subscript(set: Int) -> MonthBits {
    _read {
      switch set {
      case 0: yield due
      case 1: yield counted
      case 2: yield stray
      case 3: yield usable
      default: yield programme[set - 4]
      }
    }
    _modify {
      switch set {
      case 0: yield &due
      case 1: yield &counted
      case 2: yield &stray
      case 3: yield &usable
      default: yield &programme[set - 4]
      }
    }
  }
}

extension TurnoverPanel {
  /// Makes a panel of columns that hold no report.
  init(
    register: PanelRegister, months: ClosedRange<YearMonth>, dataVersion: Int64,
    columns: (turnover: [[Int64]], openDays: [[UInt8]])
  ) {
    var bits = PanelBits(months: months.count, wordsPerMonth: (register.count + 63) / 64)
    bits.due = Self.dueBits(register, months: months)
    bits.programme = ProgrammeBits(register, months: months, wordsPerMonth: (register.count + 63) / 64)
    self.init(register: register, months: months, dataVersion: dataVersion, columns: columns, bits: bits)
  }

  /// Makes a panel of columns that were read, with their bits.
  init(
    register: PanelRegister, months: ClosedRange<YearMonth>, dataVersion: Int64,
    columns: (turnover: [[Int64]], openDays: [[UInt8]]), bits: PanelBits
  ) {
    self.register = register
    self.months = months
    self.dataVersion = dataVersion
    stride = (register.count + 63) / 64 * 64
    (turnover, openDays) = columns
    (due, counted, stray, usable) = (bits.due, bits.counted, bits.stray, bits.usable)
    programme = bits.programme
  }

  /// Who was due in each month.
  static func dueBits(_ register: PanelRegister, months: ClosedRange<YearMonth>) -> MonthBits {
    let words = (register.count + 63) / 64
    var bits = MonthBits(months: months.count, wordsPerMonth: words)
    for (index, month) in months.enumerated() {
      let (first, last) = (month.firstDay.number, month.lastDay.number)
      for word in 0..<words {
        var due: UInt64 = 0
        for row in (word * 64..<min(word * 64 + 64, register.count)).reversed() {
          due = due << 1 | (register.opened[row] <= last && register.closed[row] >= first ? 1 : 0)
        }
        bits.words[index * words + word] = due
      }
    }
    return bits
  }
}
