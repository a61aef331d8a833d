import SnackChain

@testable import ChainStatistics

/// The three arms as a person would work them out from a list: store by store, day by day, nothing of the panel is used.
struct NaiveYearOnYear {
  struct Pair {
    var now: Int64 = 0
    var then: Int64 = 0
    var ratio: Double { Double(now) / Double(then) }
  }

  struct Arm {
    var due = 0
    var pairs: [Pair] = []
    var byRegion: [Int32: [Pair]] = [:]
    var leftOut: [YearOnYearReason: Int] = [:]
  }

  var arms: [ProgrammeArm: Arm] = [.upgraded: Arm(), .standardised: Arm(), .others: Arm()]
  var inNoArm: [YearOnYearReason: Int] = [:]

  init(_ chain: RandomChain, months: [YearMonth], options: YearOnYearOptions) {
    var reports: [Int: [YearMonth: ChainReport]] = [:]
    for report in chain.reports { reports[report.store, default: [:]][report.month] = report }
    for (number, store) in chain.stores.enumerated() {
      guard let last = months.last, let region = store.region(in: last), months.allSatisfy(store.isDue) else {
        continue
      }
      if let within = options.region, !region.isWithin(within) { continue }
      let outcome = Self.compare(store, reports[number] ?? [:], months, options)
      switch Self.arms(of: store, months: months) {
      case .failure(let reason): inNoArm[reason.reason, default: 0] += 1
      case .success(let members):
        for arm in members {
          arms[arm]?.due += 1
          switch outcome {
          case .success(let pair):
            arms[arm]?.pairs.append(pair)
            arms[arm]?.byRegion[region.at(options.gapLevel).number, default: []].append(pair)
          case .failure(let reason): arms[arm]?.leftOut[reason.reason, default: 0] += 1
          }
        }
      }
    }
  }

  struct Reason: Error {
    let reason: YearOnYearReason
  }

  private static func compare(
    _ store: PanelStore, _ reports: [YearMonth: ChainReport], _ months: [YearMonth], _ options: YearOnYearOptions
  ) -> Result<Pair, Reason> {
    let now = months.compactMap { reports[$0] }
    let then = months.compactMap { reports[$0.adding(months: -12)] }
    func fails(_ reason: YearOnYearReason) -> Result<Pair, Reason> { .failure(Reason(reason: reason)) }
    if now.count < months.count { return fails(.missingNow) }
    if !months.allSatisfy({ store.isDue($0.adding(months: -12)) }) { return fails(.notDue) }
    if then.count < months.count { return fails(.missingThen) }
    let pair = Pair(now: now.reduce(0) { $0 + $1.fen }, then: then.reduce(0) { $0 + $1.fen })
    if pair.now == 0 || pair.then == 0 { return fails(.zero) }
    guard options.minOpenDays > 0 else { return .success(pair) }
    if (now + then).contains(where: { $0.openDays == nil }) { return fails(.openDaysUnknown) }
    for side in [now, then] {
      let days = side.reduce(0) { $0 + ($1.openDays ?? 0) }
      if days < options.minOpenDays * months.count { return fails(.fewOpenDays) }
    }
    return .success(pair)
  }

  private static func arms(of store: PanelStore, months: [YearMonth]) -> Result<[ProgrammeArm], Reason> {
    let days = months.flatMap(Self.days)
    let before = months.flatMap { Self.days($0.adding(months: -12)) }
    let certificates = store.standing.certifiedIntervals()
    func holds(on day: CalendarDay) -> Bool { certificates.contains { $0.contains(day) } }
    let held = days.map(holds)
    if !held.contains(false) {
      let isNew = !before.contains(where: holds)
      return .success(isNew ? [.upgraded, .standardised] : [.standardised])
    }
    if !held.contains(true) { return .success([.others]) }
    // A certificate that began within the period counts as such, whatever ended in it.
    for (day, previous) in zip(days.dropFirst(), days)
    where holds(on: day) && !holds(on: previous) {
      return .failure(Reason(reason: .certifiedWithinMonth))
    }
    return .failure(Reason(reason: .certificateEndedWithinMonth))
  }

  private static func days(_ month: YearMonth) -> [CalendarDay] {
    (0..<month.dayCount).map { month.firstDay.adding(days: $0) }
  }
}

extension [NaiveYearOnYear.Pair] {
  var ratioOfSums: Double { Double(reduce(0) { $0 + $1.now }) / Double(reduce(0) { $0 + $1.then }) - 1 }
  var meanOfRatios: Double { reduce(0) { $0 + $1.ratio } / Double(count) - 1 }
  var medianOfRatios: Double {
    let sorted = map(\.ratio).sorted()
    return count % 2 == 1 ? sorted[count / 2] - 1 : (sorted[count / 2 - 1] + sorted[count / 2]) / 2 - 1
  }
}
