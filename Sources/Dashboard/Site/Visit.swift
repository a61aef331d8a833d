import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SeedData
import SnackChain

/// One look at one page: who looks, at what, in which language, and where the figures come from.
struct Visit: Sendable {
  let site: Site
  let visitor: Visitor
  let path: String
  let format: PageFormat
  let query: PageQuery
  let language: Language
  /// The data version asked for, or `nil` for now.
  let asOf: Int64?

  /// The panel that the visitor may see: of the version asked for, with no store outside of their regions.
  func panel() async throws -> FedPanel {
    try await site.panels.panel(asOf: asOf, for: visitor.scope)
  }

  /// How long the visit waits for what takes long: a page comes again by itself, a file is only whole or not there.
  var patience: Duration? { format == .html ? .milliseconds(1_500) : nil }

  /// The month asked for, or the last one that there are reports of.
  ///
  /// - Throws: `PageProblem` of a month that there is nothing of, or where there is no report at all.
  func month(in fed: FedPanel) throws(PageProblem) -> YearMonth {
    guard let reported = fed.reported else { throw .noReports }
    guard let month = try query.month() else { return reported.upperBound }
    guard fed.panel.months.contains(month), reported.contains(month) else {
      throw .monthOutside(month, first: reported.lowerBound, last: reported.upperBound)
    }
    return month
  }

  /// An address on this site that keeps month and data version.
  func address(_ path: String, _ more: [(String, String?)] = []) -> String {
    var kept = PageQuery()
    for name in ["month", "as-of"] { kept = kept.with(name, query[name]) }
    for (name, value) in more { kept = kept.with(name, value) }
    return kept.address(path)
  }

  /// The address of this very view with one value changed.
  func here(_ changes: [(String, String?)]) -> String {
    var changed = query
    for (name, value) in changes { changed = changed.with(name, value) }
    return changed.address(path)
  }

  /// The division that a parameter asks for.
  ///
  /// - Throws: `PageProblem` of a code that is none.
  func region(_ name: String) throws(PageProblem) -> RegionCode? {
    guard let text = query[name] else { return nil }
    guard let asked = RegionCode(text) else { throw .badParameter(name, text, wanted: .webWantRegion) }
    guard site.names.table[asked] != nil || site.names.table[asked.province] != nil else {
      throw .unknownRegion(text)
    }
    return asked
  }

  /// The provinces, and the division that a parameter asks for where it is a finer one.
  func regionOptions(_ name: String) -> [RegionCode] {
    var options = TileMap.provinces
    if let asked = query[name].flatMap({ RegionCode($0) }), !options.contains(asked) { options.append(asked) }
    return options.sorted()
  }

  /// The full name of a division in the language of the visit.
  func name(of region: RegionCode) -> String { site.names.name(of: region, in: language) }
}

extension PageProblem {
  /// Six digits that are no division.
  static func unknownRegion(_ code: String) -> PageProblem {
    PageProblem(
      code: "unknown_region", status: .notFound, title: .webUnknownRegion(code), advice: .webWantRegion,
      ways: [Way(text: .webRegions, address: "/regions")])
  }

  /// There is no report at all.
  static let noReports = PageProblem(
    code: "no_reports", status: .notFound, title: .hqNoReports, advice: .hqNoReportsAdvice)

  /// A month that no report is for.
  static func monthOutside(_ month: YearMonth, first: YearMonth, last: YearMonth) -> PageProblem {
    PageProblem(
      code: "month_outside", status: .notFound, title: .hqMonthOutside(month, first: first, last: last),
      advice: .webMonthOutsideAdvice, ways: [Way(text: .month(last), address: "/?month=\(last)")])
  }
}
