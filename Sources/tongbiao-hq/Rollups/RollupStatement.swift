import ChainStatistics
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// What a rollup came to.
struct RollupAnswer {
  /// The growth that was asked for besides.
  struct Growth {
    let rows: [RollupGrowth]
    let options: RollupGrowthOptions
  }

  let rollup: Rollup
  let growth: Growth?
  let isSynthetic: Bool
  let headsOutside: Int
  /// What devices and ledger do not agree on.
  let unreconciled: UnreconciledRemainder
}

/// A rollup with all that has to be said with it: definition, what was left out, data version.
struct RollupStatement {
  let answer: RollupAnswer
  let names: RollupNames
  let language: Language
  let definition: Message

  private var rollup: Rollup { answer.rollup }

  init(_ answer: RollupAnswer, measures: MeasureTable, names: RollupNames, language: Language) {
    self.answer = answer
    self.names = names
    self.language = language
    let growth = ["comparable", "ratio_of_sums", "mean_of_ratios", "median_of_ratios", "contributions"]
    definition = measures.definition(
      of: [
        "turnover", "due", "reported", "response_rate", "missing", "late", "takeaway_share", "commission_rate",
        "open_days",
      ] + (answer.growth == nil ? [] : growth))
  }

  /// Writes it in the format asked for.
  func write(on door: Door) throws {
    switch door.format {
    case .json: try door.writeJSON(json)
    case .csv:
      if let growth = answer.growth {
        try door.write(RollupGrowthListing(growth, names: names, language: language).both)
      } else {
        try door.write(listing(withTotal: false))
      }
      for note in notes { door.say(note) }
    case .table:
      try door.write(listing(withTotal: true))
      if let growth = answer.growth {
        let listing = RollupGrowthListing(growth, names: names, language: language)
        door.write(Message(verbatim: ""))
        try door.write(listing.growth)
        door.write(Message(verbatim: ""))
        try door.write(listing.contributions)
        for note in listing.notes { door.write(note) }
      }
      for note in notes { door.write(note) }
    }
  }

  private var notes: [Message] {
    var notes = [Message(verbatim: ""), .hqDefinition(definition)]
    notes.append(.hqStoresInRollup(due: rollup.stores.due, reported: rollup.stores.reported))
    for left in rollup.leftOut {
      notes.append(.hqLeftOut(.hqRollupReason(left.reason.rawValue), stores: left.stores, reports: left.reports))
    }
    if answer.headsOutside > 0 { notes.append(.hqHeadsOutside(answer.headsOutside)) }
    if answer.unreconciled.stores > 0 {
      notes.append(.hqUnreconciled(stores: answer.unreconciled.stores, Money(fen: answer.unreconciled.fen)))
    }
    notes.append(.hqDataVersion(rollup.dataVersion))
    if answer.isSynthetic { notes.append(.hqSynthetic) }
    return notes
  }

  private func listing(withTotal: Bool) -> Listing {
    var listing = Listing(columns: [
      .init("key", Message(zh: "代码", en: "Key")), .init("name", Message(zh: "名称", en: "Name")),
      .init("month", Message(zh: "月份", en: "Month")), .init("due", Message(zh: "应报", en: "Due")),
      .init("reported", Message(zh: "已报", en: "Reported")),
      .init("response_rate", Message(zh: "填报率", en: "Response")),
      .init("turnover_fen", Message(zh: "营业额", en: "Turnover")),
      .init("takeaway_share", Message(zh: "外卖占比", en: "Takeaway")),
      .init("average_open_days", Message(zh: "平均营业天数", en: "Open days")),
      .init("commission_rate", Message(zh: "佣金率", en: "Commission")),
      .init("missing", Message(zh: "漏报", en: "Missing")), .init("late", Message(zh: "迟报", en: "Late")),
    ])
    func cells(_ figures: RollupFigures) -> [Listing.Cell] {
      [
        .integer(Int64(figures.due)), .integer(Int64(figures.reported)), .share(figures.responseRate),
        .money(Money(fen: figures.turnoverFen)), .share(figures.takeawayShare),
        figures.averageOpenDays.map { .text(String(Double(($0 * 10).rounded()) / 10)) } ?? .none,
        .share(figures.commissionRate), .integer(Int64(figures.missing)), .integer(Int64(figures.late)),
      ]
    }
    for row in rollup.rows {
      let name = names.name(of: row.key)
      listing.rows.append(
        [
          .text(row.key.description), .message(name, code: name[language]), .text(row.period.description),
        ] + cells(row.figures))
    }
    if withTotal {
      listing.rows.append([.text(""), .message(.hqTotal, code: "total"), .text("")] + cells(rollup.total))
    }
    return listing
  }

  private var json: RollupJSON {
    struct Place: Hashable {
      let key: RollupKey?
      let period: RollupPeriod
    }
    let growth = Dictionary(
      (answer.growth?.rows ?? []).map { (Place(key: $0.key, period: $0.period), RollupGrowthJSON($0)) },
      uniquingKeysWith: { first, _ in first })
    return RollupJSON(
      definition: definition[language], dataVersion: rollup.dataVersion,
      rows: rollup.rows.map { row in
        RollupJSON.Row(
          key: row.key.description, name: names.name(of: row.key)[language], month: row.period.description,
          figures: RollupJSON.Figures(row.figures), growth: growth[Place(key: row.key, period: row.period)])
      },
      total: RollupJSON.Total(figures: RollupJSON.Figures(rollup.total), stores: rollup.stores),
      totals: rollup.totals.map {
        RollupJSON.Row(
          key: nil, name: nil, month: $0.period.description, figures: RollupJSON.Figures($0.figures),
          growth: growth[Place(key: nil, period: $0.period)])
      },
      leftOut: rollup.leftOut.map {
        RollupJSON.LeftOut(reason: $0.reason.rawValue, stores: $0.stores, reports: $0.reports)
      }, headsOutside: answer.headsOutside, by: rollup.request.dimension.rawValue,
      period: rollup.request.periods.rawValue, deadlineDay: rollup.request.deadline.day,
      growthTerms: answer.growth.map { RollupGrowthTerms($0.options) }, isSynthetic: answer.isSynthetic,
      unreconciled: answer.unreconciled)
  }
}

extension MeasureTable {
  /// The definitions of some measures, one after the other.
  func definition(of keys: [String]) -> Message {
    let parts = keys.compactMap { self[$0] }.map { measure in
      Message(
        zh: "\(measure.name.zh)：\(measure.definition.zh)", en: "\(measure.name.en): \(measure.definition.en)")
    }
    return .joined(parts, zh: "", en: " ")
  }
}
