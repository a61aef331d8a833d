import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SnackChain

/// Why a rollup changed between two data versions: which groups moved, and because of which reports.
struct RollupDifference {
  private let before: FedPanel
  private let after: FedPanel
  private let heads: [ReportHead]
  private let registerChanged: Bool

  /// Reads both panels and what lies between them in the feed.
  init(_ ledger: any CentralLedger, database: DatabaseOptions, from: Int64, to: Int64) async throws {
    let (first, last) = (min(from, to), max(from, to))
    let feed = PanelFeed(ledger, snapshot: try database.path().map(PanelFeed.snapshotPath))
    let after = try await feed.panel(asOf: last)
    let before = try await feed.panel(asOf: first)
    guard let months = after.reported else {
      throw DoorFailure("no_reports", .hqNoReports, advice: .hqNoReportsAdvice, status: .dataError)
    }
    self.after = after
    self.before = try await feed.covering(months, before)
    var heads: [ReportHead] = []
    var registerChanged = false
    var position = first
    while position < last {
      let changes = try await ledger.changes(after: position, limit: 20_000)
      heads += changes.heads.filter { $0.position <= last }
      registerChanged = registerChanged || changes.registerChanged
      guard changes.upTo > position else { break }
      position = changes.upTo
    }
    self.heads = heads
    self.registerChanged = registerChanged
  }

  /// Writes what moved.
  func write(
    by dimension: RollupDimension, months: ClosedRange<YearMonth>?, regions: RegionTable, on door: Door
  ) throws {
    guard let months = months ?? after.reported else { return }
    let request = RollupRequest(by: dimension, months: months)
    let groups = try moved(request, names: RollupNames(regions: regions), language: door.language)
    let reports = self.reports
    switch door.format {
    case .json:
      try door.writeJSON(
        DifferenceJSON(
          from: before.panel.dataVersion, to: after.panel.dataVersion, rows: groups, reports: reports,
          registerChanged: registerChanged))
    case .csv: try door.write(groups)
    case .table:
      try door.write(groups)
      door.write(Message(verbatim: ""))
      try door.write(Listing(columns: reports.columns, rows: Array(reports.rows.prefix(40))))
      if reports.rows.count > 40 { door.write(.hqMoreReports(reports.rows.count - 40)) }
      if registerChanged { door.write(.hqRegisterChanged) }
    }
  }

  /// A group in a period.
  private struct Place: Hashable, Comparable {
    let period: RollupPeriod
    let key: RollupKey
    static func < (left: Place, right: Place) -> Bool { (left.period, left.key) < (right.period, right.key) }
  }

  private static func figures(
    _ panel: TurnoverPanel, _ request: RollupRequest
  ) throws(PanelError) -> [Place: RollupFigures] {
    let rollup = try panel.rollup(request)
    return Dictionary(uniqueKeysWithValues: rollup.rows.map { (Place(period: $0.period, key: $0.key), $0.figures) })
  }

  private func moved(_ request: RollupRequest, names: RollupNames, language: Language) throws -> Listing {
    let (old, new) = (try Self.figures(before.panel, request), try Self.figures(after.panel, request))
    var listing = Listing(columns: [
      .init("key", Message(zh: "代码", en: "Key")), .init("name", Message(zh: "名称", en: "Name")),
      .init("month", Message(zh: "月份", en: "Month")),
      .init("reported_before", Message(zh: "原已报", en: "Reported before")),
      .init("reported_after", Message(zh: "现已报", en: "Reported after")),
      .init("before_fen", Message(zh: "原营业额", en: "Before")), .init("after_fen", Message(zh: "现营业额", en: "After")),
      .init("change_fen", Message(zh: "变化", en: "Change")),
    ])
    for place in Set(old.keys).union(new.keys).sorted() {
      let (was, now) = (old[place] ?? RollupFigures(), new[place] ?? RollupFigures())
      guard was != now else { continue }
      let name = names.name(of: place.key)
      listing.rows.append([
        .text(place.key.description), .message(name, code: name[language]), .text(place.period.description),
        .integer(Int64(was.reported)), .integer(Int64(now.reported)), .money(Money(fen: was.turnoverFen)),
        .money(Money(fen: now.turnoverFen)), .money(Money(fen: now.turnoverFen - was.turnoverFen)),
      ])
    }
    return listing
  }

  /// The months of stores that changed, the largest change first.
  private var reports: Listing {
    struct StoreMonth: Hashable {
      let store: StoreCode
      let month: YearMonth
    }
    let places = Set(heads.map { StoreMonth(store: $0.store, month: $0.month) })
    func figure(_ panel: TurnoverPanel, _ place: StoreMonth) -> Int64? {
      guard panel.months.contains(place.month) else { return nil }
      return panel.row(of: place.store).flatMap { panel.turnoverFen(row: $0, in: place.month) }
    }
    let changes = places.map { place in
      let (was, now) = (figure(before.panel, place), figure(after.panel, place))
      return (place: place, was: was, now: now, change: (now ?? 0) - (was ?? 0))
    }.sorted {
      ($1.change.magnitude, $0.place.store, $0.place.month) < ($0.change.magnitude, $1.place.store, $1.place.month)
    }
    return Listing(
      columns: [
        .init("store", Message(zh: "门店", en: "Store")), .init("report_month", Message(zh: "月份", en: "Month")),
        .init("before_fen", Message(zh: "原营业额", en: "Before")), .init("after_fen", Message(zh: "现营业额", en: "After")),
        .init("change_fen", Message(zh: "变化", en: "Change")),
      ],
      rows: changes.map {
        [
          .text($0.place.store.description), .text($0.place.month.description),
          .optional($0.was.map { Money(fen: $0) }), .optional($0.now.map { Money(fen: $0) }),
          .money(Money(fen: $0.change)),
        ]
      })
  }
}

private struct DifferenceJSON: Encodable {
  let from: Int64
  let to: Int64
  let rows: Listing
  let reports: Listing
  let registerChanged: Bool

  enum CodingKeys: String, CodingKey {
    case from, to, rows, reports
    case registerChanged = "register_changed"
  }
}
