import SnackChain

/// What would change the causal estimate: who was compared, when, and how.
///
/// Everything here re-estimates the simple figure (the mean effect over all certified stores and months) on the
/// logarithm of turnover; effects and errors are in logarithms.
public struct ProgrammeRobustness: Sendable {
  /// One re-estimation.
  public struct Part: Hashable, Sendable {
    /// What was kept, left out or changed: a region code, a tier, a form, a third, a year or a number of months.
    public let key: String
    /// The stores compared.
    public let stores: Int
    /// The certified ones among them.
    public let certified: Int
    /// The effect and its standard error, or `nil` where there was nothing to compare.
    public let figure: PanelEffects.Figure?
  }

  /// How large a violation of parallel trends would overturn the sign: a bound.
  public let breakdown: BreakdownBound?
  /// Bounds for stores that always report, where the arms report differently.
  public let lee: LeeBounds
  /// The estimate without each province in turn.
  public let withoutProvince: [Part]
  /// Within each province that has certified stores.
  public let byProvince: [Part]
  /// Certified stores of each tier against all others.
  public let byTier: [Part]
  /// Within each form of store.
  public let byForm: [Part]
  /// Within thirds of stores by their turnover in the first year of the panel: `1` is the smallest.
  public let bySize: [Part]
  /// Stores certified in each year against all others.
  public let byYear: [Part]
  /// As if stores had been certified some months earlier, from what happened before they were: should be nothing.
  public let placebo: [Part]
  /// With the other group of controls, without any adjustment, and doubly robust with the level and growth of turnover
  /// before anybody in the panel was certified.
  public let alternatives: [Part]

  /// Months before the true date at which certification is pretended.
  public static let placeboMonths = [6, 12]
}

extension TurnoverPanel {
  /// Estimates the effect again and again over parts of the chain.
  ///
  /// - Parameters:
  ///   - panel: what ``programmePanel(_:minOpenDays:outcome:)`` made of this panel over `months`.
  ///   - estimate: its estimate by `design`.
  public func robustness(
    of estimate: CausalEstimate, on panel: EventPanel, months: ClosedRange<YearMonth>, design: CausalDesign
  ) -> ProgrammeRobustness {
    let last = months.upperBound
    let rows = 0..<storeCount
    let plain = CausalDesign(control: design.control, adjustment: design.adjustment)
    let provinces = rows.map { row in region(ofRow: row, in: last).map { Int($0.province.number) } ?? 0 }
    let forms = rows.map { row in form(ofRow: row).flatMap { StoreForm.allCases.firstIndex(of: $0) } ?? -1 }
    let years = rows.map { certificates(ofRow: $0).first.map { $0.from.yearMonth.year } ?? 0 }
    let tiers = rows.map { row in
      years[row] == 0
        ? -1 : tier(ofRow: row, in: last).flatMap { Tier.allCases.firstIndex(of: $0) } ?? Tier.allCases.count
    }
    func part(_ key: String, _ effect: SubsetEffect) -> ProgrammeRobustness.Part {
      .init(key: key, stores: effect.units, certified: effect.treatedUnits, figure: effect.simple)
    }
    return ProgrammeRobustness(
      breakdown: BreakdownBound(estimate), lee: LeeBounds(panel, estimate, control: design.control),
      withoutProvince: panel.leavingOutEach(provinces, plain).map { part(String($0.group), $0) },
      byProvince: panel.withinEach(provinces, plain).filter { $0.treatedUnits > 0 }.map { part(String($0.group), $0) },
      byTier: Set(tiers).filter { $0 >= 0 }.sorted().map { tier in
        self.part(Tier.allCases.indices.contains(tier) ? Tier.allCases[tier].rawValue : "none", panel, plain) {
          tiers[$0] == tier || years[$0] == 0
        }
      },
      byForm: panel.withinEach(forms, plain).filter { $0.treatedUnits > 0 }.map {
        part($0.group < 0 ? "unknown" : StoreForm.allCases[$0.group].rawValue, $0)
      },
      bySize: panel.withinEach(thirds(of: months), plain).filter { $0.group > 0 }.map { part(String($0.group), $0) },
      byYear: Set(years).filter { $0 > 0 && $0 >= months.lowerBound.year && $0 <= last.year }.sorted().map { year in
        self.part(String(year), panel, plain) { years[$0] == year || years[$0] == 0 }
      },
      placebo: ProgrammeRobustness.placeboMonths.map { placebo(panel, months: $0, plain) },
      alternatives: alternatives(panel, months: months, design: plain))
  }

  /// Thirds of stores by their mean turnover over the first twelve months: 1 to 3, 0 where nothing is known.
  private func thirds(of months: ClosedRange<YearMonth>) -> [Int] {
    let early = Array(months.prefix(12))
    let means = (0..<storeCount).map { row -> Double in
      let figures = early.compactMap { turnoverFen(row: row, in: $0) }.filter { $0 > 0 }
      return figures.isEmpty ? .nan : figures.reduce(0) { $0 + Double($1) } / Double(figures.count)
    }
    return UnitFactor(quantilesOf: UnitCovariate(name: "size", values: means), groups: 3).levels.map { $0 + 1 }
  }

  private func part(
    _ key: String, _ panel: EventPanel, _ design: CausalDesign, keep: (Int) -> Bool
  ) -> ProgrammeRobustness.Part {
    guard let kept = try? panel.keeping(keep) else {
      return .init(key: key, stores: 0, certified: 0, figure: nil)
    }
    return estimated(key, kept, design)
  }

  private func estimated(_ key: String, _ panel: EventPanel, _ design: CausalDesign) -> ProgrammeRobustness.Part {
    .init(
      key: key, stores: panel.unitCount, certified: panel.cohorts.reduce(0) { $0 + $1.units },
      figure: try? panel.effects(design).effects.simple)
  }

  private func placebo(_ panel: EventPanel, months: Int, _ design: CausalDesign) -> ProgrammeRobustness.Part {
    guard let estimate = try? panel.placebo(periodsEarlier: months, design) else {
      return .init(key: String(months), stores: 0, certified: 0, figure: nil)
    }
    return .init(
      key: String(months), stores: estimate.units, certified: estimate.treatedUnits, figure: estimate.effects.simple)
  }

  private func alternatives(
    _ panel: EventPanel, months: ClosedRange<YearMonth>, design: CausalDesign
  ) -> [ProgrammeRobustness.Part] {
    let other: ControlGroup = design.control == .never ? .notyet : .never
    var found = [
      estimated("control_\(other.rawValue)", panel, CausalDesign(control: other, adjustment: design.adjustment)),
      estimated("unadjusted", panel, CausalDesign(control: design.control, adjustment: .none)),
    ]
    if let covaried = try? covariedPanel(months) {
      found.append(
        estimated("doubly_robust", covaried, CausalDesign(control: design.control, adjustment: .doublyRobust)))
    }
    return found
  }

  /// The panel with level and growth of turnover before the first certificate as covariates.
  private func covariedPanel(_ months: ClosedRange<YearMonth>) throws(PanelRefusal) -> EventPanel {
    let first = (0..<storeCount).compactMap { certificates(ofRow: $0).first?.from.yearMonth }.filter(months.contains)
      .min()
    let before = first.map { months.lowerBound.distance(to: $0) } ?? months.count
    return try programmePanel(months, covariatesOverFirst: min(12, max(2, before)))
  }
}
