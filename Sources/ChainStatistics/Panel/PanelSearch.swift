import SnackChain

extension TurnoverPanel {
  /// The standing of the store in a row on a day.
  public func standing(ofRow row: Int, on day: CalendarDay) -> Standing {
    let events = register.standings
    // Of several that hold on the day the one recorded last counts, as in `DatedFacts`.
    for entry in events.entries(row).reversed() where events.from[entry] <= day.number {
      if events.until[entry] > day.number, Standing.allCases.indices.contains(Int(events.keys[entry])) {
        return Standing.allCases[Int(events.keys[entry])]
      }
    }
    return .outside
  }

  /// Whether code or name of the store in a row holds a text, which is given as UTF-8 with its ASCII letters lowered.
  public func matches(row: Int, lowered text: [UInt8]) -> Bool {
    register.codes.contains(text, row: row) || register.names.contains(text, row: row)
  }

  /// Whether there is a report of a month in which the store was due.
  public func isCounted(row: Int, in month: YearMonth) -> Bool {
    index(of: month).map { counted.contains(row, month: $0) } ?? false
  }

  /// When HQ first had a report of the store for a month, to the minute, or `nil` where that is not known.
  public func firstReceived(row: Int, in month: YearMonth) -> Timestamp? {
    guard !received.isEmpty, let index = index(of: month) else { return nil }
    let minutes = received[index][row]
    return minutes == .min ? nil : Timestamp(milliseconds: Int64(minutes) * 60_000)
  }

  /// The day on which the store in a row opened, or `nil` where it always traded.
  public func opened(ofRow row: Int) -> CalendarDay? {
    register.opened[row] == PanelRegister.always ? nil : CalendarDay(number: register.opened[row])
  }

  /// The first day on which the store in a row no longer traded, or `nil` while it trades.
  public func closed(ofRow row: Int) -> CalendarDay? {
    register.closed[row] == PanelRegister.still ? nil : CalendarDay(number: register.closed[row])
  }
}

extension TextColumn {
  /// Whether the text of a row holds another one, without regard to the case of ASCII letters.
  func contains(_ wanted: [UInt8], row: Int) -> Bool {
    guard let first = wanted.first else { return true }
    let range = (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
    guard range.count >= wanted.count else { return false }
    return utf8.withUnsafeBufferPointer { bytes in
      func lowered(_ place: Int) -> UInt8 {
        let byte = bytes[place]
        return byte >= 65 && byte <= 90 ? byte + 32 : byte
      }
      for start in range.lowerBound...(range.upperBound - wanted.count) where lowered(start) == first {
        var length = 1
        while length < wanted.count, lowered(start + length) == wanted[length] { length += 1 }
        if length == wanted.count { return true }
      }
      return false
    }
  }
}
