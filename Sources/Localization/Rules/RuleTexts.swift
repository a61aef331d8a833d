import SnackChain

extension Message {
  /// What a finding of the report rules says to a person.
  public static func finding(_ finding: ReportFinding) -> Message {
    switch finding {
    case .negativeTurnover(let amount):
      Message(
        zh: "营业额不能是负数（\(amount.grouped)）。退款请先从营业额里减去。",
        en: "Turnover cannot be negative (\(amount.grouped)). Take refunds off the turnover first.")
    case .turnoverBeyondPossible(let amount):
      Message(
        zh: "营业额 \(amount.grouped) 元超过一家店可能的上限，请检查小数点和单位。",
        en: "A turnover of \(amount.grouped) is beyond what one store can take: check the decimal point and the unit.")
    case .zeroWithoutReason:
      Message(
        zh: "营业额为 0 时要说明原因：停业 closed、装修 refitting、放假 holiday、其他 other。",
        en: "A turnover of zero needs a reason: closed, refitting, holiday or other.")
    case .impossibleOpenDays(let days):
      Message(
        zh: "营业天数 \(days) 不可能。", en: "\(days) open days cannot be.")
    case .takeawayBeyondTurnover(let amount):
      Message(
        zh: "外卖 \(amount.grouped) 元应在 0 和营业额之间。",
        en: "Takeaway of \(amount.grouped) has to lie between zero and the turnover.")
    case .commissionBeyondTurnover(let amount):
      Message(
        zh: "佣金 \(amount.grouped) 元应在 0 和营业额之间。",
        en: "A commission of \(amount.grouped) has to lie between zero and the turnover.")
    case .unreadableNote:
      Message(
        zh: "备注太长，或含有无法显示的字符。", en: "The note is too long or has characters that cannot be shown.")
    default:
      question(finding)
    }
  }

  private static func question(_ finding: ReportFinding) -> Message {
    switch finding {
    case .futureMonth(let month):
      Message(
        zh: "\(Message.month(month).zh)还没有开始。", en: "\(Message.month(month).en) has not begun.")
    case .monthNotOver(let month):
      Message(
        zh: "\(Message.month(month).zh)还没有过完，之后可以更正。",
        en: "\(Message.month(month).en) is not over yet; it can be corrected later.")
    case .moreOpenDaysThanMonth(let days, let month):
      Message(
        zh: "\(Message.month(month).zh)只有 \(month.dayCount) 天，填的营业天数是 \(days)。",
        en: "\(Message.month(month).en) has only \(month.dayCount) days; \(days) open days were given.")
    case .turnoverWithoutOpenDays:
      Message(
        zh: "有营业额，但营业天数是 0。", en: "There are takings, but no open day.")
    case .farAboveMedian(let amount, let median):
      Message(
        zh: "\(amount.grouped) 元是本店平常（中位数 \(median.grouped) 元）的 \(times(amount, median)) 倍。",
        en: "\(amount.grouped) is \(times(amount, median)) times this store's usual month (median \(median.grouped)).")
    case .farBelowMedian(let amount, let median):
      Message(
        zh: "\(amount.grouped) 元不到本店平常（中位数 \(median.grouped) 元）的五分之一。",
        en: "\(amount.grouped) is no more than a fifth of this store's usual month (median \(median.grouped)).")
    case .beforeOpening(let day):
      Message(
        zh: "登记的开业日期是 \(day)，这个月还没有开业。",
        en: "The register says that the store opened on \(day), after this month.")
    case .afterClosing(let day):
      Message(
        zh: "登记的歇业日期是 \(day)，这个月已经歇业。",
        en: "The register says that the store closed on \(day), before this month.")
    case .openDaysUnknown:
      Message(
        zh: "没有填营业天数，这个月不能参加同店比较。",
        en: "Open days are missing: the month cannot enter same-store comparisons.")
    default:
      Message(verbatim: finding.code)
    }
  }

  private static func times(_ amount: Money, _ median: Money) -> String {
    let tenths = median.fen > 0 ? amount.fen / max(1, median.fen / 10) : 0
    return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// What is wrong with an amount that was typed.
  public static func moneyProblem(_ problem: MoneyProblem) -> Message {
    switch problem {
    case .empty:
      Message(
        zh: "没有填金额。", en: "No amount was given.")
    case .notANumber(let text):
      Message(
        zh: "看不懂金额“\(text.visible)”。可以这样写：33000、33,000.50、3.3万。",
        en: "\"\(text.visible)\" is not an amount. Write it like 33000, 33,000.50 or 3.3万.")
    case .finerThanFen(let text):
      Message(
        zh: "“\(text.visible)”比一分钱还细，金额最多两位小数。",
        en: "\"\(text.visible)\" is finer than a fen: two decimals at most.")
    case .tooLarge(let text):
      Message(
        zh: "“\(text.visible)”太大了，请检查单位。", en: "\"\(text.visible)\" is too large: check the unit.")
    case .ambiguous(let text):
      Message(
        zh: "“\(text.visible)”的逗号位置不对，看不出是多少。请去掉逗号再写一遍。",
        en: "The comma in \"\(text.visible)\" is misplaced, so the figure could be two things. Write it without commas."
      )
    }
  }

  /// What is wrong with a month that was typed.
  public static func monthProblem(_ text: String) -> Message {
    Message(
      zh: "看不懂月份“\(text.visible)”。可以这样写：2023-02、2023年2月。",
      en: "\"\(text.visible)\" is not a month. Write it like 2023-02.")
  }

  /// The name of a reason for a month without takings.
  public static func zeroReason(_ reason: ZeroReason) -> Message {
    switch reason {
    case .closed: Message(zh: "停业", en: "closed")
    case .refitting: Message(zh: "装修", en: "refitting")
    case .holiday: Message(zh: "放假", en: "holiday")
    case .other: Message(zh: "其他", en: "other")
    }
  }

  /// The name of a standing in the programme.
  public static func standing(_ standing: Standing) -> Message {
    switch standing {
    case .outside: Message(zh: "未参加统标", en: "not in the programme")
    case .applied: Message(zh: "已申请", en: "applied")
    case .certified: Message(zh: "已统标", en: "certified")
    case .suspended: Message(zh: "暂停", en: "suspended")
    case .revoked: Message(zh: "已撤销", en: "revoked")
    case .withdrawn: Message(zh: "已退出", en: "withdrawn")
    case .expired: Message(zh: "已到期", en: "expired")
    }
  }

  /// The name of a tier.
  public static func tier(_ tier: Tier) -> Message {
    switch tier {
    case .flagship: Message(zh: "旗舰店", en: "flagship")
    case .model: Message(zh: "示范店", en: "model store")
    case .convenience: Message(zh: "便利店", en: "convenience")
    }
  }
}
