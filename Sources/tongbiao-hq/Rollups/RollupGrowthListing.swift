import ChainStatistics
import CommandLineDoor
import Localization
import SnackChain

/// The growth of a rollup's groups as tables.
struct RollupGrowthListing {
  private let answer: RollupAnswer.Growth
  private let names: RollupNames
  private let language: Language

  init(_ answer: RollupAnswer.Growth, names: RollupNames, language: Language) {
    self.answer = answer
    self.names = names
    self.language = language
  }

  /// Same stores by three measures, each with its interval.
  var growth: Listing {
    Listing(columns: Self.placeColumns + Self.growthColumns, rows: answer.rows.map { place($0) + growth($0) })
  }

  /// What made the whole turnover change; the parts add up to the change.
  var contributions: Listing {
    Listing(
      columns: Self.placeColumns + Self.contributionColumns, rows: answer.rows.map { place($0) + contributions($0) })
  }

  /// Both side by side, for files.
  var both: Listing {
    Listing(
      columns: Self.placeColumns + Self.growthColumns + Self.contributionColumns,
      rows: answer.rows.map { place($0) + growth($0) + contributions($0) })
  }

  /// What has to be said with it.
  var notes: [Message] {
    let options = answer.options
    var notes: [Message] = []
    if answer.rows.isEmpty { notes.append(.hqNoGrowthBase) }
    if options.draws > 0 {
      notes.append(.hqGrowthIntervals(draws: options.draws, seed: options.seed, level: options.level))
    }
    if answer.rows.contains(where: \.isDistortedByFestival) { notes.append(.hqFestivalMonths) }
    for whole in answer.rows where whole.key == nil {
      for left in whole.leftOut where left.stores > 0 {
        notes.append(
          .hqGrowthLeftOut(whole.period.description, .hqYearOnYearReason(left.reason.rawValue), stores: left.stores))
      }
    }
    return notes
  }

  private static let placeColumns: [Listing.Column] = [
    .init("key", Message(zh: "代码", en: "Key")), .init("name", Message(zh: "名称", en: "Name")),
    .init("month", Message(zh: "月份", en: "Month")),
  ]

  private static let growthColumns: [Listing.Column] = [
    .init("due", Message(zh: "应报", en: "Due")), .init("stores", Message(zh: "可比门店", en: "Comparable")),
    .init("ratio_of_sums", Message(zh: "总额之比", en: "Ratio of sums")), .init("ratio_of_sums_low", .hqLow),
    .init("ratio_of_sums_high", .hqHigh), .init("mean_of_ratios", Message(zh: "比值平均", en: "Mean of ratios")),
    .init("mean_of_ratios_low", .hqLow), .init("mean_of_ratios_high", .hqHigh),
    .init("median_of_ratios", Message(zh: "比值中位数", en: "Median of ratios")), .init("median_of_ratios_low", .hqLow),
    .init("median_of_ratios_high", .hqHigh),
  ]

  private static let contributionColumns: [Listing.Column] =
    [
      .init("now_fen", Message(zh: "今年", en: "Now")), .init("then_fen", Message(zh: "上年", en: "Then")),
      .init("change_fen", Message(zh: "变化", en: "Change")),
    ] + GrowthPartKind.allCases.map { .init("\($0.rawValue)_fen", .hqGrowthPart($0.rawValue)) }

  private func place(_ growth: RollupGrowth) -> [Listing.Cell] {
    let name = growth.key.map(names.name)
    return [
      .text(growth.key?.description ?? ""),
      name.map { .message($0, code: $0[language]) } ?? .message(.hqTotal, code: "total"),
      .text(growth.period.description),
    ]
  }

  private func growth(_ growth: RollupGrowth) -> [Listing.Cell] {
    func cells(_ value: Double?, _ interval: ClosedRange<Double>?) -> [Listing.Cell] {
      [.rate(value), .rate(interval?.lowerBound), .rate(interval?.upperBound)]
    }
    let intervals = growth.intervals
    return [.integer(Int64(growth.due)), .integer(Int64(growth.stores))]
      + cells(growth.ratioOfSums, intervals?.ratioOfSums) + cells(growth.meanOfRatios, intervals?.meanOfRatios)
      + cells(growth.medianOfRatios, intervals?.medianOfRatios)
  }

  private func contributions(_ growth: RollupGrowth) -> [Listing.Cell] {
    let whole = growth.contributions
    let figures = [whole.nowFen, whole.thenFen, whole.changeFen] + whole.parts.map(\.changeFen)
    return figures.map { .money(Money(fen: $0)) }
  }
}
