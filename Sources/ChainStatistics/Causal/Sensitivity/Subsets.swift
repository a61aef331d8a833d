/// The simple figure of a part of a panel.
public struct SubsetEffect: Sendable {
  /// The group that was kept or left out.
  public var group: Int
  /// The units of the subset.
  public var units: Int
  /// The treated units of the subset.
  public var treatedUnits: Int
  /// The simple figure, or `nil` where the subset has no treated units or no controls.
  public var simple: PanelEffects.Figure?
  /// Why there is no figure.
  public var refusal: PanelRefusal?
}

extension EventPanel {
  /// The estimate without each group in turn: no single region should carry the result.
  ///
  /// - Parameter groups: the group of each unit, by its position in the arrays that the panel was made of.
  public func leavingOutEach(_ groups: [Int], _ design: CausalDesign) -> [SubsetEffect] {
    distinct(groups).map { group in subset(group, design) { groups[$0] != group } }
  }

  /// The estimate within each group: by tier, by region, by size of store.
  ///
  /// - Parameter groups: the group of each unit, by its position in the arrays that the panel was made of.
  public func withinEach(_ groups: [Int], _ design: CausalDesign) -> [SubsetEffect] {
    distinct(groups).map { group in subset(group, design) { groups[$0] == group } }
  }

  /// The estimate as if treatment had come `shift` periods earlier, from what happened before it did: with parallel
  /// trends nothing is found.
  ///
  /// Periods from the true date on are removed for treated units; cohorts without a period before the earlier date are
  /// left out and counted.
  ///
  /// - Throws: ``PanelRefusal``.
  public func placebo(periodsEarlier shift: Int, _ design: CausalDesign) throws(PanelRefusal) -> CausalEstimate {
    guard shift > 0 else { throw .option(name: "periodsEarlier") }
    return try rebuilt(keeping: { _ in true }, shiftingCohortsBy: shift).effects(design)
  }

  private func distinct(_ groups: [Int]) -> [Int] {
    Set(origins.lazy.filter { $0 >= 0 }.map { groups[Int($0)] }).sorted()
  }

  private func subset(_ group: Int, _ design: CausalDesign, _ keep: (Int) -> Bool) -> SubsetEffect {
    var result = SubsetEffect(group: group, units: 0, treatedUnits: 0)
    do throws(PanelRefusal) {
      let panel = try keeping(keep)
      result.units = panel.unitCount
      result.treatedUnits = panel.cohorts.reduce(0) { $0 + $1.units }
      result.simple = try panel.effects(design).effects.simple
    } catch {
      result.refusal = error
    }
    return result
  }
}
