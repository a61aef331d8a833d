import SnackChain

/// A step of a demo store's way through the programme, with the inspection that it rests on.
public struct DemoStep: Hashable, Sendable {
  /// Its identity: the same for the same chain.
  public let id: OperationID
  /// What happened.
  public let step: ProgrammeStep
  /// The day on which it took effect.
  public let day: CalendarDay
  /// The inspection, where the step is one.
  public let inspection: Inspection?
}

/// The ways of a demo chain's stores through the programme: what leads to the certificates that the chain was drawn
/// with, on the days that it was drawn with.
///
/// About one store in eight fails its first inspection, puts it right and is certified for a year first; one in sixteen
/// hands a paper in later against a promise; three in ten were spot-checked since. A certificate that comes to its end is
/// renewed before.
public struct DemoProgramme: Sendable {
  private let book: StandardBook
  private let seed: UInt64
  private let lastDay: CalendarDay
  private let photographs: [EvidenceDigest]
  /// Months of a first certificate of stores that failed their first inspection.
  private static let shortTerm = 12

  /// Takes the standard that inspections are judged by.
  ///
  /// - Parameter photographs: what inspections name as evidence, each as often as it comes; none for none.
  public init(_ parameters: DemoParameters, book: StandardBook, photographs: [EvidenceDigest]) {
    self.book = book
    seed = parameters.seed
    lastDay = parameters.lastMonth.lastDay
    self.photographs = photographs
  }

  /// The steps of a store in order; none for a store that never applied.
  ///
  /// - Throws: where the standard cannot judge an inspection, such as before its first version.
  public func steps(of store: DemoStore) throws(InspectionProblem) -> [DemoStep] {
    guard let applied = store.applied else { return [] }
    var way = DemoWay(store: store, day: applied)
    guard let certified = store.certified, let tier = store.tier else {
      way.add(.apply(tier: .convenience), on: applied)
      return way.steps
    }
    var random = SplitMix64(seed: seed, store: store.index, purpose: .inspections)
    let span = Int(certified.number - applied.number)
    func day(_ percent: Int) -> CalendarDay { applied.adding(days: span * percent / 100) }
    way.add(.apply(tier: tier), on: applied)
    if random.uniform() < 0.06 {
      way.add(.accept(promise: PaperPromise(papers: ["健康证"], due: day(8).adding(days: 30))), on: day(8))
      way.add(.reviewDocuments, on: day(20))
      way.add(.keepPromise, on: min(day(25), day(8).adding(days: 30)))
    } else {
      way.add(.accept(promise: nil), on: day(8))
      way.add(.reviewDocuments, on: day(20))
    }
    way.add(.beginRefit, on: max(day(30), way.last))
    way.add(.finishRefit, on: max(day(75), way.last))
    let failsFirst = random.uniform() < 0.125
    if failsFirst {
      try inspect(store, tier, .acceptance, on: max(day(80), way.last), fails: true, &random, &way)
      way.add(.answerRectification(evidence: Array(photographs.prefix(1))), on: max(day(90), way.last))
      try inspect(store, tier, .reinspection, on: max(day(96), way.last), fails: false, &random, &way)
    } else {
      try inspect(store, tier, .acceptance, on: max(day(96), way.last), fails: false, &random, &way)
    }
    let months = failsFirst ? Self.shortTerm : book.terms(on: certified).certificateMonths
    way.add(.certify(until: Self.adding(months: months, to: certified)), on: certified)
    try followUp(store, tier, certified, &random, &way)
    try renew(store, tier, until: Self.adding(months: months, to: certified), &random, &way)
    end(store, &way)
    return way.steps
  }

  /// The last day on which the store went on as it was.
  private func lastDay(of store: DemoStore) -> CalendarDay {
    min(store.ended?.effective ?? lastDay, store.closed ?? lastDay)
  }

