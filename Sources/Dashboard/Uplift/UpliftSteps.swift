import ChainStatistics
import Localization
import SeedData
import SnackChain

/// The four steps from the claim to the estimate, and what may be said. No sentence claims more than its interval allows.
struct UpliftSteps {
  private let estimate: Estimate
  private let claim: PublishedFigure?

  init(_ estimate: Estimate, figures: [PublishedFigure]) {
    self.estimate = estimate
    claim = figures.first { $0.key == "upgraded_turnover_growth" }
  }

  var steps: [PageContent.Step] {
    var steps: [PageContent.Step] = []
    if let claim {
      steps.append(
        .init(
          title: .webStepClaim, figure: Message(verbatim: "≥ \(claim.value)%"),
          texts: [.hqStepClaim(Message(zh: claim.name.zh, en: claim.name.en), percent: claim.value, asOf: claim.asOf)]))
    }
    steps.append(sameStores)
    steps.append(againstTheRest)
    steps.append(causal)
    return steps
  }

  private var sameStores: PageContent.Step {
    let year = estimate.spoken
    let arm = year.upgraded
    let period = Message.hqPeriodName(first: year.period.first, last: year.period.last)
    var texts: [Message] = []
    texts.append(
      .hqStepTwo(
        period, stores: arm.stores, due: arm.due, coverage: arm.coverage, floor: arm.coverageFloor,
        isWithheld: arm.headline == nil, ratio: arm.ratioOfSums, mean: arm.meanOfRatios, median: arm.medianOfRatios))
    if let interval = estimate.interval?.ratioOfSums { texts.append(.webIntervalOfGrowth(interval)) }
    if estimate.festival != nil {
      texts.append(.hqSingleMonth(estimate.month, ratio: estimate.single.upgraded.ratioOfSums))
    }
    if (2021...2023).contains(year.period.first.year) { texts.append(.hqPandemicBase(year.base.first.year)) }
    let attrition = Attrition(year)
    if attrition.isDoubtful {
      texts.append(.hqAttrition(upgraded: attrition.upgraded.rate, others: attrition.others.rate))
    }
    return .init(title: .webStepSameStores, figure: .growth(arm.headline), texts: texts)
  }

  private var againstTheRest: PageContent.Step {
    let year = estimate.spoken
    let gap = year.upgradedGap
    guard let difference = gap.ratioOfSums else {
      return .init(title: .webStepRest, figure: nil, texts: [.hqStepNoGap])
    }
    var texts: [Message] = [
      .hqStepGap(
        others: gap.othersRatioOfSums, points: difference, stores: gap.stores, otherStores: year.others.stores,
        withoutPeers: gap.storesWithoutPeers)
    ]
    if let plain = year.others.ratioOfSums { texts.append(.webGapWeighted(plain)) }
    return .init(title: .webStepRest, figure: .hqPoints(difference), texts: texts)
  }

  private var causal: PageContent.Step {
    guard case .success(let summary) = estimate.causal, let interval = summary.growthInterval else {
      var reason = Message.hqNoControls
      if case .failure(let refusal) = estimate.causal, refusal.code == "no_treated" { reason = .hqNoTreated }
      return .init(title: .webStepCausal, figure: nil, texts: [.hqStepNoCausal(reason)], isVerdict: true)
    }
    let pretrend = summary.estimate.effects.pretrend
    let isBroken = pretrend.p.isFinite && pretrend.p < 0.05
    var texts: [Message] = [
      .hqStepCausal(
        effect: summary.growthEffect, low: interval.lowerBound, high: interval.upperBound,
        treated: summary.estimate.treatedUnits, controls: summary.neverTreated, months: summary.months)
    ]
    if let level = summary.level?.effects.simple.att, level.isFinite, level.magnitude < 1e12 {
      texts.append(.hqStepLevel(Money(fen: Int64(level.rounded()))))
    }
    texts.append(.hqPretrend(statistic: pretrend.statistic, df: pretrend.df, p: pretrend.p))
    if let breakdown = summary.breakdown?.ofInterval, breakdown.isFinite { texts.append(.hqBreakdown(breakdown)) }
    texts.append(
      .hqVerdict(
        effect: summary.growthEffect, low: interval.lowerBound, high: interval.upperBound, isBroken: isBroken))
    if let claim, !isBroken {
      texts.append(.hqClaimVerdict(percent: claim.value, isInside: interval.contains(Double(claim.value) / 100)))
    }
    return .init(
      title: .webStepCausal,
      figure: .webEffectWithInterval(summary.growthEffect, interval), texts: texts, isVerdict: true)
  }
}
