import Localization
import SnackChain

/// One value of a table: how people see it, how it is sorted, and how files carry it.
struct PageCell: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    /// A name, a code, a text from outside.
    case text(String)
    /// A text of ours; files get the code.
    case message(Message, code: String)
    /// A whole number.
    case integer(Int64)
    /// A number that is a name: of a version, of an entry. Nobody adds it up.
    case serial(Int64)
    /// A digest: people see how it begins.
    case digest(String)
    /// An amount to the fen.
    case money(Money)
    /// A sum: people see it in 万 and 亿, or in whole yuan; files get every fen.
    case sum(Money)
    /// What a sum has changed by: the same, with its sign.
    case difference(Money)
    /// A change: with its sign, in per cent.
    case growth(Double?)
    /// A share in per cent.
    case share(Double?)
    /// A small share, in per cent with three decimals.
    case fineShare(Double)
    /// A difference of two rates, in points.
    case points(Double?)
    /// A number with one decimal.
    case decimal(Double?)
    /// A month.
    case month(YearMonth)
    /// A day.
    case day(CalendarDay)
    /// A moment.
    case moment(Timestamp)
    /// Nothing known.
    case none
  }

  let value: Value
  /// Where the value leads.
  var address: String?

  init(_ value: Value, to address: String? = nil) {
    self.value = value
    self.address = address
  }

  static func text(_ text: String, to address: String? = nil) -> PageCell { PageCell(.text(text), to: address) }
  static func message(_ message: Message, code: String, to address: String? = nil) -> PageCell {
    PageCell(.message(message, code: code), to: address)
  }
  static func integer(_ number: Int, to address: String? = nil) -> PageCell {
    PageCell(.integer(Int64(number)), to: address)
  }
  static func serial(_ number: Int64, to address: String? = nil) -> PageCell {
    PageCell(.serial(number), to: address)
  }
  static func digest(_ digest: String) -> PageCell { PageCell(.digest(digest)) }
  static func money(_ fen: Int64?) -> PageCell { PageCell(fen.map { .money(Money(fen: $0)) } ?? .none) }
  static func sum(_ fen: Int64?) -> PageCell { PageCell(fen.map { .sum(Money(fen: $0)) } ?? .none) }
  static func difference(_ fen: Int64) -> PageCell { PageCell(.difference(Money(fen: fen))) }
  static func growth(_ rate: Double?) -> PageCell { PageCell(.growth(rate)) }
  static func share(_ share: Double?) -> PageCell { PageCell(.share(share)) }
  /// A small share, to a thousandth of a per cent.
  static func fineShare(_ share: Double) -> PageCell { PageCell(.fineShare(share)) }
  static func points(_ points: Double?) -> PageCell { PageCell(.points(points)) }
  static func decimal(_ number: Double?) -> PageCell { PageCell(.decimal(number)) }
  static func month(_ month: YearMonth, to address: String? = nil) -> PageCell { PageCell(.month(month), to: address) }
  static func day(_ day: CalendarDay?) -> PageCell { PageCell(day.map { .day($0) } ?? .none) }
  static func moment(_ moment: Timestamp?) -> PageCell { PageCell(moment.map { .moment($0) } ?? .none) }
  static let none = PageCell(.none)
}

extension PageCell {
  /// What people read.
  func shown(in language: Language) -> String {
    switch value {
    case .text(let text): text.visible
    case .message(let message, _): message[language]
    case .integer(let number): Message.count(Int(clamping: number))[language]
    case .serial(let number): String(number)
    case .digest(let digest): digest.prefix(16) + "…"
    case .money(let amount): amount.grouped
    case .sum(let amount): Message.sumInTable(amount)[language]
    case .difference(let amount): (amount.fen > 0 ? "+" : "") + Message.sumInTable(amount)[language]
    case .growth(let rate): Message.growth(rate)[language]
    case .share(let share): Message.share(share)[language]
    case .fineShare(let share): Self.thousandths(share * 100) + "%"
    case .points(let points): points.map { Message.hqPoints($0)[language] } ?? "—"
    case .decimal(let number): number.map { Self.tenths($0) } ?? "—"
    case .month(let month): Message.month(month)[language].replacing(" ", with: "\u{A0}")
    case .day(let day): day.description
    case .moment(let moment): moment.inChina
    case .none: "—"
    }
  }

  /// The exact value in machine-readable form, where what people read is rounded.
  var exact: String? {
    switch value {
    case .sum(let amount), .difference(let amount): amount.description
    case .growth(let rate?), .share(let rate?), .points(let rate?): String(rate)
    case .decimal(let number?): String(number)
    case .fineShare(let share): String(share)
    case .month(let month): month.description
    default: nil
    }
  }

  /// Whether the cell is set to the right.
  var isNumber: Bool {
    switch value {
    case .integer, .serial, .money, .sum, .difference, .growth, .share, .fineShare, .points, .decimal: true
    case .text, .message, .digest, .month, .day, .moment, .none: false
    }
  }

  /// Whether something fell.
  var isNegative: Bool {
    switch value {
    // What is shown as 0.0 did not fall.
    case .growth(let rate?), .points(let rate?): rate <= -0.0005
    case .money(let amount), .sum(let amount), .difference(let amount): amount.fen < 0
    case .integer(let number): number < 0
    default: false
    }
  }

  private static func thousandths(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e9 else { return "—" }
    let value = Int((number * 1000).rounded())
    return (value < 0 ? "-" : "") + "\(value.magnitude / 1000)."
      + String(String(1000 + value.magnitude % 1000).dropFirst())
  }

  private static func tenths(_ number: Double) -> String {
    guard number.isFinite, number.magnitude < 1e12 else { return "—" }
    let tenths = Int((number * 10).rounded())
    return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}

extension PageCell {
  /// The order of two values of one column; what is not known comes last, whichever way a table is sorted.
  static func isOrdered(_ left: PageCell, _ right: PageCell, descending: Bool) -> Bool {
    switch (left.rank, right.rank) {
    case (nil, nil): false
    case (nil, _): false
    case (_, nil): true
    case (.number(let left)?, .number(let right)?): descending ? left > right : left < right
    case (.text(let left)?, .text(let right)?):
      descending
        ? right.utf8.lexicographicallyPrecedes(left.utf8) : left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.number?, .text?): true
    case (.text?, .number?): false
    }
  }

  private enum Rank {
    case number(Double)
    case text(String)
  }

  private var rank: Rank? {
    switch value {
    case .text(let text), .digest(let text): .text(text)
    case .message(_, let code): .text(code)
    case .integer(let number), .serial(let number): .number(Double(number))
    case .money(let amount), .sum(let amount), .difference(let amount): .number(Double(amount.fen))
    case .growth(let rate), .share(let rate), .points(let rate), .decimal(let rate):
      rate.flatMap { $0.isFinite ? .number($0) : nil }
    case .fineShare(let share): .number(share)
    case .month(let month): .number(Double(month.index))
    case .day(let day): .number(Double(day.number))
    case .moment(let moment): .number(Double(moment.milliseconds))
    case .none: nil
    }
  }
}