  /// Inspections for renewal and renewals, as often as a term ends within the chain's months.
  private func renew(
    _ store: DemoStore, _ tier: Tier, until first: CalendarDay, _ random: inout SplitMix64, _ way: inout DemoWay
  ) throws(InspectionProblem) {
    let last = lastDay(of: store)
    var until = first
    while until <= last {
      let visit = until.adding(days: -(20 + random.below(50)))
      try inspect(store, tier, .renewal, on: visit, fails: false, &random, &way)
      until = Self.adding(months: book.terms(on: visit).certificateMonths, to: until)
      way.add(.renew(until: until), on: visit.adding(days: 7))
    }
  }

  /// Spot checks.
  private func followUp(
    _ store: DemoStore, _ tier: Tier, _ certified: CalendarDay, _ random: inout SplitMix64, _ way: inout DemoWay
  ) throws(InspectionProblem) {
    let end = lastDay(of: store)
    let isChecked = random.uniform() < 0.3
    let visit = certified.adding(days: 150 + random.below(250))
    if isChecked, visit < end {
      try inspect(store, tier, .spotCheck, on: visit, fails: false, &random, &way)
    }
  }

  /// What ended a certificate.
  private func end(_ store: DemoStore, _ way: inout DemoWay) {
    guard let ended = store.ended else { return }
    switch ended.standing {
    case .suspended: way.add(.suspend(reason: "示范数据"), on: ended.effective)
    case .revoked: way.add(.revoke(reason: "示范数据"), on: ended.effective)
    case .withdrawn: way.add(.withdraw(reason: "示范数据"), on: ended.effective)
    case .outside, .applied, .certified, .expired: return
    }
  }

  private func inspect(
    _ store: DemoStore, _ tier: Tier, _ purpose: InspectionPurpose, on day: CalendarDay, fails: Bool,
    _ random: inout SplitMix64, _ way: inout DemoWay
  ) throws(InspectionProblem) {
    guard let version = book.inForce(on: day) else { throw .unknownVersion("") }
    let items = version.checklist(for: tier)
    let failing = fails ? items.first { $0.isCritical }?.id : nil
    let weak = random.below(max(1, items.count * 3))
    var shown = 0
    let results = items.enumerated().map { place, item in
      let isWeak = place == weak && !item.isCritical && item.weight <= 4
      let pictured = item.evidence.contains(.photo) && shown < 2 && !photographs.isEmpty
      if pictured { shown += 1 }
      return ItemResult(
        item: item.id, verdict: item.id == failing || isWeak ? .fail : .pass,
        evidence: pictured ? [photographs[random.below(photographs.count)]] : [])
    }
    let first = 1 + random.below(40)
    let inspectors = [first, first % 40 + 1].prefix(version.terms.twoPersonTiers.contains(tier) ? 2 : 1).map {
      "demo-inspector-\($0)"
    }
    let inspection = Inspection(
      id: way.nextID(on: day), store: store.code, tier: tier, purpose: purpose, version: version.version, day: day,
      inspectors: Array(inspectors), isSignedByOwner: true, results: results)
    way.add(.inspect(try book.outcome(of: inspection)), on: day, inspection)
  }

  /// The same day of the month some months later, or that month's last day where it has no such day.
  private static func adding(months: Int, to day: CalendarDay) -> CalendarDay {
    let month = day.yearMonth.adding(months: months)
    return month.firstDay.adding(days: min(day.parts.day, month.dayCount) - 1)
  }
}

/// The steps of one store as they come together.
private struct DemoWay {
  let store: DemoStore
  private(set) var steps: [DemoStep] = []
  private(set) var last: CalendarDay

  init(store: DemoStore, day: CalendarDay) {
    self.store = store
    last = day
  }

  /// An identity that no other step of any store has: by day, store and place.
  func nextID(on day: CalendarDay) -> OperationID {
    let milliseconds = UInt64(clamping: Timestamp(startOfDayInChina: day).milliseconds)
    return OperationID(
      high: milliseconds << 16 | 0x7000,
      low: 0x8000_0000_0000_0000 | UInt64(store.index) << 8 | UInt64(steps.count + 1))
  }

  mutating func add(_ step: ProgrammeStep, on day: CalendarDay, _ inspection: Inspection? = nil) {
    let id = inspection?.id ?? nextID(on: day)
    steps.append(DemoStep(id: id, step: step, day: day, inspection: inspection))
    last = max(last, day)
  }
}
