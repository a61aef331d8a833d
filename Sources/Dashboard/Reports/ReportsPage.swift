import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// How the reports of a month come in: day by day beside the month before, who owes one, who was late, whom to call.
struct ReportsPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    let panel = fed.panel
    var content = PageContent(.reports, title: .webReportsOf(month), fed: fed, month: month)
    let rollup = try panel.rollup(RollupRequest(by: .province, months: month...month, measures: .late))
    let figures = rollup.totals.last?.figures ?? RollupFigures()
    content.parts.append(
      .facts([
        .init(
          name: .webReported, value: .share(figures.responseRate),
          note: .webReportedOf(figures.reported, due: figures.due),
          address: visit.address("/stores", [("state", "reported")]), id: "reported"),
        .init(
          name: .webMissing, value: .count(figures.missing), note: .webMissingNote,
          address: visit.address("/stores", [("state", "missing")]), isWarning: figures.missing > 0, id: "missing"),
        .init(
          name: .webLate, value: .count(figures.late),
          note: .webDeadline(Self.deadline(of: month)), address: visit.here([]) + "#table-late", id: "late"),
      ]))
    content.parts.append(.chart(Self.byDay(panel, month: month, due: figures.due, visit)))
    content.parts.append(.sheet(try Self.calls(fed, month: month, visit)))
    content.parts.append(.sheet(Self.late(panel, month: month, visit)))
    content.parts.append(.live(try await Arrivals(visit: visit, fed: fed).sheet()))
    return content
  }

  /// The end of the last day, as people say it, not the beginning of the next.
  private static func deadline(of month: YearMonth) -> String {
    let passes = ReportDeadline().passes(for: month)
    let day = passes.dayInChina
    return passes == Timestamp(startOfDayInChina: day) ? "\(day.adding(days: -1)) 24:00" : passes.inChina
  }

  /// The days on which reports of a month come in: from its last day to the end of the month after.
  private static let days = 45

  private static func byDay(_ panel: TurnoverPanel, month: YearMonth, due: Int, _ visit: Visit) -> Chart {
    func cumulative(_ month: YearMonth) -> [Double?] {
      guard panel.months.contains(month) else { return [Double?](repeating: nil, count: days) }
      let first = month.next.firstDay.adding(days: -1)
      var counts = [Int](repeating: 0, count: days)
      var (due, known) = (0, 0)
      for row in 0..<panel.storeCount where panel.isDue(row: row, in: month) {
        due += 1
        guard panel.isCounted(row: row, in: month), let moment = panel.firstReceived(row: row, in: month) else {
          continue
        }
        known += 1
        let day = Int(moment.dayInChina.number - first.number)
        if day < days { counts[max(0, day)] += 1 }
      }
      guard due > 0, known > 0 else { return [Double?](repeating: nil, count: days) }
      var sum = 0
      return counts.map { count in
        sum += count
        return Double(sum) / Double(due)
      }
    }
    let (now, before) = (cumulative(month), cumulative(month.previous))
    let sheet = Sheet(
      "days", .webByDay,
      columns: [
        .init("day", .webDayAfter), .init("share", .webResponseRate), .init("share_month_before", .webMonthBefore),
      ],
      rows: .all((0..<days).map { [.integer($0), .share(now[$0]), .share(before[$0])] }),
      definition: visit.site.definition(of: ["response_rate"]))
    return Chart(
      title: .webByDay,
      drawing: StepChart(
        title: .webByDay,
        series: [.init(name: .month(month), values: now), .init(name: .month(month.previous), values: before)],
        axis: .webDayAfter), sheet: sheet.folded(sortedBy: "day"))
  }

  private static func calls(_ fed: FedPanel, month: YearMonth, _ visit: Visit) throws -> Sheet {
    let panel = fed.panel
    let reminders = try panel.reminders(in: month)
    var sheet = Sheet(
      "main", .webCalls,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
        .init("adds", .webAdds), .init("turnover_share", .webAddsTurnover),
        .init("comparison_share", .webAddsComparison), .init("arm", .webArm),
        .init("expected_fen", .webInYuan(.webLastFigure)), .init("last_reported", .webLastReported),
      ],
      rows: .all(
        reminders.map { reminder in
          let code = panel.code(ofRow: reminder.row)
          let region = panel.region(ofRow: reminder.row, in: month)
          return [
            .text(code, to: visit.address("/stores/\(PageQuery.encoded(code))")),
            .text(panel.name(ofRow: reminder.row)),
            region.map { .text(visit.name(of: $0), to: visit.address("/regions/\($0)")) } ?? .none,
            .fineShare(reminder.adds), .fineShare(reminder.turnoverShare), .fineShare(reminder.comparisonShare),
            reminder.arm.map { .message(.hqArm($0.rawValue), code: $0.rawValue) } ?? .none,
            .money(reminder.expectedFen), reminder.lastReported.map { .month($0) } ?? .none,
          ]
        }), definition: .webCallsDefinition)
    sheet.isSearchable = true
    sheet.emptiness = .webNobodyOwes
    return sheet
  }

  private static func late(_ panel: TurnoverPanel, month: YearMonth, _ visit: Visit) -> Sheet {
    let deadline = ReportDeadline().passes(for: month)
    var rows: [[PageCell]] = []
    for row in 0..<panel.storeCount where panel.isCounted(row: row, in: month) {
      guard let moment = panel.firstReceived(row: row, in: month), moment >= deadline else { continue }
      let code = panel.code(ofRow: row)
      rows.append([
        .text(code, to: visit.address("/stores/\(PageQuery.encoded(code))")), .text(panel.name(ofRow: row)),
        panel.region(ofRow: row, in: month).map { .text(visit.name(of: $0), to: visit.address("/regions/\($0)")) }
          ?? .none,
        .moment(moment),
      ])
    }
    var sheet = Sheet(
      "late", .webLateList,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
        .init("received_at", .webReceived),
      ], rows: .all(rows))
    sheet.isSearchable = true
    sheet.pageSize = 20
    sheet.emptiness = .webNobodyLate
    return sheet
  }
}
