import CentralLedger
import ChainStatistics
import PanelFeed
import SnackChain

/// Where every store stands in the programme at the end of a month, what is due next, and whom to visit.
struct ProgrammeBoard: Sendable {
  /// One store.
  struct Row: Sendable {
    let store: StoreCode
    let name: String
    let region: RegionCode?
    let tier: Tier?
    let stage: ProgrammeStage
    let since: CalendarDay?
    let certificateEnd: CalendarDay?
    let rectification: OpenRectification?
    /// The nearest day by which something has to happen.
    let due: CalendarDay?
    let counts: Set<ProgrammeCount>
  }

  let month: YearMonth
  /// The day that stages are of: the last of the month, or today while it goes on.
  let day: CalendarDay
  let dataVersion: Int64
  private(set) var rows: [Row]
  private(set) var visits: [PlannedVisit]

  /// Reads the whole chain as of a data version.
  ///
  /// - Parameter fed: the panel of that version, with all stores in it.
  init(_ ledger: any CentralLedger, fed: FedPanel, month: YearMonth, today: CalendarDay) async throws {
    let (panel, version) = (fed.panel, fed.panel.dataVersion)
    let day = min(month.lastDay, today)
    let access = Access(name: "dashboard", role: .viewer, scope: .everywhere)
    let notes = try await ledger.visitNotes(asOf: version, access: access)
    let trade = StoreTrade(panel, until: day)
    let read = try await ledger.reduceProgrammes(asOf: version, access: access, into: Gathering()) { found, batch in
      for programme in batch {
        found.take(programme, on: day, trade: trade, complaints: notes.complaints[programme.store.code] ?? [])
      }
      return .next
    }
    let found = read.value
    let table = StandingTable(found.standings)
    let counts = table.counts(of: month, asOf: version) { code in
      panel.row(of: code).flatMap { panel.turnoverFen(row: $0, in: month) } != nil
    }
    self.month = month
    self.day = day
    dataVersion = version
    rows = zip(found.stores, counts).map { Row($0, counts: $1) }
    visits = VisitRules().plan(found.subjects, on: day, overrulings: notes.overrulings)
  }

  /// The same with only the stores of a scope.
  func narrowed(to scope: RegionScope) -> ProgrammeBoard {
    guard scope != .everywhere else { return self }
    var narrowed = self
    narrowed.rows = rows.filter { scope.contains($0.region) }
    let mine = Set(narrowed.rows.map(\.store))
    narrowed.visits = visits.filter { mine.contains($0.store) }
    return narrowed
  }

  /// Rectifications whose day went by without an answer, the longest overdue first.
  var overdue: [Row] {
    rows.filter { $0.rectification?.isOverdue(on: day) ?? false }.sorted { left, right in
      let (first, second) = (left.rectification?.due ?? day, right.rectification?.due ?? day)
      return (first, left.store) < (second, right.store)
    }
  }

  /// What is gathered while the ledger is read.
  fileprivate struct Gathering: Sendable {
    struct Store: Sendable {
      let programme: (code: StoreCode, name: String, region: RegionCode?)
      let state: ProgrammeState
      let due: CalendarDay?
    }

    var stores: [Store] = []
    var standings: [StandingTable.Row] = []
    var subjects: [VisitSubject] = []

    mutating func take(
      _ programme: StoreProgramme, on day: CalendarDay, trade: StoreTrade, complaints: [Complaint]
    ) {
      let store = programme.store
      let subject = trade.subject(programme, on: day, complaints: complaints)
      let state = subject.state
      let due = [
        state.promise.map(\.promise.due), state.rectification.flatMap { $0.answered == nil ? $0.due : nil },
        state.certificateEnd.flatMap { $0 > day ? $0 : nil },
      ].compactMap(\.self).min()
      let name = store.names.value(on: day) ?? store.names.latest ?? store.code.description
      let region = store.regions.value(on: day) ?? store.regions.latest
      stores.append(Store(programme: (store.code, name, region), state: state, due: due))
      standings.append(
        StandingTable.Row(
          store: store.code, registered: store.opened, closed: store.closed, standing: store.standing))
      if store.closed.map({ $0 > day }) ?? true, store.opened.map({ $0 <= day }) ?? true { subjects.append(subject) }
    }
  }
}

extension ProgrammeBoard.Row {
  fileprivate init(_ found: ProgrammeBoard.Gathering.Store, counts: Set<ProgrammeCount>) {
    store = found.programme.code
    name = found.programme.name
    region = found.programme.region
    tier = found.state.tier
    stage = found.state.stage
    since = found.state.since
    certificateEnd = found.state.certificateEnd
    rectification = found.state.rectification
    due = found.due
    self.counts = counts
  }
}

/// The boards that have been made. One takes a look at every store's history, so pages show the last one, which says
/// its own data version, while the next is being made.
struct ProgrammeBoards: Sendable {
  private struct Key: Hashable {
    let month: YearMonth
    let version: Int64?
  }

  private let work = KeptWork<Key, ProgrammeBoard>(most: 4, freshness: .seconds(20))

  /// The board of a month for a visitor: of exactly the version asked for, else one that is at most a little behind.
  ///
  /// - Parameter patience: how long to wait where there is none yet; `nil` for as long as it takes.
  /// - Returns: `nil` where it is still being made.
  func board(_ visit: Visit, month: YearMonth, patience: Duration?) async throws -> ProgrammeBoard? {
    try await board(visit.site, month: month, asOf: visit.asOf, patience: patience)?
      .narrowed(to: visit.visitor.scope)
  }

  /// The same with all stores.
  func board(_ site: Site, month: YearMonth, asOf version: Int64?, patience: Duration?) async throws -> ProgrammeBoard?
  {
    let fed = try await site.panels.panel(asOf: version, for: .everywhere)
    let current = fed.panel.dataVersion
    return try await work.value(
      Key(month: month, version: version), patience: patience, isCurrent: { $0.dataVersion == current },
      make: {
        try await ProgrammeBoard(site.ledger, fed: fed, month: month, today: site.clock().dayInChina)
      })
  }
}
