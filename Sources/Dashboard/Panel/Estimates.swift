import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// What a month's programme brings, as far as it can be told: growth of the arms, and the causal estimate.
struct Estimate: Sendable {
  let month: YearMonth
  /// The month against the same month a year before.
  let single: YearOnYear
  /// January and February together, where the month is one of them.
  let festival: YearOnYear?
  /// How much the growth of the upgraded stores would vary with the stores.
  let interval: GrowthIntervals?
  /// The causal estimate, or why there is none.
  let causal: Result<CausalSummary, PanelRefusal>
  /// The data version that all of it was made from.
  let dataVersion: Int64

  /// The comparison that may be said aloud: the combined one where there is one.
  var spoken: YearOnYear { festival ?? single }

  /// Computes from a panel that holds the month and the year before.
  ///
  /// - Throws: `PanelError` where it does not.
  init(_ fed: FedPanel, month: YearMonth) throws(PanelError) {
    self.month = month
    dataVersion = fed.panel.dataVersion
    var options = YearOnYearOptions()
    single = try fed.panel.yearOnYear(in: month, options: options)
    if month.month <= 2 {
      options.combinesFestival = true
      festival = try? fed.panel.yearOnYear(in: month, options: options)
      if festival == nil { options.combinesFestival = false }
    } else {
      festival = nil
    }
    interval = try? fed.panel.growthIntervals(of: .upgraded, in: month, options: options, seed: 1)
    causal = CausalSummary.estimate(
      fed.panel, months: (fed.reported?.lowerBound ?? month)...month)
  }
}

/// Estimates that have been made: each takes a fifth of a second, so pages show the last one while the next is made.
struct Estimates: Sendable {
  private struct Key: Hashable {
    let month: YearMonth
    let scope: RegionScope
    let version: Int64?
  }

  private let work = KeptWork<Key, Estimate>(most: 24, freshness: .seconds(20))

  /// The estimate for a month: of exactly `version` where one is asked for, else one that is at most a little behind.
  ///
  /// - Parameter patience: how long to wait where there is none yet; `nil` for as long as it takes.
  /// - Returns: `nil` where it is still being made.
  /// - Throws: `PageProblem` where the panel does not reach a year back.
  func estimate(
    _ fed: FedPanel, month: YearMonth, visitor: Visitor, version: Int64?, patience: Duration?
  ) async throws -> Estimate? {
    let current = fed.panel.dataVersion
    return try await work.value(
      Key(month: month, scope: visitor.scope, version: version), patience: patience,
      isCurrent: { $0.dataVersion == current },
      make: {
        do throws(PanelError) {
          return try Estimate(fed, month: month)
        } catch {
          throw PageProblem.noYearBefore(month)
        }
      })
  }
}

extension PageProblem {
  /// There is nothing to compare the month with.
  static func noYearBefore(_ month: YearMonth) -> PageProblem {
    PageProblem(
      code: "no_year_before", status: .notFound, title: .webNoYearBefore(month), advice: .webMonthOutsideAdvice,
      ways: [.init(text: .webOverview, address: "/")])
  }
}
