import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// The front page: this month at a glance.
struct OverviewPage: DashboardPage {
  var isSameForAll: Bool { true }

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    let panel = fed.panel
    var content = PageContent(.overview, title: .webOverviewOf(month), fed: fed, month: month)
    let span = max(fed.reported?.lowerBound ?? month, month.adding(months: -35))...month
    let rollup = try panel.rollup(RollupRequest(by: .province, months: span))
    guard let figures = rollup.totals.last?.figures else { return content }
    // The front page waits for nothing: what is not worked out yet comes with the next look.
    let estimate = try? await visit.site.estimates.estimate(
      fed, month: month, visitor: visit.visitor, version: visit.asOf, patience: Self.patience)

    content.parts.append(.facts(Self.facts(figures, month: month, fed: fed, estimate: estimate, visit: visit)))
    if let estimate, estimate.single.isDistortedByFestival, estimate.festival != nil {
      content.parts.append(.notes([.hqSingleMonth(month, ratio: estimate.single.upgraded.ratioOfSums)]))
    }
    content.parts.append(.chart(Self.turnover(rollup, visit)))
    content.parts.append(.chart(Self.response(rollup, visit)))
    if let change = try? panel.contributionsToGrowth(in: month) {
      content.parts.append(.sheet(Self.contributions(change, visit)))
    }
    content.parts.append(.live(try await Arrivals(visit: visit, fed: fed).sheet()))
    return content
  }

  private static let patience = Duration.milliseconds(100)

  private static func facts(
    _ figures: RollupFigures, month: YearMonth, fed: FedPanel, estimate: Estimate?, visit: Visit
  ) -> [PageContent.Fact] {
    let growth = try? fed.panel.contributionsToGrowth(in: month).growth
    let version = fed.panel.dataVersion
    var facts: [PageContent.Fact] = [
      .init(
        name: .webReported, value: .share(figures.responseRate),
        note: .webReportedOf(figures.reported, due: figures.due),
        address: visit.address("/stores", [("state", "reported")]), id: "reported"),
      .init(
        name: .webMissing, value: .count(figures.missing), note: .webMissingNote,
        address: visit.address("/stores", [("state", "missing")]), isWarning: figures.missing > 0, id: "missing"),
      .init(
        name: .webTurnover, value: .roundedMoney(Money(fen: figures.turnoverFen)),
        note: .webOnYearBefore(growth ?? nil), address: visit.address("/regions"), why: visit.address("/why"),
        id: "turnover"),
      .init(
        name: .webAverage,
        value: figures.averageTurnoverFen.map { .roundedMoney(Money(fen: Int64($0.rounded()))) }
          ?? Message(verbatim: "—"),
        note: .webAverageNote, address: visit.address("/stores", [("sort", "turnover"), ("order", "desc")]),
        id: "average"),
    ]
    guard let estimate else { return facts }
    let arm = estimate.spoken.upgraded
    facts.append(
      .init(
        name: .webUpgradedGrowth, value: .growth(arm.headline),
        note: arm.headline == nil
          ? .webNoHeadline(arm.coverage, floor: arm.coverageFloor)
          : .webGrowthNote(
            period: .hqPeriodName(first: estimate.spoken.period.first, last: estimate.spoken.period.last),
            interval: estimate.interval?.ratioOfSums, stores: arm.stores),
        address: visit.address("/uplift/stores", [("arm", "upgraded")]), id: "upgraded"))
    if case .success(let summary) = estimate.causal, let interval = summary.growthInterval {
      facts.append(
        .init(
          name: .webCausal, value: .growth(summary.growthEffect),
          note: .webCausalNote(interval, version: estimate.dataVersion, now: version),
          address: visit.address("/uplift"), id: "causal"))
    }
    return facts
  }

  private static func turnover(_ rollup: Rollup, _ visit: Visit) -> Chart {
    let months = rollup.totals.map(\.period.last)
    let sheet = Sheet(
      "turnover", .webTurnoverByMonth,
      columns: [
        .init("month", .webMonth), .init("due", .webDue), .init("reported", .webReportedStores),
        .init("turnover_fen", .webTurnover), .init("average_fen", .webInYuan(.webAverage)),
        .init("change", .webChangeOnYear),
      ],
      rows: .all(
        rollup.totals.enumerated().map { place, total in
          let before = place >= 12 ? rollup.totals[place - 12].figures.turnoverFen : 0
          return [
            .month(total.period.last, to: visit.here([("month", total.period.last.description)])),
            .integer(total.figures.due), .integer(total.figures.reported), .sum(total.figures.turnoverFen),
            .money(total.figures.averageTurnoverFen.map { Int64($0.rounded()) }),
            .growth(before == 0 ? nil : Double(total.figures.turnoverFen) / Double(before) - 1),
          ]
        }), definition: visit.site.definition(of: ["turnover", "due", "reported"]))
    return Chart(
      title: .webTurnoverByMonth,
      drawing: LineChart(
        title: .webTurnoverByMonth, months: months,
        series: [.init(name: .webTurnover, values: rollup.totals.map { Double($0.figures.turnoverFen) })],
        unit: .money), sheet: sheet.folded(sortedBy: "month"))
  }

  private static func response(_ rollup: Rollup, _ visit: Visit) -> Chart {
    let sheet = Sheet(
      "response", .webResponseByMonth,
      columns: [
        .init("month", .webMonth), .init("due", .webDue), .init("reported", .webReportedStores),
        .init("missing", .webMissing), .init("response_rate", .webResponseRate),
      ],
      rows: .all(
        rollup.totals.map { total in
          [
            .month(total.period.last, to: visit.here([("month", total.period.last.description)])),
            .integer(total.figures.due), .integer(total.figures.reported), .integer(total.figures.missing),
            .share(total.figures.responseRate),
          ]
        }), definition: visit.site.definition(of: ["response_rate"]))
    return Chart(
      title: .webResponseByMonth,
      drawing: LineChart(
        title: .webResponseByMonth, months: rollup.totals.map(\.period.last),
        series: [.init(name: .webResponseRate, values: rollup.totals.map(\.figures.responseRate))], unit: .share,
        withZero: false), sheet: sheet.folded(sortedBy: "month"))
  }

  private static func contributions(_ change: GrowthContributions, _ visit: Visit) -> Sheet {
    var sheet = Sheet(
      "change", .webContributions,
      columns: [
        .init("part", .webReason), .init("stores", .webStoresCount), .init("change_fen", .webChange),
        .init("share", .webShareOfChange),
      ],
      rows: .all(
        change.parts.map { part in
          [
            .message(.webGrowthPart(part.kind.rawValue), code: part.kind.rawValue), .integer(part.stores),
            .difference(part.changeFen), .points(change.contribution(of: part)),
          ]
        } + [
          [
            .message(.hqTotal, code: "total"), .none, .difference(change.changeFen), .points(change.growth),
          ]
        ]))
    sheet.definition = .webContributionsDefinition
    return sheet
  }
}

extension Sheet {
  /// The same folded up under its chart, the latest first.
  func folded(sortedBy key: String) -> Sheet {
    var folded = self
    folded.isFolded = true
    folded.sorted = (key, true)
    folded.pageSize = 40
    return folded
  }
}
