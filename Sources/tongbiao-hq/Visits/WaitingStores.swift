import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import PanelFeed
import SeedData
import SnackChain

/// A rule of priority as it is typed: `flagship`, `330600` or `flagship@330600`.
struct TypedPriority: ExpressibleByArgument {
  let rule: PriorityRule

  init?(argument: String) {
    let parts = argument.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1:
      if let tier = Tier(rawValue: parts[0]) {
        rule = .tier(tier)
      } else if let region = RegionCode(parts[0]) {
        rule = .region(region)
      } else {
        return nil
      }
    case 2:
      guard let tier = Tier(rawValue: parts[0]), let region = RegionCode(parts[1]) else { return nil }
      rule = .tierInRegion(tier, region)
    default: return nil
    }
  }
}

/// `standard waiting`
struct WaitingStores: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "waiting", .hqWaiting,
    examples: [
      "standard waiting --lottery-seed 20230301 --database sqlite:hq.sqlite",
      "standard waiting --lottery-seed 20230301 --priority flagship@330600 --priority model --publish",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionLotterySeed)) var lotterySeed: UInt64
  @Option(help: ArgumentHelp(Message.hqOptionPriority)) var priority: [TypedPriority] = []
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @Flag(help: ArgumentHelp(Message.hqOptionPublishWaiting)) var publish = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let day = on ?? todayInChina()
    let order = WaitingOrder(rules: priority.map(\.rule), seed: lotterySeed)
    let (read, recorded) = try await database.withLedger(as: access) { ledger, access in
      if publish, !access.may(.publish) || access.scope != .everywhere { throw CentralLedgerError.notAllowed(.publish) }
      let read = try await ledger.reduceProgrammes(asOf: asOf, access: access, into: [WaitingApplication]()) {
        (found: inout [WaitingApplication], batch) in
        for programme in batch {
          let store = programme.store
          guard store.closed.map({ $0 > day }) ?? true else { continue }
          let state = programme.history.state(on: day)
          guard state.stage == .applied, let applied = state.applied,
            let region = store.regions.value(on: day) ?? store.regions.latest
          else { continue }
          found.append(
            WaitingApplication(
              store: store.code, tier: state.tier ?? .convenience, region: region, applied: applied))
        }
        return .next
      }
      guard publish else { return (read, LedgerStatement?.none) }
      let list = PublishedWaitingList(read.value, order: order, day: day, dataVersion: read.dataVersion)
      return (read, try await Self.record(list, in: ledger, by: access))
    }
    let places = order.places(read.value)
    try door.write(
      Listing(
        columns: [
          .init("place", Message(zh: "名次", en: "Place")), .init("store", Message(zh: "门店", en: "Store")),
          .init("tier", .hqFactTier), .init("region", Message(zh: "地区", en: "Region")),
          .init("applied", .hqFactApplied), .init("tied", Message(zh: "同级同日", en: "Alike")),
          .init("draw", Message(zh: "抽签数", en: "Draw")), .init("explanation", Message(zh: "依据", en: "Why")),
        ],
        rows: places.map { place in
          [
            .integer(Int64(place.place)), .text(place.application.store.description),
            .message(.tier(place.application.tier), code: place.application.tier.rawValue),
            .text(place.application.region.description), .text(place.application.applied.description),
            .integer(Int64(place.tied)), .text(String(place.draw)),
            .message(.waitingPlace(place), code: place.priority.map { Message.priorityRule($0).en } ?? ""),
          ]
        }))
    if door.format == .table {
      door.say(.hqWaitingFooter(places.count, seed: lotterySeed, version: read.dataVersion))
    }
    if let recorded { door.say(.hqWaitingPublished(recorded.digest)) }
  }

  /// Freezes the list: owners are told their place in it, and anyone can draw it again.
  private static func record(
    _ list: PublishedWaitingList, in ledger: any CentralLedger, by access: Access
  ) async throws -> LedgerStatement {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let anchor = try await AuditAnchor.youngest(of: ledger, upTo: list.dataVersion)
    return try await ledger.recordStatement(
      StatementDraft(
        kind: PublishedWaitingList.kind, month: list.day.yearMonth, dataVersion: list.dataVersion,
        programVersion: programVersion, inputsDigest: anchor?.digest ?? "",
        content: String(decoding: try encoder.encode(list), as: UTF8.self) + "\n"), actor: access.actor)
  }
}
