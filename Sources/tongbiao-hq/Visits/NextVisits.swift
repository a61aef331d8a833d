import ArgumentParser
import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SeedData
import SnackChain

/// `inspect next`
struct NextVisits: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "next", .hqVisitsNext,
    examples: [
      "inspect next --region 330600 --database sqlite:hq.sqlite", "inspect next --limit 20 --format csv",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionRegion)) var region: RegionCode?
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionLimit)) var limit: Int = 20
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let day = on ?? todayInChina()
    let regions = try Seeds.chosen(by: environment()).regions()
    let (visits, stores, version) = try await database.withLedger(as: access) { ledger, access in
      let notes = try await ledger.visitNotes(asOf: nil, access: access)
      let trade = try await TradeReading(ledger, database: database, until: day)
      let region = region
      let read = try await ledger.reduceProgrammes(asOf: nil, access: access, into: [StoreProgramme]()) {
        (found: inout [StoreProgramme], batch) in
        found += batch.filter { programme in
          let store = programme.store
          let isOpen = store.closed.map { $0 > day } ?? true
          let here = store.regions.value(on: day) ?? store.regions.latest
          return isOpen && (region.map { wanted in here.map { $0.isWithin(wanted) } ?? false } ?? true)
        }
        return .next
      }
      let subjects = read.value.map { programme in
        trade.subject(programme, on: day, complaints: notes.complaints[programme.store.code] ?? [])
      }
      let visits = VisitRules().plan(subjects, on: day, overrulings: notes.overrulings)
      let stores = Dictionary(
        read.value.map { ($0.store.code, $0.store) }, uniquingKeysWith: { first, _ in first })
      return (visits, stores, read.dataVersion)
    }
    let shown = visits.prefix(max(0, limit))
    try door.write(
      Listing(
        columns: Self.columns,
        rows: shown.enumerated().map { place, visit in
          Self.cells(place + 1, visit, stores[visit.store], regions: regions, day: day)
        }))
    if door.format == .table { door.say(.hqVisitsFooter(shown: shown.count, of: visits.count, version: version)) }
  }

  private static let columns: [Listing.Column] = [
    .init("place", Message(zh: "序", en: "Place")), .init("store", Message(zh: "门店", en: "Store")),
    .init("name", Message(zh: "店名", en: "Name")), .init("region_name", Message(zh: "地区", en: "Region")),
    .init("points", Message(zh: "分", en: "Points")), .init("rank", Message(zh: "按分名次", en: "By points")),
    .init("reasons", Message(zh: "原因", en: "Reasons")), .init("decision", Message(zh: "人工决定", en: "Decision")),
  ]

  private static func cells(
    _ place: Int, _ visit: PlannedVisit, _ store: Store?, regions: RegionTable, day: CalendarDay
  ) -> [Listing.Cell] {
    let region = store.flatMap { $0.regions.value(on: day) ?? $0.regions.latest }
    let reasons = Message.joined(visit.reasons.map { .visitReason($0.reason) }, zh: "；", en: "; ")
    return [
      .integer(Int64(place)), .text(visit.store.description),
      .optional(store.flatMap { $0.names.value(on: day) ?? $0.names.latest }),
      .optional(region.map(regions.fullName)), .integer(Int64(visit.points)), .integer(Int64(visit.rank)),
      .message(reasons, code: visit.reasons.map(\.reason.code).joined(separator: ";")),
      visit.overruling.map { .message(.hqVisitDecision($0), code: $0.reason) } ?? .none,
    ]
  }
}

/// How stores trade against their peers: the last three reported months against the same months a year before, and the
/// median of the province.
struct TradeReading {
  private let panel: TurnoverPanel?
  private let last: YearMonth
  private let medians: [RegionCode: Int]

  /// The months compared.
  private static let window = 3

  init(_ ledger: any CentralLedger, database: DatabaseOptions, until day: CalendarDay) async throws {
    let panel: TurnoverPanel?
    do {
      panel = try await PanelReading(ledger, database: database, asOf: nil, covering: nil).fed.panel
    } catch let failure as DoorFailure where failure.code == "no_reports" {
      panel = nil
    }
    self.panel = panel
    let newest = panel?.months.upperBound ?? day.yearMonth.previous
    last = min(newest, day.yearMonth.previous)
    var growths: [RegionCode: [Int]] = [:]
    if let panel {
      for row in 0..<panel.storeCount {
        guard let growth = Self.growth(panel, row: row, last: last),
          let region = panel.region(ofRow: row, in: last)
        else { continue }
        growths[region.province, default: []].append(growth)
      }
    }
    // A median of a handful says nothing about peers.
    medians = growths.filter { $0.value.count >= 10 }.mapValues { $0.sorted()[$0.count / 2] }
  }

  /// What is known of a store today.
  func subject(_ programme: StoreProgramme, on day: CalendarDay, complaints: [Complaint]) -> VisitSubject {
    let store = programme.store
    let state = programme.history.state(on: day)
    let visited = state.inspection?.day
    var subject = VisitSubject(
      store: store.code, state: state, firstDue: store.opened?.yearMonth,
      newComplaints: complaints.count { $0.day <= day && (visited ?? $0.day) <= $0.day })
    guard let panel, let row = panel.row(of: store.code) else { return subject }
    subject.firstDue = max(store.opened?.yearMonth ?? panel.months.lowerBound, panel.months.lowerBound)
    var month = last
    while month >= panel.months.lowerBound {
      if panel.turnoverFen(row: row, in: month) != nil {
        subject.lastReported = month
        break
      }
      month = month.previous
    }
    subject.growth = Self.growth(panel, row: row, last: last)
    subject.peerGrowth = panel.region(ofRow: row, in: last).flatMap { medians[$0.province] }
    return subject
  }

  /// In basis points; `nil` where a month is missing on either side.
  private static func growth(_ panel: TurnoverPanel, row: Int, last: YearMonth) -> Int? {
    let first = last.adding(months: 1 - window)
    guard panel.months.contains(first.lastYear), panel.months.contains(last) else { return nil }
    var (now, then): (Int64, Int64) = (0, 0)
    for offset in 0..<window {
      let month = first.adding(months: offset)
      guard let this = panel.turnoverFen(row: row, in: month),
        let before = panel.turnoverFen(row: row, in: month.lastYear), this > 0, before > 0
      else { return nil }
      now += this
      then += before
    }
    return Int((Double(now) / Double(then) - 1) * 10_000)
  }
}
