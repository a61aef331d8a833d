import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `stores list`
struct ListStores: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqStoresList,
    examples: [
      "stores list --region 330000 --standing certified --database sqlite:hq.sqlite",
      "stores list --format csv --database sqlite:hq.sqlite > stores.csv",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionText)) var text: String?
  @Option(help: ArgumentHelp(Message.hqOptionRegion)) var region: RegionCode?
  @Option(help: ArgumentHelp(Message.hqOptionStanding)) var standing: Standing?
  @Option(help: ArgumentHelp(Message.hqOptionLimit)) var limit: Int?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let regions = try Seeds.chosen(by: environment()).regions()
    let listing = try await database.withLedger { ledger in
      try await sayIfSynthetic(ledger, on: door)
      return try await list(ledger, regions: regions)
    }
    try door.write(listing)
  }

  private func list(_ ledger: any CentralLedger, regions: RegionTable) async throws -> Listing {
    let wanted = max(0, limit ?? Int.max)
    let today = todayInChina()
    var query = StoreQuery(limit: min(wanted, 5_000))
    query.text = text
    query.region = region
    query.standing = standing
    query.asOf = asOf
    var listing = Listing(columns: Self.columns)
    while listing.rows.count < wanted {
      query.limit = min(5_000, wanted - listing.rows.count)
      let page = try await ledger.stores(query)
      // All pages are of one data version, however long the listing takes.
      query.asOf = page.dataVersion
      for store in page.stores { listing.rows.append(Self.row(store, regions: regions, today: today, asOf: asOf)) }
      guard page.more, let last = page.stores.last else { break }
      query.after = last.code
    }
    return listing
  }

  private static let columns: [Listing.Column] = [
    .init("code", Message(zh: "代码", en: "Code")), .init("name", Message(zh: "店名", en: "Name")),
    .init("region", Message(zh: "地区", en: "Region")), .init("region_name", Message(zh: "地区名称", en: "Region name")),
    .init("opened", Message(zh: "开业", en: "Opened")), .init("closed", Message(zh: "歇业", en: "Closed")),
    .init("certified", Message(zh: "首次统标", en: "Certified")),
    .init("standing", Message(zh: "统标状态", en: "Standing")), .init("tier", Message(zh: "等级", en: "Tier")),
    .init("form", Message(zh: "类型", en: "Form")),
  ]

  private static func row(
    _ store: Store, regions: RegionTable, today: CalendarDay, asOf: Int64?
  ) -> [Listing.Cell] {
    let version = asOf ?? .max
    let region = store.regions.value(on: today, asOf: version) ?? store.regions.latest
    let standing = store.standing.standing(on: today, asOf: version)
    let tier = store.tiers.value(on: today, asOf: version)
    return [
      .text(store.code.description),
      .optional(store.names.value(on: today, asOf: version) ?? store.names.latest),
      .optional(region?.description), .optional(region.map(regions.fullName)),
      .optional(store.opened?.description), .optional(store.closed?.description),
      .optional(store.standing.firstCertified(asOf: version)?.description),
      .message(.standing(standing), code: standing.rawValue),
      tier.map { .message(.tier($0), code: $0.rawValue) } ?? .none,
      store.form.map { .message(.hqForm($0), code: $0.rawValue) } ?? .none,
    ]
  }
}
