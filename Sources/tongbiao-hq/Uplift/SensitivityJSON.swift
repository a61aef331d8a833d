import ChainStatistics

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

  /// The estimate of a part of the chain.
  struct Part: Encodable {
    let key: String
    let stores: Int
    let certified: Int
    let att: Double?
    let se: Double?

    init(_ part: ProgrammeRobustness.Part) {
      key = part.key
      stores = part.stores
      certified = part.certified
      att = part.figure?.att.finite
      se = part.figure?.se.finite
    }
  }

  /// The estimate made again over parts of the chain, at other dates and by other methods.
  struct Robustness: Encodable {
    let leaveOneOut: [Part]
    let byProvince: [Part]
    let byTier: [Part]
    let byForm: [Part]
    let bySize: [Part]
    let byYear: [Part]
    let placebo: [Part]
    let alternatives: [Part]

    init(_ found: ProgrammeRobustness) {
      leaveOneOut = found.withoutProvince.map(Part.init)
      byProvince = found.byProvince.map(Part.init)
      byTier = found.byTier.map(Part.init)
      byForm = found.byForm.map(Part.init)
      bySize = found.bySize.map(Part.init)
      byYear = found.byYear.map(Part.init)
      placebo = found.placebo.map(Part.init)
      alternatives = found.alternatives.map(Part.init)
    }

    enum CodingKeys: String, CodingKey {
      case placebo, alternatives
      case leaveOneOut = "leave_one_out"
      case byProvince = "by_province"
      case byTier = "by_tier"
      case byForm = "by_form"
      case bySize = "by_size"
      case byYear = "by_year"
    }
  }
}

extension Double {
  /// The figure, or `nil` where it is not finite: JSON has no NaN.
  var finite: Double? { isFinite ? self : nil }
}
