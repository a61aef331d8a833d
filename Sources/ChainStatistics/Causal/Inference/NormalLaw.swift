import Foundation

/// The standard normal law.
public enum NormalLaw {
  /// The value that a share of the law lies at or below.
  ///
  /// Bisection on the complementary error function, which is accurate in both tails.
  public static func quantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return share == 0 ? -.infinity : share == 1 ? .infinity : .nan }
    var (low, high) = (-40.0, 40.0)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return middle }
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < share { low = middle } else { high = middle }
    }
  }

  /// The half width of a two-sided interval in standard errors: 1.96 for 0.95.
  public static func critical(_ confidence: Double) -> Double { quantile(0.5 + confidence / 2) }
}

/// An interval around an effect.
public struct EffectInterval: Sendable, Hashable {
  /// The effect.
  public var effect: Double
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// The same on the scale of ratios: `exp(x) - 1`, for effects on logarithms.
  public var ofRatios: EffectInterval {
    EffectInterval(effect: expm1(effect), lower: expm1(lower), upper: expm1(upper))
  }
}

extension PanelEffects.Figure {
  /// The pointwise interval of an effect.
  public func interval(confidence: Double = 0.95) -> EffectInterval {
    let reach = NormalLaw.critical(confidence) * se
    return EffectInterval(effect: att, lower: att - reach, upper: att + reach)
  }
}

extension PanelEffects.Part {
  /// The pointwise interval of an effect.
  public func interval(confidence: Double = 0.95) -> EffectInterval {
    PanelEffects.Figure(att: att, se: se).interval(confidence: confidence)
  }
}
