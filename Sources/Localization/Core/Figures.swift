import SnackChain

extension Message {
  /// An amount for people: `¥33,000.50`, `CNY 33,000.50`.
  public static func money(_ amount: Money) -> Message {
    let text = amount.grouped
    let (sign, rest) = text.hasPrefix("-") ? ("-", text.dropFirst()) : ("", text[...])
    return Message(zh: sign + "¥" + rest, en: sign + "CNY " + rest)
  }

  /// An amount with exact yuan left off where they do not matter: `5,132 元`, `3.35 万元`, `12.4 亿元`; `CNY 33,500`.
  ///
  /// Rounded half up to three significant decimals of the unit, computed on whole fen.
  public static func roundedMoney(_ amount: Money) -> Message {
    let yuan = (amount.fen.magnitude + 50) / 100
    let sign = amount.fen < 0 ? "-" : ""
    let grouped = Money(fen: Int64(clamping: yuan * 100)).grouped.dropLast(3)
    let zh: String
    switch yuan {
    case 100_000_000...: zh = decimal(yuan, unit: 100_000_000) + " 亿元"
    case 10_000...: zh = decimal(yuan, unit: 10_000) + " 万元"
    default: zh = grouped + " 元"
    }
    return Message(zh: sign + zh, en: sign + "CNY " + grouped)
  }

  /// A sum as tables have it, where amounts stand below each other: `17,960.33 万元`; `CNY 179,603,348`.
  public static func sumInTable(_ amount: Money) -> Message {
    let hundredths = (amount.fen.magnitude + 5_000) / 10_000
    let text = Money(fen: Int64(clamping: hundredths)).grouped
    return Message(zh: (amount.fen < 0 ? "-" : "") + text + " 万元", en: roundedMoney(amount).en)
  }

  /// An amount in yuan short enough for an axis that says the unit: `12.5 亿`, `1.25 bn`.
  public static func shortMoney(_ amount: Money) -> Message {
    let yuan = (amount.fen.magnitude + 50) / 100
    let sign = amount.fen < 0 ? "-" : ""
    let en: String
    switch yuan {
    case 1_000_000_000...: en = decimal(yuan, unit: 1_000_000_000) + " bn"
    case 1_000_000...: en = decimal(yuan, unit: 1_000_000) + " m"
    case 10_000...: en = decimal(yuan, unit: 1_000) + " k"
    default: en = String(yuan)
    }
    let zh = roundedMoney(amount).zh
    return Message(zh: zh.hasSuffix("元") ? String(zh.dropLast()) : zh, en: sign + en)
  }

  /// A month as people say it: `2023年2月`, `February 2023`.
  public static func month(_ month: YearMonth) -> Message {
    Message(zh: "\(month.year)年\(month.month)月", en: "\(monthName(month)) \(month.year)")
  }

  /// The English name of a month without its year.
  static func monthName(_ month: YearMonth) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return names[month.month - 1]
  }

  /// A day: `2023年2月15日`, `15 February 2023`.
  public static func day(_ day: CalendarDay) -> Message {
    let parts = day.parts
    let month = Message.month(day.yearMonth)
    return Message(zh: month.zh + "\(parts.day)日", en: "\(parts.day) " + month.en)
  }

  /// A growth rate with its sign and one decimal: `+21.3%`. `—` where there is none.
  public static func growth(_ rate: Double?) -> Message {
    guard let rate, rate.isFinite else { return Message(verbatim: "—") }
    let tenths = (rate * 1000).rounded()
    guard tenths.magnitude < 1e9 else { return Message(verbatim: "—") }
    let value = Int(tenths)
    let sign = value > 0 ? "+" : value < 0 ? "-" : ""
    return Message(verbatim: "\(sign)\(value.magnitude / 10).\(value.magnitude % 10)%")
  }

  /// A share with one decimal and no sign: `61.5%`. `—` where there is none.
  public static func share(_ share: Double?) -> Message {
    let text = growth(share).zh
    return Message(verbatim: text.hasPrefix("+") ? String(text.dropFirst()) : text)
  }

  /// A count with thousands separators: `30,000`.
  public static func count(_ count: Int) -> Message {
    Message(verbatim: (count < 0 ? "-" : "") + Money(fen: Int64(count.magnitude) * 100).grouped.dropLast(3))
  }

  private static func decimal(_ value: UInt64, unit: UInt64) -> String {
    let thousandths = (value * 1000 + unit / 2) / unit
    let fraction = String(thousandths % 1000 + 1000).dropFirst()
    let trimmed = fraction.reversed().drop { $0 == "0" }.reversed()
    let whole = count(Int(clamping: thousandths / 1000)).zh
    return trimmed.isEmpty ? whole : whole + "." + String(trimmed)
  }
}
