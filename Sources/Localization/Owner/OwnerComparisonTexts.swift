import SnackChain

// What the owner gets back for a figure, and what the figure is used for.
extension Message {
  /// A month beside the others, as names and values.
  public static func ownerComparison(_ comparison: MonthComparison) -> [(Message, Message)] {
    var rows: [(Message, Message)] = []
    if let growth = comparison.monthOnMonth {
      rows.append((Message(zh: "比上月", en: "on last month"), Message.growth(growth)))
    }
    if let growth = comparison.yearOnYear {
      rows.append(
        (
          Message(zh: "比去年同月", en: "on last year"),
          Message.growth(growth) + (comparison.isMovedByFestival ? ownerMovedByFestival : Message(verbatim: ""))
        ))
    }
    if let growth = comparison.festivalYearOnYear {
      rows.append(
        (
          Message(zh: "一二月合计比去年", en: "Jan and Feb together"),
          Message.growth(growth) + Message(zh: "（春节在内，可比）", en: " (the festival within: comparable)")
        ))
    }
    if comparison.hasDistortedBase {
      rows.append(
        (
          Message(zh: "留意", en: "note"),
          Message(
            zh: "\(comparison.month.year - 1)年受疫情影响，比出来的数偏高或偏低。",
            en: "\(comparison.month.year - 1) was distorted by the pandemic.")
        ))
    }
    return rows + dayRows(comparison)
  }

  private static func dayRows(_ comparison: MonthComparison) -> [(Message, Message)] {
    var rows: [(Message, Message)] = []
    if let day = comparison.perOpenDay {
      let before = comparison.perOpenDayBefore
      rows.append(
        (
          Message(zh: "每个营业日", en: "an open day"),
          Message(
            zh: "\(day.grouped) 元" + (before.map { "（上月 \($0.grouped)）" } ?? ""),
            en: "\(day.grouped) yuan" + (before.map { " (last month \($0.grouped))" } ?? ""))
        ))
    }
    if let share = comparison.takeawayShare {
      rows.append((Message(zh: "外卖占", en: "takeaway"), Message.share(share)))
    }
    if let rate = comparison.commissionRate {
      rows.append(
        (
          Message(zh: "佣金率", en: "commission"),
          Message(zh: "外卖的 ", en: "") + Message.share(rate) + Message(zh: "", en: " of takeaway")
        ))
    }
    if let worth = comparison.openDayWorth {
      rows.append(
        (
          Message(zh: "多开一天", en: "one more open day"),
          Message(
            zh: "约 \(worth.grouped) 元" + (comparison.commissionRate == nil ? "" : "（扣佣金后）"),
            en: "about \(worth.grouped) yuan" + (comparison.commissionRate == nil ? "" : " (after commission)"))
        ))
    }
    return rows
  }

  private static let ownerMovedByFestival = Message(
    zh: "（春节移动，单月不可比）", en: " (Spring Festival moved: not comparable)")

  /// Rows in one line, for output that follows a command.
  public static func ownerLine(_ rows: [(Message, Message)]) -> Message {
    func trimmed(_ text: String) -> Substring {
      let start = text.drop { $0.isWhitespace }
      return start.last == "。" || start.last == "." ? start.dropLast() : start
    }
    let parts = rows.map { name, value in
      Message(zh: trimmed(name.zh) + " " + trimmed(value.zh), en: trimmed(name.en) + " " + trimmed(value.en))
    }
    return Message.joined(parts, zh: "；", en: "; ") + Message(zh: "。", en: ".")
  }

  /// What a figure is for.
  public static let ownerPurpose = Message(
    zh: "用途：协会统计、同店比较、统标补贴核对。不是报税，也不是税务申报的依据。",
    en: "Used for: the association's statistics, same-store comparisons, programme subsidies. Not a tax return.")
}

extension Message {
  /// Who sees a store's figure, and who never does: read off the table of rights.
  public static let ownerReaders: [Message] = {
    let roles = Message.joined(Role.allCases.filter { $0.may(.look) }.map { .role($0) }, zh: "、", en: ", ")
    return [
      Message(
        zh: "看得到单店数字的：本店自己的设备；\(roles.zh)（只限各自的地区）。",
        en: "Who sees this store's figure: its own devices; \(roles.en) (each within their regions)."),
      Message(
        zh: "看不到的：别的店、外卖平台、公众。对外只有合计，少于 \(PeerRule.fewest) 家店的合计不发。",
        en: "Who never does: other stores, platforms, the public. Only totals leave, none of under "
          + "\(PeerRule.fewest) stores."),
    ]
  }()
}
