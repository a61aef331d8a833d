import SnackChain

extension TurnoverPanel {
  /// Makes a panel of columns that were read, whose bits are still to be worked out.
  init(
    register: PanelRegister, months: ClosedRange<YearMonth>, dataVersion: Int64,
    columns: (turnover: [Int64], openDays: [UInt8])
  ) {
    self.register = register
    self.months = months
    self.dataVersion = dataVersion
    stride = (register.count + 63) / 64 * 64
    (turnover, openDays) = columns
    let none = MonthBits(months: months.count, wordsPerMonth: stride / 64)
    (counted, stray, usable) = (none, none, none)
    due = Self.dueBits(register, months: months)
    programme = ProgrammeBits(register, months: months, wordsPerMonth: stride / 64)
  }

  /// Checks every cell of columns that were read, and works out who is counted and comparable.
  mutating func workOutBits() throws(PanelSnapshotError) {
    let cells = stride * months.count
    guard turnover.count == cells, openDays.count == cells else { throw .inconsistent("columns") }
    for column in [takeaway, commission] where !column.isEmpty {
      guard column.count == cells, column.allSatisfy({ $0 >= -1 && $0 <= Money.largestMonthlyFigure.fen }) else {
        throw .inconsistent("platforms")
      }
    }
    guard received.isEmpty || received.count == cells else { throw .inconsistent("receipts") }
    guard openDays.allSatisfy({ $0 <= 100 }) else { throw .inconsistent("open days") }
    let most = Money.largestMonthlyFigure.fen
    var sound = true
    turnover.withUnsafeBufferPointer { turnover in
      openDays.withUnsafeBufferPointer { openDays in
        for word in due.words.indices {
          var (counted, stray, usable): (UInt64, UInt64, UInt64) = (0, 0, 0)
          // From the last row to the first, so that each bit is shifted to its place.
          for cell in (word * 64..<word * 64 + 64).reversed() {
            let fen = turnover[cell]
            sound = sound && fen <= most && fen >= -2 - most
            counted = counted << 1 | (fen >= 0 ? 1 : 0)
            stray = stray << 1 | (fen < Self.noReport ? 1 : 0)
            usable = usable << 1 | (fen > 0 && openDays[cell] > UInt8(Self.usualMinOpenDays) ? 1 : 0)
          }
          // Padding has no due bit and must have no report.
          sound = sound && counted & ~due.words[word] == 0 && stray & due.words[word] == 0
          self.counted.words[word] = counted
          self.stray.words[word] = stray
          self.usable.words[word] = usable
        }
      }
    }
    let padding = WordRange(storeCount..<stride)
    for month in 0..<months.count {
      for word in padding.words where stray.words[month * (stride / 64) + word] & padding.mask(word) != 0 {
        sound = false
      }
    }
    guard sound else { throw .inconsistent("cells") }
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
