import ChainStatistics
import SnackChain

/// How much the estimate can bear, as JSON has it. Effects are in logarithms, as the estimate is.
enum SensitivityJSON {
  /// Bounds for unlike response; `null` where they cannot be formed.
  struct Lee: Encodable {
    let lower: Double?
    let upper: Double?
    let lowerEnd: Double?
    let upperEnd: Double?
    let treatedResponse: Double?
    let controlResponse: Double?

    init(_ bounds: LeeBounds) {
      lower = bounds.lower.finite
      upper = bounds.upper.finite
      lowerEnd = bounds.lowerEnd.finite
      upperEnd = bounds.upperEnd.finite
      treatedResponse = bounds.treatedResponse.finite
      controlResponse = bounds.controlResponse.finite
    }

    enum CodingKeys: String, CodingKey {
      case lower, upper
      case lowerEnd = "lower_end"
      case upperEnd = "upper_end"
      case treatedResponse = "treated_response"
      case controlResponse = "control_response"
    }
  }

  /// How large a break of parallel trends overturns the sign, in multiples of the largest step before certification.
  struct Breakdown: Encodable {
    let kind = "bound, relative magnitudes (after Rambachan and Roth 2023)"
    let effect: Double?
    let interval: Double?
    let largestStep: Double?
    let stepEvent: Int

    init(_ bound: BreakdownBound) {
      effect = bound.ofEffect.finite
      interval = bound.ofInterval.finite
      largestStep = bound.largestStep.finite
      stepEvent = bound.stepEvent
    }

    enum CodingKeys: String, CodingKey {
      case kind, effect, interval
      case largestStep = "largest_step"
      case stepEvent = "step_event"
    }
  }

  /// The estimate without one province.
  struct Without: Encodable {
    let province: String
    let stores: Int
    let att: Double?
    let se: Double?

    init(_ trial: CausalTrials.WithoutProvince) {
      province = trial.province.description
      stores = trial.stores
      att = trial.effect?.att.finite
      se = trial.effect?.se.finite
    }
  }

  /// The estimate of a date on which nothing happened.
  struct Placebo: Encodable {
    let monthsEarlier: Int
    let att: Double?
    let se: Double?

    init(_ trial: CausalTrials.Placebo) {
      monthsEarlier = trial.monthsEarlier
      att = trial.effect?.att.finite
      se = trial.effect?.se.finite
    }

    enum CodingKeys: String, CodingKey {
      case att, se
      case monthsEarlier = "months_earlier"
    }
  }
}

extension Double {
  /// The figure, or `nil` where it is not finite: JSON has no NaN.
  var finite: Double? { isFinite ? self : nil }
}
