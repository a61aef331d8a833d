import ChainStatistics
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// The four steps from the claim to the estimate, as a text to be read aloud, as JSON and as CSV.
struct UpliftReport {
  private let statement: UpliftStatement
  private let definition: Message
  private let claim: PublishedFigure?

  init(_ statement: UpliftStatement, measures: MeasureTable, figures: [PublishedFigure]) {
    self.statement = statement
    definition = measures.definition(of: [
      "comparable", "upgraded", "standardised", "others", "ratio_of_sums", "gap", "causal",
    ])
    claim = figures.first { $0.key == "upgraded_turnover_growth" }
  }

  /// Writes it in the format asked for.
  func write(on door: Door) throws {
    switch door.format {
    case .json: try door.writeJSON(json(in: door.language))
    case .csv:
      try door.write(arms)
      if statement.isSynthetic { door.say(.hqSynthetic) }
    case .table:
      for line in lines { door.write(line) }
      try door.write(arms)
      if case .success(let summary) = statement.causal {
        door.write(Message(verbatim: ""))
        door.write(.hqEventStudy)
        if let bands = BandsJSON(summary.estimate, statement.trials.bands, cluster: nil) {
          door.write(.hqBands(critical: bands.event.critical, draws: bands.draws, seed: bands.seed))
        }
        door.write(EventStudyPlot(summary.estimate.effects.event, isLog: true).text + "\n")
      }
      door.write(.hqDefinition(definition))
      door.write(.hqDataVersion(statement.single.dataVersion))
      if statement.isSynthetic { door.write(.hqSynthetic) }
    }
  }

  /// The statement as JSON.
  func json(in language: Language) -> UpliftJSON {
    UpliftJSON(
      statement, definition: definition[language], text: lines.map { $0[language] }.filter { !$0.isEmpty },
      language: language)
  }

  /// The text, a paragraph each.
  var lines: [Message] {
    let spoken = statement.spoken
    var lines: [Message] = [.hqUpliftTitle(statement.month), Message(verbatim: "")]
    if let claim {
      let text = Message.hqStepClaim(
        Message(zh: claim.name.zh, en: claim.name.en), percent: claim.value, asOf: claim.asOf)
      lines.append(.hqStep(1, .webStepClaim, text))
    }
    lines += sameStores(spoken)
    lines.append(againstTheRest(spoken))
    lines += causal
    lines.append(Message(verbatim: ""))
    return lines
  }

  private func sameStores(_ spoken: YearOnYear) -> [Message] {
    let arm = spoken.upgraded
    var lines: [Message] = []
    let period = Message.hqPeriodName(first: spoken.period.first, last: spoken.period.last)
    let text = Message.hqStepTwo(
      period, stores: arm.stores, due: arm.due, coverage: arm.coverage, floor: arm.coverageFloor,
      isWithheld: arm.headline == nil, ratio: arm.ratioOfSums, mean: arm.meanOfRatios, median: arm.medianOfRatios)
    lines.append(.hqStep(2, .webStepSameStores, text))
    if statement.festival != nil {
      lines.append(.hqSingleMonth(statement.month, ratio: statement.single.upgraded.ratioOfSums))
    }
    if [2021, 2022, 2023].contains(spoken.period.first.year) { lines.append(.hqPandemicBase(spoken.base.first.year)) }
    let attrition = Attrition(spoken)
    if attrition.isDoubtful {
      lines.append(.hqAttrition(upgraded: attrition.upgraded.rate, others: attrition.others.rate))
    }
    return lines
  }

  private func againstTheRest(_ spoken: YearOnYear) -> Message {
    let gap = spoken.upgradedGap
    guard let difference = gap.ratioOfSums else { return .hqStep(3, .webStepRest, .hqStepNoGap) }
    let text = Message.hqStepGap(
      others: gap.othersRatioOfSums, points: difference, stores: gap.stores, otherStores: spoken.others.stores,
      withoutPeers: gap.storesWithoutPeers)
    return .hqStep(3, .webStepRest, text)
  }

  private var causal: [Message] {
    switch statement.causal {
    case .failure(let refusal):
      return [.hqStep(4, .webStepCausal, .hqStepNoCausal(explain(refusal, scale: .months).message))]
    case .success(let summary):
      guard let interval = summary.growthInterval else {
        return [.hqStep(4, .webStepCausal, .hqStepNoCausal(.hqNoControls))]
      }
      let pretrend = summary.estimate.effects.pretrend
      let isBroken = pretrend.p.isFinite && pretrend.p < 0.05
      let text = Message.hqStepCausal(
        effect: summary.growthEffect, low: interval.lowerBound, high: interval.upperBound,
        treated: summary.estimate.treatedUnits, controls: summary.neverTreated, months: summary.months)
      var lines: [Message] = [.hqStep(4, .webStepCausal, text)]
      if let level = summary.level?.effects.simple.att, level.isFinite, level.magnitude < 1e12 {
        lines.append(.hqStepLevel(Money(fen: Int64(level.rounded()))))
      }
      lines.append(.hqPretrend(statistic: pretrend.statistic, df: pretrend.df, p: pretrend.p))
      let lee = summary.lee
      if Attrition(statement.spoken).isDoubtful || summary.robustness != nil, lee.lowerEnd.isFinite,
        lee.upperEnd.isFinite
      {
        lines.append(.hqLeeBounds(low: growth(ofLog: lee.lowerEnd), high: growth(ofLog: lee.upperEnd)))
      }
      lines.append(
        .hqVerdict(
          effect: summary.growthEffect, low: interval.lowerBound, high: interval.upperBound, isBroken: isBroken))
      if let claim, !isBroken {
        let share = Double(claim.value) / 100
        lines.append(.hqClaimVerdict(percent: claim.value, isInside: interval.contains(share)))
      }
      return lines
    }
  }

  private var arms: Listing {
    var listing = Listing(columns: [
      .init("period", Message(zh: "期间", en: "Period")), .init("arm", Message(zh: "组别", en: "Arm")),
      .init("due", Message(zh: "应报", en: "Due")), .init("stores", Message(zh: "可比门店", en: "Comparable")),
      .init("coverage", Message(zh: "覆盖率", en: "Coverage")), .init("now_fen", Message(zh: "今年", en: "Now")),
      .init("then_fen", Message(zh: "上年", en: "Then")),
      .init("ratio_of_sums", Message(zh: "总额之比", en: "Ratio of sums")),
      .init("mean_of_ratios", Message(zh: "比值平均", en: "Mean of ratios")),
      .init("median_of_ratios", Message(zh: "比值中位数", en: "Median of ratios")),
    ])
    for year in [statement.festival, statement.single].compactMap({ $0 }) {
      for (name, arm) in ProgrammeArm.named {
        let growth = year[arm]
        listing.rows.append([
          .text(year.period.description), .message(.hqArm(name), code: name), .integer(Int64(growth.due)),
          .integer(Int64(growth.stores)), .share(growth.coverage), .money(Money(fen: growth.nowFen)),
          .money(Money(fen: growth.thenFen)), .rate(growth.ratioOfSums), .rate(growth.meanOfRatios),
          .rate(growth.medianOfRatios),
        ])
      }
    }
    return listing
  }
}
