import SnackChain

/// Draws the months of one store.
struct MonthDraw {
  let parameters: DemoParameters
  let markets: MarketTable
  let festivals: SpringFestivalCalendar

  /// Chance that moves single months, in logs: an autoregression of order 1.
  private static let noise = 0.13
  private static let persistence = 0.6
  /// Part of a lost day's takings that is really lost: the rest is spent on the days around it.
  private static let lossOfClosedDay = 0.6

  func months(of store: DemoStore) -> [DemoMonth] {
    var random = SplitMix64(seed: parameters.seed, store: store.index, purpose: .months)
    let market = Market(store.region)
    // The square root of 1 - 0.6^2 is exactly 0.8: the noise has the same variance in every month.
    let innovation = Self.noise * 0.8
    var chance = Self.noise * random.normal()
    var closure = (year: 0, length: 0)
    var out: [DemoMonth] = []
    out.reserveCapacity(parameters.months)
    for offset in 0..<parameters.months {
      let month = parameters.firstMonth.adding(months: offset)
      if offset > 0 { chance = Self.persistence * chance + innovation * random.normal() }
      if closure.year != month.year { closure = (month.year, SpringFestivalCalendar.length(&random)) }
      let luck = Luck(&random)
      let firstDay = month.firstDay
      let lastDay = month.lastDay
      guard store.opened <= lastDay, store.closed.map({ $0 >= firstDay }) ?? true else { continue }

      let lost = festivals.daysLost(in: month, length: closure.length)
      let dayCount = Int(lastDay.number - firstDay.number) + 1
      var yuan = store.level * markets.factor(market, store.form, offset: offset) * PortableExponential.exp(chance)
      yuan *= 1 - Self.lossOfClosedDay * Double(lost) / Double(dayCount)
      let treated = store.isTreated(in: month)
      if treated { yuan *= 1 + parameters.trueEffect }
      let trading = Trading(store, luck: luck, firstDay: firstDay, lastDay: lastDay, festival: lost > 0)
      let silence = treated ? store.silence * 0.85 : store.silence
      out.append(
        demoMonth(
          store, month, yuan: trading.reason == nil ? yuan : 0, trading: trading,
          openDays: max(1, dayCount - lost - store.restDays), missing: trading == .partly || luck.silence < silence,
          luck: luck, offset: offset))
    }
    return out
  }

  private func demoMonth(
    _ store: DemoStore, _ month: YearMonth, yuan: Double, trading: Trading, openDays: Int, missing: Bool, luck: Luck,
    offset: Int
  ) -> DemoMonth {
    let fen = max(0, (yuan * 100).rounded())
    // Platforms gain two points a year; their commission moves a little from month to month.
    let share = min(0.9, store.takeawayShare + 0.02 * Double(offset) / 12)
    let takeaway = (fen * share).rounded(.down)
    let commission = (takeaway * (0.17 + 0.06 * luck.commission)).rounded(.down)
    let zero = fen < 1
    return DemoMonth(
      month: month, turnover: Money(fen: Int64(fen)), openDays: zero ? 0 : openDays,
      reason: zero ? (trading.reason ?? .other) : nil, takeaway: Money(fen: Int64(takeaway)),
      commission: Money(fen: Int64(commission)), isMissing: missing,
      received: luck.received(after: month.lastDay))
  }

  /// What else chance decides in a month. Always drawn in full, so that months do not shift each other.
  private struct Luck {
    let silence: Double
    let zero: Double
    let commission: Double
    private let punctuality: Double
    private let moment: Double

    init(_ random: inout SplitMix64) {
      silence = random.uniform()
      zero = random.uniform()
      commission = random.uniform()
      punctuality = random.uniform()
      moment = random.uniform()
    }

    /// Nine of ten reports come on the 1st to the 10th between 8 and 22 o'clock in China, the others in the two weeks
    /// after.
    func received(after lastDay: CalendarDay) -> Timestamp {
      let late = punctuality >= 0.9
      let span = Double(late ? 14 : 10) * moment
      let day = span.rounded(.down)
      let inDay = (span - day) * 14 * 3_600_000
      let midnight = Timestamp(startOfDayInChina: lastDay.adding(days: 1 + (late ? 10 : 0) + Int(day)))
      return Timestamp(milliseconds: midnight.milliseconds + 8 * 3_600_000 + Int64(inDay))
    }
  }

  /// Whether a store traded in a month that it was due to report.
  private enum Trading: Equatable {
    /// From the first day to the last.
    case wholly
    /// The month of opening or of closing. Such a month is never reported: half a month would look like growth.
    case partly
    /// No takings at all.
    case none(ZeroReason)

    init(_ store: DemoStore, luck: Luck, firstDay: CalendarDay, lastDay: CalendarDay, festival: Bool) {
      if store.closed == firstDay {
        self = .none(.closed)
      } else if store.opened > firstDay || store.closed.map({ $0 <= lastDay }) ?? false {
        self = .partly
      } else if luck.zero < 0.0015 {
        self = .none(.refitting)
      } else if luck.zero < 0.0030 {
        self = .none(.closed)
      } else if luck.zero < 0.0040 {
        self = .none(.other)
      } else if festival && luck.zero < 0.0080 {
        self = .none(.holiday)
      } else {
        self = .wholly
      }
    }

    /// Why there are no takings, where there are none.
    var reason: ZeroReason? {
      if case .none(let reason) = self { reason } else { nil }
    }
  }
}
