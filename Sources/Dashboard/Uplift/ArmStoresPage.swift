import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// Who is in the comparison and who is out, store by store.
struct ArmStoresPage: DashboardPage {
  private enum Arm: String, CaseIterable {
    case upgraded, standardised, others
  }

  private enum Period: String, CaseIterable {
    case month
  }

  let parameters = ["period"]

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    let arm = try visit.query.choice("arm", Arm.self)
    let reason = try visit.query.choice("reason", YearOnYearReason.self)
    let single = try visit.query.choice("period", Period.self) != nil
    var options = YearOnYearOptions()
    let festival = month.month == 1 ? month.next : month
    options.combinesFestival = !single && month.month <= 2 && fed.panel.months.contains(festival)
    let found: [StoreComparison]
    do {
      found = try fed.panel.storeComparisons(in: month, options: options)
    } catch {
      throw PageProblem.noYearBefore(month)
    }
    let chosen = found.filter { store in
      let isInArm =
        switch arm {
        case nil: true
        case .upgraded: store.arm == .upgraded
        case .standardised: store.arm == .upgraded || store.arm == .standardised
        case .others: store.arm == .others
        }
      return isInArm && (reason == nil || store.reason == reason)
    }
    var content = PageContent(.uplift, title: .webWhoIsIn, fed: fed, month: month)
    content.crumbs = [.init(text: .webUplift, address: visit.address("/uplift"))]
    content.lead = .webComparedPeriod(
      options.combinesFestival ? .hqPeriodName(first: festival.previous, last: festival) : .month(month))
    content.parts.append(.sheet(sheet(chosen, fed: fed, month: month, visit)))
    return content
  }

  private func sheet(_ stores: [StoreComparison], fed: FedPanel, month: YearMonth, _ visit: Visit) -> Sheet {
    let panel = fed.panel
    var sheet = Sheet(
      "main", .webWhoIsIn,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
        .init("arm", .webArm), .init("state", .webInOrOut), .init("now_fen", .webInYuan(.webNow)),
        .init("then_fen", .webInYuan(.webThen)),
        .init("growth", .webChangeOnYear),
      ],
      rows: .all(
        stores.map { store in
          let code = panel.code(ofRow: store.row)
          let region = panel.region(ofRow: store.row, in: month)
          return [
            .text(code, to: visit.address("/stores/\(PageQuery.encoded(code))")), .text(panel.name(ofRow: store.row)),
            .text(region.map { visit.name(of: $0) } ?? ""),
            store.arm.map { .message(.hqArm($0.rawValue), code: $0.rawValue) } ?? .message(.webNoArm, code: "none"),
            store.reason.map { .message(.webReasonOut($0.rawValue), code: $0.rawValue) }
              ?? .message(.webIn, code: "in"), .money(store.nowFen), .money(store.thenFen), .growth(store.growth),
          ]
        }), definition: visit.site.definition(of: ["comparable", "upgraded", "standardised", "others"]))
    sheet.isSearchable = true
    sheet.filters = [
      .init(
        name: "arm", title: .webArm,
        options: Arm.allCases.map { ($0.rawValue, Message.hqArm($0.rawValue)[visit.language]) }),
      .init(
        name: "reason", title: .webReason,
        options: YearOnYearReason.allCases.map {
          ($0.rawValue, Message.webReasonOut($0.rawValue)[visit.language])
        }),
    ]
    return sheet
  }
}
