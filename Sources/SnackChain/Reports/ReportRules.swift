/// The rules that every report is checked by, on the owner's device and again at HQ.
///
/// Three weights: `refuse` for what cannot be, `confirm` for what a person must be asked about (files keep it and list
/// it), `warn` for what is worth saying.
public enum ReportRules {
  /// The version of these rules; every operation names the one it was checked with.
  public static let version = 1

  /// A figure this many times the store's own median, or one part in as many of it, is asked about.
  public static let doubtfulFactor: Int64 = 5

  /// What the rules know besides the report itself.
  public struct Context: Sendable {
    /// Turnover in fen of the store's other months.
    public var otherMonths: [Int64]
    /// Today in China by the clock of whoever checks.
    public var today: CalendarDay
    /// The first day of trading, if known.
    public var opened: CalendarDay?
    /// The first day without trading, if any.
    public var closed: CalendarDay?

    /// Makes a context.
    public init(otherMonths: [Int64], today: CalendarDay, opened: CalendarDay? = nil, closed: CalendarDay? = nil) {
      self.otherMonths = otherMonths
      self.today = today
      self.opened = opened
      self.closed = closed
    }
  }

  /// All that is to be said of a report, refusals first. Empty means that it is an ordinary month.
  public static func findings(in report: MonthlyReport, context: Context) -> [ReportFinding] {
    var found: [ReportFinding] = []
    if report.turnover < .zero { found.append(.negativeTurnover(report.turnover)) }
    if report.turnover > .largestMonthlyFigure { found.append(.turnoverBeyondPossible(report.turnover)) }
    if report.turnover == .zero && report.reason == nil { found.append(.zeroWithoutReason) }
    if let days = report.openDays, days < 0 || days > 99 { found.append(.impossibleOpenDays(days)) }
    if let takeaway = report.takeaway, takeaway < .zero || takeaway > report.turnover {
      found.append(.takeawayBeyondTurnover(takeaway))
    }
    if let commission = report.commission {
      if commission < .zero || commission > report.turnover { found.append(.commissionBeyondTurnover(commission)) }
    }
    if let note = report.note, !isPlain(note) {
      found.append(.unreadableNote)
    }
    found += questions(about: report, context: context)
    return found.sorted { $0.weight < $1.weight }
  }

  private static func questions(about report: MonthlyReport, context: Context) -> [ReportFinding] {
    var found: [ReportFinding] = []
    let thisMonth = context.today.yearMonth
    if report.month > thisMonth {
      found.append(.futureMonth(report.month))
    } else if report.month == thisMonth {
      found.append(.monthNotOver(report.month))
    }
    if let days = report.openDays, days > report.month.dayCount, days <= 99 {
      found.append(.moreOpenDaysThanMonth(days, report.month))
    }
    if report.openDays == 0 && report.turnover > .zero { found.append(.turnoverWithoutOpenDays) }
    if report.openDays == nil && report.turnover > .zero { found.append(.openDaysUnknown) }
    if let median = median(of: context.otherMonths.filter { $0 > 0 }), report.turnover > .zero {
      let fen = report.turnover.fen
      if fen / doubtfulFactor >= median {
        found.append(.farAboveMedian(report.turnover, median: Money(fen: median)))
      } else if fen <= median / doubtfulFactor {
        found.append(.farBelowMedian(report.turnover, median: Money(fen: median)))
      }
    }
    if let opened = context.opened, report.month.lastDay < opened { found.append(.beforeOpening(opened)) }
    if let closed = context.closed, report.month.firstDay > closed { found.append(.afterClosing(closed)) }
    return found
  }

  /// The median of fen, the lower of the middle two's mean; `nil` for none.
  public static func median(of values: [Int64]) -> Int64? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
  }

  /// Whether a text of a person can be kept and shown: at most 2,000 bytes, without control characters and without those
  /// that turn the direction of reading.
  public static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 2000 && !text.unicodeScalars.contains(where: isControl)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n"
    case .format: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    default: false
    }
  }
}
