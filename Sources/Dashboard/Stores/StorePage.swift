import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain
import SyncProtocol

/// One store: its history, its revisions with their receipts, its standing, and how stores of its kind did.
struct StorePage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    // A store that the visitor may not see is told like one that there is not.
    guard let code = StoreCode(parameters["store"]), let row = fed.panel.row(of: code),
      let store = try await visit.site.ledger.store(code, asOf: visit.asOf)
    else {
      throw PageProblem(
        code: "unknown_store", status: .notFound, title: .webUnknownStore(parameters["store"].visible),
        advice: .webUnknownStoreAdvice, ways: [.init(text: .webStores, address: visit.address("/stores"))])
    }
    let panel = fed.panel
    var content = PageContent(.stores, title: Message(verbatim: panel.name(ofRow: row)), fed: fed, month: month)
    content.crumbs = [.init(text: .webStores, address: visit.address("/stores"))]
    if let region = panel.region(ofRow: row, in: month) {
      content.crumbs.append(
        .init(text: Message(verbatim: visit.name(of: region)), address: visit.address("/regions/\(region)")))
    }
    let peers = StorePeers(panel, row: row, month: month)
    let way = try await Self.way(of: code, month: month, version: panel.dataVersion, visit)
    content.parts.append(
      .facts(Self.facts(store, row: row, fed: fed, month: month, peers: peers) + (way?.facts ?? [])))
    content.parts.append(.chart(Self.history(row: row, fed: fed, peers: peers, visit)))
    let revisions = try await visit.site.ledger.revisions(of: code, month: nil).filter {
      $0.position <= panel.dataVersion
    }
    content.parts.append(.sheet(Self.revisions(revisions)))
    if let way {
      content.parts.append(.sheet(way.steps))
      content.parts.append(.sheet(way.inspected))
    }
    content.parts.append(.sheet(Self.dated(store, visit)))
    content.parts.append(.sheet(Self.devices(try await visit.site.ledger.devices(of: code))))
    return content
  }

  private static func way(
    of store: StoreCode, month: YearMonth, version: Int64, _ visit: Visit
  ) async throws -> StoreWay? {
    let (ledger, access) = (visit.site.ledger, visit.visitor.access)
    guard let programme = try await ledger.programme(of: store, asOf: version, access: access) else { return nil }
    return StoreWay(
      programme, inspections: try await ledger.inspections(of: store, asOf: version, access: access),
      shared: visit.asOf == nil ? try await ledger.sharedPhotographs(of: store, access: access) : [],
      book: try await ledger.standardBook(seeds: visit.site.standards, asOf: version),
      day: min(month.lastDay, visit.site.clock().dayInChina))
  }

  private static func facts(
    _ store: Store, row: Int, fed: FedPanel, month: YearMonth, peers: StorePeers
  ) -> [PageContent.Fact] {
    let panel = fed.panel
    let now = panel.turnoverFen(row: row, in: month)
    let then = panel.turnoverFen(row: row, in: month.lastYear)
    let growth = now.flatMap { now in
      then.flatMap { $0 > 0 ? Double(now) / Double($0) - 1 : nil }
    }
    let standing = panel.standing(ofRow: row, on: month.lastDay)
    var facts: [PageContent.Fact] = [
      .init(name: .hqFactCode, value: Message(verbatim: store.code.description), note: store.form.map { .hqForm($0) }),
      .init(
        name: .webTurnover, value: now.map { .money(Money(fen: $0)) } ?? .webNotReported,
        note: .webStoreOnYearBefore(growth), isWarning: now == nil && panel.isDue(row: row, in: month)),
      .init(
        name: .hqFactStanding, value: .standing(standing),
        note: store.standing.firstCertified(asOf: panel.dataVersion).map { .webCertifiedSince($0) }),
    ]
    if let median = peers.median(month) {
      facts.append(
        .init(
          name: .webPeers, value: .money(Money(fen: median.fen)), note: .webPeersNote(median.stores)))
    }
    return facts
  }

  private static func history(row: Int, fed: FedPanel, peers: StorePeers, _ visit: Visit) -> Chart {
    let panel = fed.panel
    let span = fed.reported ?? panel.months
    let months = Array(span)
    let medians = months.map { peers.median($0)?.fen }
    let sheet = Sheet(
      "main", .webHistory,
      columns: [
        .init("month", .webMonth), .init("state", .webReportState), .init("turnover_fen", .webInYuan(.webTurnover)),
        .init("open_days", .webOpenDays), .init("change", .webChangeOnYear),
        .init("peer_median_fen", .webInYuan(.webPeers)),
      ],
      rows: .all(
        months.enumerated().map { place, month in
          let now = panel.turnoverFen(row: row, in: month)
          let then = panel.turnoverFen(row: row, in: month.lastYear)
          let state: StoreList.State =
            !panel.isDue(row: row, in: month) ? .notDue : now == nil ? .missing : .reported
          return [
            .month(month, to: visit.here([("month", month.description)])),
            .message(state.title, code: state.rawValue), .money(now),
            panel.openDays(row: row, in: month).map { .integer($0) } ?? .none,
            .growth(now.flatMap { now in then.flatMap { $0 > 0 ? Double(now) / Double($0) - 1 : nil } }),
            .money(medians[place]),
          ]
        }), definition: visit.site.definition(of: ["turnover"]))
    return Chart(
      title: .webHistory,
      drawing: LineChart(
        title: .webHistory, months: months,
        series: [
          .init(name: .webThisStore, values: months.map { panel.turnoverFen(row: row, in: $0).map(Double.init) }),
          .init(name: .webPeers, values: medians.map { $0.map(Double.init) }),
        ], unit: .money), sheet: sheet.folded(sortedBy: "month"))
  }

  private static func revisions(_ revisions: [ReportRevision]) -> Sheet {
    var sheet = Sheet(
      "revisions", .webRevisions,
      columns: [
        .init("month", .webMonth), .init("revision", .webRevision), .init("turnover_fen", .webInYuan(.webTurnover)),
        .init("open_days", .webOpenDays), .init("reason", .webReason), .init("received_at", .webReceived),
        .init("position", .webPosition), .init("device", .hqFactDevice), .init("receipt", .webReceipt),
      ],
      rows: .all(
        revisions.map { revision in
          let report = revision.operation.report
          return [
            .month(report.month), .integer(revision.revision), .money(report.turnover.fen),
            report.openDays.map { .integer($0) } ?? .none,
            revision.operation.correctionReason.map { .text($0) }
              ?? report.reason.map { .message(.zeroReason($0), code: $0.rawValue) } ?? .none,
            .moment(revision.receivedAt), .serial(revision.position),
            revision.device.map { .text($0) } ?? .message(.webImported, code: "import"),
            revision.receipt.map { .text($0.checkCode) } ?? .none,
          ]
        }))
    sheet.sorted = ("position", true)
    sheet.pageSize = 20
    return sheet
  }

  private static func dated(_ store: Store, _ visit: Visit) -> Sheet {
    var rows: [[PageCell]] = []
    func add(_ name: Message, _ code: String, _ value: PageCell, from day: CalendarDay?, at version: Int64?) {
      let isAlways = day.map { $0.yearMonth.year <= YearMonth.years.lowerBound } ?? true
      rows.append([
        .message(name, code: code), value, isAlways ? .none : .day(day), version.map { .integer(Int($0)) } ?? .none,
      ])
    }
    for entry in store.names.entries {
      add(.hqFactName, "name", .text(entry.fact), from: entry.validFrom, at: entry.recordedAt)
    }
    for entry in store.regions.entries {
      add(
        .hqFactRegion, "region", .text(visit.name(of: entry.fact)), from: entry.validFrom, at: entry.recordedAt)
    }
    for entry in store.tiers.entries {
      add(
        .hqFactTier, "tier", .message(.tier(entry.fact), code: entry.fact.rawValue), from: entry.validFrom,
        at: entry.recordedAt)
    }
    if let opened = store.opened { add(.hqFactOpened, "opened", .day(opened), from: opened, at: nil) }
    if let closed = store.closed { add(.hqFactClosed, "closed", .day(closed), from: closed, at: nil) }
    for event in store.standing.events {
      add(
        .hqFactStanding, "standing", .message(.standing(event.standing), code: event.standing.rawValue),
        from: event.effective, at: event.recordedAt)
    }
    return Sheet(
      "facts", .webFacts,
      columns: [
        .init("fact", .webFact), .init("value", .webValue), .init("valid_from", .webValidFrom),
        .init("recorded_at", .webRecordedAt),
      ], rows: .all(rows))
  }

  private static func devices(_ devices: [Device]) -> Sheet {
    var sheet = Sheet(
      "devices", .webDevices,
      columns: [
        .init("device", .hqFactDevice), .init("joined_at", .webJoined), .init("last_seen", .webLastSeen),
        .init("state", .webState),
      ],
      rows: .all(
        devices.map { device in
          [
            .text(device.id), .moment(device.joinedAt), .moment(device.lastSeen),
            .message(.hqDeviceState(device.state.rawValue), code: device.state.rawValue),
          ]
        }))
    sheet.emptiness = .webNoDevices
    return sheet
  }
}
