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
      let trade = StoreTrade(try await Self.panel(ledger, database), until: day)
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

  /// The panel, where there is a report at all.
  private static func panel(_ ledger: any CentralLedger, _ database: DatabaseOptions) async throws -> TurnoverPanel? {
    do {
      return try await PanelReading(ledger, database: database, asOf: nil, covering: nil).fed.panel
    } catch let failure as DoorFailure where failure.code == "no_reports" {
      return nil
    }
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
