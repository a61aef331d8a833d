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

/// Estimates that have been made: they take a fifth of a second, so pages show the last one, which says its own data
/// version, while the next is being made.
actor Estimates {
  private struct Key: Hashable {
    let month: YearMonth
    let scope: RegionScope
    let version: Int64?
  }

  private struct Kept {
    let estimate: Estimate
    let at: ContinuousClock.Instant
  }

  private var kept: [Key: Kept] = [:]
  private var order: [Key] = []
  private var making: [Key: Task<Estimate, any Error>] = [:]
  private let clock = ContinuousClock()

  /// How old an estimate may be before the next is made.
  private static let freshness = Duration.seconds(20)
  private static let most = 24

  /// The estimate for a month: of exactly `version` where one is asked for, else one that is at most a little behind.
  ///
  /// - Throws: `PageProblem` where the panel does not reach a year back.
  func estimate(_ fed: FedPanel, month: YearMonth, visitor: Visitor, version: Int64?) async throws -> Estimate {
    let key = Key(month: month, scope: visitor.scope, version: version)
    let task = making[key]
    if let found = kept[key] {
      let isCurrent = found.estimate.dataVersion == fed.panel.dataVersion
      if isCurrent || found.at.duration(to: clock.now) < Self.freshness || task != nil { return found.estimate }
      Task { _ = try await self.make(fed, key) }
      return found.estimate
    }
    if let task { return try await task.value }
    return try await make(fed, key)
  }

  private func make(_ fed: FedPanel, _ key: Key) async throws -> Estimate {
    let task = Task.detached(priority: .utility) { () throws -> Estimate in
      do throws(PanelError) {
        return try Estimate(fed, month: key.month)
      } catch {
        throw PageProblem.noYearBefore(key.month)
      }
    }
    making[key] = task
    defer { making[key] = nil }
    let estimate = try await task.value
    if kept[key] == nil { order.append(key) }
    kept[key] = Kept(estimate: estimate, at: clock.now)
    if order.count > Self.most { kept[order.removeFirst()] = nil }
    return estimate
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
