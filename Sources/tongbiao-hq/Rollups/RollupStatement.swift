import ChainStatistics
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// A rollup with all that has to be said with it: definition, what was left out, data version.
struct RollupStatement {
  let rollup: Rollup
  let isSynthetic: Bool
  let headsOutside: Int
  let names: RollupNames
  let language: Language
  let definition: Message

  init(
    _ rollup: Rollup, isSynthetic: Bool, headsOutside: Int, measures: MeasureTable, names: RollupNames,
    language: Language
  ) {
    self.rollup = rollup
    self.isSynthetic = isSynthetic
    self.headsOutside = headsOutside
    self.names = names
    self.language = language
    definition = measures.definition(of: ["turnover", "due", "reported"])
  }

  /// Writes it in the format asked for.
  func write(on door: Door) throws {
    switch door.format {
    case .json: try door.writeJSON(json)
    case .csv:
      try door.write(listing(withTotal: false))
      for note in notes { door.say(note) }
    case .table:
      try door.write(listing(withTotal: true))
      for note in notes { door.write(note) }
    }
  }

  private var notes: [Message] {
    var notes = [Message(verbatim: ""), .hqDefinition(definition)]
    notes.append(.hqStoresInRollup(due: rollup.stores.due, reported: rollup.stores.reported))
    for left in rollup.leftOut {
      notes.append(.hqLeftOut(.hqRollupReason(left.reason.rawValue), stores: left.stores, reports: left.reports))
    }
    if headsOutside > 0 { notes.append(.hqHeadsOutside(headsOutside)) }
    notes.append(.hqDataVersion(rollup.dataVersion))
    if isSynthetic { notes.append(.hqSynthetic) }
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
    ])
    func cells(_ figures: RollupFigures) -> [Listing.Cell] {
      [
        .integer(Int64(figures.due)), .integer(Int64(figures.reported)), .share(figures.responseRate),
        .money(Money(fen: figures.turnoverFen)), .share(figures.takeawayShare),
        figures.averageOpenDays.map { .text(String(Double(($0 * 10).rounded()) / 10)) } ?? .none,
      ]
    }
    for row in rollup.rows {
      listing.rows.append(
        [
          .text(row.key.description), .message(names.name(of: row.key), code: names.name(of: row.key)[language]),
          .text(row.period.description),
        ] + cells(row.figures))
    }
    if withTotal {
      listing.rows.append([.text(""), .message(.hqTotal, code: "total"), .text("")] + cells(rollup.total))
    }
    return listing
  }

  private var json: RollupJSON {
    RollupJSON(
      definition: definition[language], dataVersion: rollup.dataVersion,
      rows: rollup.rows.map { row in
        RollupJSON.Row(
          key: row.key.description, name: names.name(of: row.key)[language], month: row.period.description,
          figures: RollupJSON.Figures(row.figures))
      },
      total: RollupJSON.Total(figures: RollupJSON.Figures(rollup.total), stores: rollup.stores),
      totals: rollup.totals.map {
        RollupJSON.Row(key: nil, name: nil, month: $0.period.description, figures: RollupJSON.Figures($0.figures))
      },
      leftOut: rollup.leftOut.map {
        RollupJSON.LeftOut(reason: $0.reason.rawValue, stores: $0.stores, reports: $0.reports)
      }, headsOutside: headsOutside, by: rollup.request.dimension.rawValue, period: rollup.request.periods.rawValue,
      isSynthetic: isSynthetic)
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
