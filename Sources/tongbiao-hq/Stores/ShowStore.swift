import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `stores show`
struct ShowStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqStoresShow, examples: ["stores show SZ000001 --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let regions = try Seeds.chosen(by: environment()).regions()
    let (found, devices) = try await database.withLedger { ledger in
      guard let found = try await ledger.store(store, asOf: asOf) else {
        throw CentralLedgerError.unknownStore(store)
      }
      return (found, try await ledger.devices(of: store))
    }
    var listing = Listing(columns: [
      .init("fact", Message(zh: "事项", en: "Fact")), .init("value", Message(zh: "内容", en: "Value")),
      .init("valid_from", Message(zh: "从哪天起", en: "Valid from")),
      .init("recorded_at", Message(zh: "记入版本", en: "Recorded at")),
    ])
    Self.append(found, regions: regions, to: &listing)
    for device in devices {
      let state: Message = .hqDeviceState(device.state.rawValue)
      listing.rows.append([
        .message(.hqFactDevice, code: "device"), .text("\(device.id) \(device.name) \(state[door.language])"),
        .text(device.joinedAt.inChina), .none,
      ])
    }
    try door.write(listing)
  }

  /// The first day of all records: facts from then on hold from the beginning.
  private static func day(_ day: CalendarDay) -> Listing.Cell {
    day < YearMonth(index: Int32(YearMonth.years.lowerBound * 12)).firstDay ? .none : .text(day.description)
  }

  private static func append(_ store: Store, regions: RegionTable, to listing: inout Listing) {
    listing.rows.append([.message(.hqFactCode, code: "code"), .text(store.code.description), .none, .none])
    for entry in store.names.entries {
      listing.rows.append([
        .message(.hqFactName, code: "name"), .text(entry.fact), day(entry.validFrom), .integer(entry.recordedAt),
      ])
    }
    for entry in store.regions.entries {
      listing.rows.append([
        .message(.hqFactRegion, code: "region"), .text("\(entry.fact) \(regions.fullName(of: entry.fact))"),
        day(entry.validFrom), .integer(entry.recordedAt),
      ])
    }
    for entry in store.tiers.entries {
      listing.rows.append([
        .message(.hqFactTier, code: "tier"), .message(.tier(entry.fact), code: entry.fact.rawValue),
        day(entry.validFrom), .integer(entry.recordedAt),
      ])
    }
    if let form = store.form {
      listing.rows.append([
        .message(.hqFactForm, code: "form"), .message(.hqForm(form), code: form.rawValue), .none, .none,
      ])
    }
    if let opened = store.opened {
      listing.rows.append([.message(.hqFactOpened, code: "opened"), .text(opened.description), .none, .none])
    }
    if let closed = store.closed {
      listing.rows.append([.message(.hqFactClosed, code: "closed"), .text(closed.description), .none, .none])
    }
    for event in store.standing.events {
      listing.rows.append([
        .message(.hqFactStanding, code: "standing"), .message(.standing(event.standing), code: event.standing.rawValue),
        .text(event.effective.description), .integer(event.recordedAt),
      ])
    }
  }
}
