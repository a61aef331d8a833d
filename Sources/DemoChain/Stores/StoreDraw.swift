import SnackChain

extension DemoStore {
  /// Usual monthly turnover of a family store in yuan, so that the average month of all stores is near CNY 33,000: 12
  /// billion a year over 30,000 stores.
  private static let familyLevel = 33_400.0
  /// How far levels of stores of one form lie apart, in logs.
  private static let levelSpread = 0.45

  /// Completes a profile.
  init(
    _ profile: StoreProfile, index: Int, code: StoreCode, region: RegionCode, cohort: YearMonth?,
    parameters: DemoParameters
  ) {
    var random = profile.rest
    self.index = index
    self.region = region
    self.code = code
    name = "示范嵊州小吃" + Self.padded(index + 1, to: 5) + "号"
    form = profile.form
    opened = profile.opened
    closed = profile.closed
    level =
      Self.familyLevel * PortableExponential.exp(profile.form.levelShift + Self.levelSpread * profile.levelDeviation)
    takeawayShare = (profile.form == .stall ? 0.08 : 0.18) + 0.25 * random.uniform()
    restDays = random.below(4)
    silence = random.uniform() < 0.1 ? 0.30 : 0.045

    let last = parameters.lastMonth.lastDay
    let traded = max(1, Int((profile.closed ?? last).number - profile.opened.number))
    let handedOver = random.uniform() < 0.15
    let handover = random.below(traded)
    ownerSince = handedOver ? profile.opened.adding(days: handover) : profile.opened

    // Drawn for every store, so that joining changes nothing else about it.
    let moment = random.uniform()
    let waiting = 40 + random.below(110)
    let kind = random.uniform()
    let end = random.uniform()
    let endingMoment = random.uniform()
    guard let cohort else {
      tier = nil
      certified = nil
      ended = nil
      // Some have applied and wait.
      let application = last.adding(days: -waiting)
      applied = kind < 0.02 && profile.closed == nil && profile.opened < application ? application : nil
      return
    }
    let month = cohort.previous
    let day = month.firstDay.adding(days: 1 + Int(moment * Double(month.dayCount)))
    certified = day
    applied = max(profile.opened, day.adding(days: -waiting))
    tier = kind < 0.05 ? .flagship : kind < 0.18 ? .model : .convenience
    let spare = Double(last.number - day.number - 90)
    let endDay = day.adding(days: 90 + Int(endingMoment * spare))
    if end < 0.025, spare > 0, profile.closed.map({ endDay < $0 }) ?? true {
      ended = StandingEvent(end < 0.015 ? .suspended : end < 0.020 ? .revoked : .withdrawn, effective: endDay)
    } else {
      ended = nil
    }
  }

  /// The codes of a whole chain, by place: two letters and a number are always a code, so that none is left out.
  static func codes(_ count: Int) -> [StoreCode] {
    (1...max(1, count)).compactMap { StoreCode("SZ" + padded($0, to: 6)) }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
