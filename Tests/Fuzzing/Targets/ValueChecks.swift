import SnackChain

/// Values as typed: what is read must be written so that it is read again as the same.
enum ValueChecks {
  static func money(_ bytes: [UInt8]) -> String? {
    if let plain = Money.parseYuan(utf8: bytes) {
      guard Money.parseYuan(utf8: Array(plain.description.utf8)) == plain else { return "a plain amount changed" }
      guard (try? Money.parse(String(decoding: bytes, as: UTF8.self))) == plain else { return "two readings of a file" }
    }
    guard let amount = try? Money.parse(String(decoding: bytes, as: UTF8.self)) else { return nil }
    guard (try? Money.parse(amount.description)) == amount else { return "an amount changed" }
    guard (try? Money.parse(amount.grouped)) == amount else { return "an amount with separators changed" }
    return nil
  }

  static func moments(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if let month = YearMonth.parse(text), YearMonth(month.description) != month { return "a month changed" }
    if let month = YearMonth(utf8: bytes), YearMonth.parse(text) != month { return "two readings of a month" }
    if let day = CalendarDay(text) {
      guard CalendarDay(day.description) == day else { return "a day changed" }
      guard day.yearMonth.firstDay <= day, day <= day.yearMonth.lastDay else { return "a day out of its month" }
    }
    if let moment = Timestamp(text) {
      guard Timestamp(moment.description) == moment else { return "a moment changed" }
      _ = moment.dayInChina
      _ = moment.inChina
    }
    if let id = OperationID(text), OperationID(id.description) != id { return "an id changed" }
    if let store = StoreCode(text), StoreCode(store.description) != store { return "a code changed" }
    let folded = HalfWidth.folding(text)
    return HalfWidth.folding(folded) == folded ? nil : "folded twice is not folded once"
  }
}
