import ChainStatistics
import SnackChain

/// The estimate made again in ways that should not change it, or should find nothing.
struct CausalTrials {
  /// The estimate without one province.
  struct WithoutProvince {
    let province: RegionCode
    let stores: Int
    let effect: PanelEffects.Figure?
  }

  /// The estimate of a date on which nothing happened.
  struct Placebo {
    let monthsEarlier: Int
    let effect: PanelEffects.Figure?
  }

  /// Without each province in turn: no single one should carry the result.
  let withoutEach: [WithoutProvince]
  /// As if certification had come earlier than it did: there should be nothing.
  let placebos: [Placebo]

  init(_ panel: EventPanel, turnover: TurnoverPanel, last: YearMonth, design: CausalDesign) {
    let groups = (0..<turnover.storeCount).map { row in
      turnover.region(ofRow: row, in: last).map { Int($0.province.number) } ?? 0
    }
    withoutEach = panel.leavingOutEach(groups, design).compactMap { subset in
      RegionCode(number: Int32(clamping: subset.group)).map {
        WithoutProvince(province: $0, stores: subset.units, effect: subset.simple)
      }
    }
    placebos = [3, 6, 12].map { shift in
      Placebo(
        monthsEarlier: shift, effect: (try? panel.placebo(periodsEarlier: shift, design))?.effects.simple)
    }
  }
}
