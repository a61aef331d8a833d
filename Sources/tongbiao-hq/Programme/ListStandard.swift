import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `standard list`
struct ListStandard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqStandardList,
    examples: [
      "standard list --stage awaiting_acceptance --region 330600 --database sqlite:hq.sqlite",
      "standard list --stage rectifying --on 2023-02-28 --format csv",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionStage)) var stage: ProgrammeStage?
  @Option(help: ArgumentHelp(Message.hqOptionRegion)) var region: RegionCode?
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @Option(help: ArgumentHelp(Message.hqOptionLimit)) var limit: Int?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let day = on ?? todayInChina()
    let regions = try Seeds.chosen(by: environment()).regions()
    let (stage, region, limit) = (stage, region, limit ?? .max)
    let found = try await database.withLedger(as: access) { ledger, access in
      try await ledger.reduceProgrammes(asOf: asOf, access: access, into: [Row]()) { rows, batch in
        for programme in batch where rows.count < limit {
          if let row = Row(programme, stage: stage, region: region, day: day) { rows.append(row) }
        }
        return rows.count < limit ? .next : .stop
      }
    }
    try door.write(
      Listing(columns: Self.columns, rows: found.value.map { $0.cells(regions: regions) }))
  }

  /// A store that is wanted.
  private struct Row: Sendable {
    let store: Store
    let state: ProgrammeState
    let day: CalendarDay

    init?(_ programme: StoreProgramme, stage: ProgrammeStage?, region: RegionCode?, day: CalendarDay) {
      let state = programme.history.state(on: day)
      // Without a stage asked for, stores that never had to do with the programme are no news.
      guard stage.map({ $0 == state.stage }) ?? (state.since != nil) else { return nil }
      if let region, !(programme.store.regions.value(on: day)?.isWithin(region) ?? false) { return nil }
      store = programme.store
      self.state = state
      self.day = day
    }

    /// The nearest day by which something has to happen.
    var due: CalendarDay? {
      [
        state.promise.map(\.promise.due), state.rectification.flatMap { $0.answered == nil ? $0.due : nil },
        state.certificateEnd.flatMap { $0 > day ? $0 : nil },
      ].compactMap(\.self).min()
    }

    func cells(regions: RegionTable) -> [Listing.Cell] {
      let region = store.regions.value(on: day) ?? store.regions.latest
      return [
        .text(store.code.description), .optional(store.names.value(on: day) ?? store.names.latest),
        .optional(region?.description), .optional(region.map(regions.fullName)),
        state.tier.map { .message(.tier($0), code: $0.rawValue) } ?? .none,
        .message(.programmeStage(state.stage), code: state.stage.rawValue), .optional(state.since?.description),
        .optional(due?.description), .optional(state.certificateEnd?.description),
      ]
    }
  }

  private static let columns: [Listing.Column] = [
    .init("code", Message(zh: "代码", en: "Code")), .init("name", Message(zh: "店名", en: "Name")),
    .init("region", Message(zh: "地区", en: "Region")), .init("region_name", Message(zh: "地区名称", en: "Region name")),
    .init("tier", .hqFactTier), .init("stage", .hqFactStage), .init("since", .hqFactSince),
    .init("due", Message(zh: "最近期限", en: "Next deadline")), .init("certificate_until", .hqFactUntil),
  ]
}

extension ProgrammeStage: ExpressibleByArgument {}
extension Tier: ExpressibleByArgument {}
