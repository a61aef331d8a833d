import ChainStatistics
import Localization
import PanelFeed
import SeedData
import SnackChain

/// *Is it true?*: from the published claim to what may be said.
struct UpliftPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    var content = PageContent(.uplift, title: .webUplift, fed: fed, month: month)
    content.lead = .webUpliftLead
    guard
      let estimate = try await visit.site.estimates.estimate(
        fed, month: month, visitor: visit.visitor, version: visit.asOf, patience: visit.patience)
    else {
      content.wait()
      return content
    }
    content.parts.append(.steps(UpliftSteps(estimate, figures: visit.site.figures).steps))
    if estimate.dataVersion != fed.panel.dataVersion {
      content.parts.append(.notes([.webEstimateVersion(estimate.dataVersion, now: fed.panel.dataVersion)]))
    }
    if case .success(let summary) = estimate.causal {
      content.parts.append(.chart(Self.eventStudy(summary, visit)))
    }
    content.parts.append(.sheet(Self.arms(estimate, visit)))
    content.parts.append(.sheet(Self.leftOut(estimate, visit)))
    return content
  }

  private static func eventStudy(_ summary: CausalSummary, _ visit: Visit) -> Chart {
    let points = EventStudyPoint.all(summary.estimate.effects.event)
    var sheet = Sheet(
      "event", .webEventStudy,
      columns: [
        .init("months_since", .webMonthsSince), .init("effect", .hqEffect), .init("low", .hqLow),
        .init("high", .hqHigh),
      ],
      rows: .all(
        points.map { [.integer($0.time), .growth($0.effect), .growth($0.low), .growth($0.high)] }),
      definition: visit.site.definition(of: ["causal"]))
    sheet.isFolded = true
    sheet.pageSize = 100
    return Chart(
      title: .webEventStudy, drawing: EventStudyChart(title: .webEventStudy, points: points), sheet: sheet)
  }

  private static let arms: [(code: String, arm: ProgrammeArm)] = [
    ("upgraded", .upgraded), ("standardised", .standardised), ("others", .others),
  ]

  private static func arms(_ estimate: Estimate, _ visit: Visit) -> Sheet {
    var rows: [[PageCell]] = []
    for year in [estimate.festival, estimate.single].compactMap(\.self) {
      for (code, arm) in arms {
        let growth = year[arm]
        rows.append([
          .message(
            .hqArm(code), code: code,
            to: visit.address(
              "/uplift/stores",
              [("arm", code), ("period", year.period.first == year.period.last ? "month" : nil)])),
          .message(.hqPeriodName(first: year.period.first, last: year.period.last), code: year.period.description),
          .integer(growth.due), .integer(growth.stores), .share(growth.coverage), .sum(growth.nowFen),
          .sum(growth.thenFen), .growth(growth.ratioOfSums), .growth(growth.meanOfRatios),
          .growth(growth.medianOfRatios),
        ])
      }
    }
    return Sheet(
      "main", .webArms,
      columns: [
        .init("arm", .webArm), .init("period", .webPeriod), .init("due", .webDue),
        .init("stores", .webComparable), .init("coverage", .webCoverage), .init("now_fen", .webNow),
        .init("then_fen", .webThen), .init("ratio_of_sums", .webRatioOfSums),
        .init("mean_of_ratios", .webMeanOfRatios), .init("median_of_ratios", .webMedianOfRatios),
      ], rows: .all(rows),
      definition: visit.site.definition(of: [
        "comparable", "upgraded", "standardised", "others", "ratio_of_sums",
      ]))
  }

  private static func leftOut(_ estimate: Estimate, _ visit: Visit) -> Sheet {
    var rows: [[PageCell]] = []
    let year = estimate.spoken
    for (code, arm) in arms {
      for left in year[arm].leftOut where left.stores > 0 {
        rows.append([
          .message(.webReasonOut(left.reason.rawValue), code: left.reason.rawValue),
          .message(.hqArm(code), code: code),
          .integer(
            left.stores, to: visit.address("/uplift/stores", [("arm", code), ("reason", left.reason.rawValue)])),
        ])
      }
    }
    for left in year.inNoArm where left.stores > 0 {
      rows.append([
        .message(.webReasonOut(left.reason.rawValue), code: left.reason.rawValue),
        .message(.webNoArm, code: "none"),
        .integer(left.stores, to: visit.address("/uplift/stores", [("reason", left.reason.rawValue)])),
      ])
    }
    return Sheet(
      "out", .webWhoIsOut,
      columns: [
        .init("reason", .webReason), .init("arm", .webArm), .init("stores", .webStoresCount),
      ], rows: .all(rows), definition: .webOutDefinition)
  }
}
