import CentralLedger
import ChainStatistics
import Localization
import PanelFeed
import SeedData
import SnackChain

/// The programme at a glance: the six counts, how many stores stand at which stage, whom to visit next, what is overdue.
struct ProgrammePage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    var content = PageContent(.programme, title: .webProgrammeOf(month), fed: fed, month: month)
    content.lead = .webProgrammeLead
    let reason = try visit.query.choice("reason", VisitReason.Kind.self)
    guard let board = try await visit.site.boards.board(visit, month: month, patience: visit.patience) else {
      content.wait()
      return content
    }
    let estimated = visit.visitor.scope == .everywhere ? visit.site.figures.storesEstimated : nil
    let counts = ProgrammeCounts(
      board.rows.lazy.map(\.counts), month: month, dataVersion: board.dataVersion, estimated: estimated)
    content.parts.append(.facts(Self.facts(counts, board, visit)))
    if board.dataVersion != fed.panel.dataVersion {
      content.parts.append(.notes([.webBoardVersion(board.dataVersion, now: fed.panel.dataVersion)]))
    }
    content.parts.append(.sheet(Self.counts(counts, visit)))
    content.parts.append(.chart(Self.stages(board, visit)))
    content.parts.append(.sheet(Self.visits(board, reason: reason, visit)))
    content.parts.append(.sheet(Self.overdue(board, visit)))
    let conflicts = try await visit.site.ledger.inspectionConflicts(access: visit.visitor.access)
    if !conflicts.isEmpty { content.parts.append(.sheet(Self.conflicts(conflicts, visit))) }
    return content
  }

  private static func address(_ count: ProgrammeCount, _ visit: Visit) -> String {
    visit.address("/programme/stores", [("count", count.rawValue)])
  }

  private static func facts(_ counts: ProgrammeCounts, _ board: ProgrammeBoard, _ visit: Visit) -> [PageContent.Fact] {
    let overdue = board.overdue.count
    return [
      PageContent.Fact(
        name: .hqCount("estimated"), value: counts.estimated.map { .count($0) } ?? Message(verbatim: "—"),
        note: .webEstimatedNote, address: visit.address("/uplift"))
    ]
      + ProgrammeCount.allCases.map { count in
        PageContent.Fact(
          name: .hqCount(count.rawValue), value: .count(counts[count]), note: .hqCountDefinition(count.rawValue),
          address: address(count, visit))
      } + [
        PageContent.Fact(
          name: .webOverdue, value: .count(overdue), note: .webOverdueNote(board.day),
          address: visit.here([]) + "#table-overdue", isWarning: overdue > 0),
        PageContent.Fact(
          name: .webVisits, value: .count(board.visits.count), note: .webVisitsNote,
          address: visit.here([]) + "#table-main"),
      ]
  }

  private static func counts(_ counts: ProgrammeCounts, _ visit: Visit) -> Sheet {
    func row(_ key: String, _ stores: Int?, _ address: String?) -> [PageCell] {
      let definition = Message.hqCountDefinition(key)
      return [
        .message(.hqCount(key), code: key, to: address), stores.map { .integer($0) } ?? .none,
        .message(definition, code: definition[visit.language]),
      ]
    }
    var sheet = Sheet(
      "counts", .webCounts,
      columns: [
        .init("count", .webCount), .init("stores", .webStoresCount),
        .init("definition", .webDefinition, isSortable: false),
      ],
      rows: .all(
        [row("estimated", counts.estimated, nil)]
          + ProgrammeCount.allCases.map { row($0.rawValue, counts[$0], address($0, visit)) }),
      definition: .hqCountsFooter(counts.month, version: counts.dataVersion))
    sheet.isFolded = true
    return sheet
  }

  private static func stages(_ board: ProgrammeBoard, _ visit: Visit) -> Chart {
    let byStage = Dictionary(grouping: board.rows.filter { $0.since != nil }, by: \.stage)
    let found = ProgrammeStage.allCases.filter { $0 != .outside }.map { stage -> (ProgrammeStage, [Int]) in
      (stage, (byStage[stage] ?? []).compactMap { $0.since.map { Int(board.day.number - $0.number) } }.sorted())
    }
    var sheet = Sheet(
      "stages", .webStages,
      columns: [
        .init("stage", .hqFactStage), .init("stores", .webStoresCount), .init("median_days", .webMedianDays),
        .init("longest_days", .webLongestDays),
      ],
      rows: .all(
        found.map { stage, days in
          [
            .message(
              .programmeStage(stage), code: stage.rawValue,
              to: visit.address("/programme/stores", [("stage", stage.rawValue)])),
            .integer(days.count), days.isEmpty ? .none : .integer(days[days.count / 2]),
            days.last.map { .integer($0) } ?? .none,
          ]
        }), definition: .webStagesDefinition(board.day))
    sheet.isFolded = true
    return Chart(
      title: .webStages,
      drawing: BarChart(
        title: .webStages, bars: found.map { .init(name: .programmeStage($0), value: Double($1.count)) }),
      sheet: sheet)
  }

  private static func visits(_ board: ProgrammeBoard, reason: VisitReason.Kind?, _ visit: Visit) -> Sheet {
    let known = Dictionary(board.rows.map { ($0.store, $0) }, uniquingKeysWith: { first, _ in first })
    let planned = board.visits.enumerated().filter { _, planned in
      reason.map { wanted in planned.reasons.contains { $0.reason.kind == wanted } } ?? true
    }
    let language = visit.language
    var sheet = Sheet(
      "main", .webVisits,
      columns: [
        .init("place", .webPlace, isSortable: false), .init("store", .hqFactCode, isSortable: false),
        .init("name", .hqFactName, isSortable: false), .init("region", .hqFactRegion, isSortable: false),
        .init("points", .webPoints, isSortable: false), .init("reasons", .webReasons, isSortable: false),
        .init("decision", .webVisitDecision, isSortable: false),
      ],
      rows: .chosen(count: planned.count) { range in
        planned[range].map { place, planned in
          let store = known[planned.store]
          let reasons = Message.joined(planned.reasons.map { .visitReason($0.reason) }, zh: "；", en: "; ")
          return [
            .integer(place + 1),
            .text(
              planned.store.description,
              to: visit.address("/stores/\(PageQuery.encoded(planned.store.description))")),
            .text(store?.name ?? ""), store?.region.map { .text(visit.name(of: $0)) } ?? .none,
            .integer(planned.points),
            .message(reasons, code: planned.reasons.map(\.reason.code).joined(separator: ";")),
            planned.overruling.map { .message(.hqVisitDecision($0), code: $0.reason) } ?? .none,
          ]
        }
      }, definition: .webVisitsDefinition(board.day))
    sheet.filters = [
      .init(
        name: "reason", title: .webReason,
        options: VisitReason.Kind.allCases.map { ($0.rawValue, Message.webVisitReason($0.rawValue)[language]) })
    ]
    sheet.pageSize = 20
    sheet.emptiness = .webNoVisits
    return sheet
  }

  private static func overdue(_ board: ProgrammeBoard, _ visit: Visit) -> Sheet {
    var sheet = Sheet(
      "overdue", .webOverdue,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
        .init("due", .webDueDay), .init("days", .webDaysOverdue), .init("items", .webItems),
      ],
      rows: .all(
        board.overdue.map { row in
          let due = row.rectification?.due ?? board.day
          return [
            .text(row.store.description, to: visit.address("/stores/\(PageQuery.encoded(row.store.description))")),
            .text(row.name), row.region.map { .text(visit.name(of: $0)) } ?? .none, .day(due),
            .integer(Int(board.day.number - due.number)),
            .text(row.rectification?.items.joined(separator: " ") ?? ""),
          ]
        }), definition: .webOverdueNote(board.day))
    sheet.isSearchable = true
    sheet.pageSize = 20
    sheet.emptiness = .webNothingOverdue
    return sheet
  }

  private static func conflicts(_ conflicts: [RecordedInspection], _ visit: Visit) -> Sheet {
    Sheet(
      "conflicts", .webInspectionConflicts,
      columns: [
        .init("store", .hqFactCode), .init("day", .webDay), .init("purpose", .webPurpose),
        .init("inspectors", .webInspectors), .init("state", .webState), .init("recorded_at", .webRecordedAt),
      ],
      rows: .all(
        conflicts.map { one in
          let code = one.use.rawValue
          return [
            .text(
              one.inspection.store.description,
              to: visit.address("/stores/\(PageQuery.encoded(one.inspection.store.description))")),
            .day(one.inspection.day),
            .message(.inspectionPurpose(one.inspection.purpose), code: one.inspection.purpose.rawValue),
            .text(one.inspection.inspectors.joined(separator: " ")),
            .message(.hqInspectionCounts(code), code: code), .serial(one.recordedAt),
          ]
        }))
  }
}
