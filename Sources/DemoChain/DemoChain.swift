import SnackChain

/// A synthetic chain of stores with its monthly reports, deterministic by seed.
///
/// Turnover of a store in a month is its level, times the growth of its part of the country and of its form, times
/// season and pandemic, times chance (autoregressive), less the days closed around the Spring Festival; and times one
/// plus the true effect in every month on whose first day it held its certificate. Stores that join were growing faster
/// already, so the raw year on year of upgraded stores is far above the true effect.
///
/// Every store has streams of its own, so that stores can be drawn in any order, alone, or on several threads.
public struct DemoChain: Sendable {
  /// What the chain was drawn from.
  public let parameters: DemoParameters
  private let regions: RegionDraw
  private let codes: [StoreCode]
  private let programme: Programme
  private let draw: MonthDraw

  /// Draws the register: who stands where and who joins. Months are drawn when they are asked for.
  ///
  /// - Parameter regions: the divisions that stores stand in, with their shares. Without any, all stand in Shengzhou.
  public init(_ parameters: DemoParameters = DemoParameters(), regions: [WeightedRegion]) {
    self.parameters = parameters
    self.regions = RegionDraw(regions)
    codes = DemoStore.codes(parameters.stores)
    programme = Programme(parameters, regions: self.regions)
    draw = MonthDraw(
      parameters: parameters, markets: MarketTable(parameters),
      festivals: SpringFestivalCalendar(parameters.springFestivals))
  }

  /// The places of all stores: what ``store(_:)`` takes.
  public var indices: Range<Int> { 0..<parameters.stores }

  /// The store at a place in ``indices``.
  public func store(_ index: Int) -> DemoStore {
    let profile = StoreProfile(index, parameters: parameters, regions: regions)
    return DemoStore(
      profile, index: index, code: codes[index], region: regions.codes[profile.region],
      cohort: programme.cohort(of: index),
      parameters: parameters)
  }

  /// The months that were due from `store` within the window, in order; those whose report never came are marked.
  public func months(of store: DemoStore) -> [DemoMonth] { draw.months(of: store) }
}
