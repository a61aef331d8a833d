import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

extension Tier: ExpressibleByArgument {}

/// `tongbiao standard check [--all-met --except ITEM=NOTE]`
struct CheckStandard: ParsableCommand {
  static let configuration = CommandConfiguration(
    "check", .ownerStandardCheck,
    examples: ["standard check", "standard check --all-met --except A2=招牌褪色 --not-applicable D3=没有外卖"])

  @Flag(help: ArgumentHelp(Message.ownerOptionAllMet))
  var allMet = false

  @Option(help: ArgumentHelp(Message.ownerOptionExcept))
  var except: [String] = []

  @Option(help: ArgumentHelp(Message.ownerOptionNotApplicable))
  var notApplicable: [String] = []

  @Option(help: ArgumentHelp(Message.ownerOptionTier))
  var tier: Tier?

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    let picture = try ledger.programme()
    guard let standard = picture.checklist else {
      throw DoorFailure(
        "no_checklist", .ownerNoChecklist, advice: .ownerStandardUnknownAdvice, status: .unavailable)
    }
    guard let tier = tier ?? picture.brief?.tier ?? picture.selfCheck?.tier else {
      throw DoorFailure("tier_unknown", .ownerTierUnknown, status: .usage)
    }
    let failed = try TypedItem.all(except)
    let absent = try TypedItem.all(notApplicable)
    guard allMet || !failed.isEmpty || !absent.isEmpty else {
      return try door.write(Self.listing(standard, tier: tier, last: picture.selfCheck))
    }
    let results = try results(standard.checklist(for: tier), failed: failed, absent: absent)
    let code = try ledger.profile().store
    let check: SelfCheck
    do throws(InspectionProblem) {
      check = try SelfCheck(of: code, results, by: standard, tier: tier, now: .now)
    } catch {
      throw DoorFailure(error.code, .inspectionProblem(error), status: .dataError)
    }
    try ledger.keep(check)
    try tell(check, standard, on: door)
  }

  private func results(
    _ items: [ChecklistItem], failed: [TypedItem], absent: [TypedItem]
  ) throws -> [ItemResult] {
    var typed: [String: ItemResult] = [:]
    for entry in failed { typed[entry.item] = ItemResult(item: entry.item, verdict: .fail, note: entry.text) }
    for entry in absent {
      guard typed[entry.item] == nil else {
        throw DoorFailure("item_twice", .ownerItemTwice(entry.item), status: .usage)
      }
      typed[entry.item] = ItemResult(item: entry.item, verdict: .notApplicable, note: entry.text)
    }
    let known = Set(items.map(\.id))
    let unknown = (failed + absent).filter { !known.contains($0.item) }.compactMap { typed[$0.item] }
    // Without --all-met what is not named stays open, and the judgement says so.
    return items.compactMap { typed[$0.id] ?? (allMet ? ItemResult(item: $0.id, verdict: .pass) : nil) } + unknown
  }

  private func tell(_ check: SelfCheck, _ standard: StandardVersion, on door: Door) throws {
    let judgement = check.judgement
    switch door.format {
    case .json: try door.writeJSON(check)
    case .csv: try door.write(Self.listing(standard, tier: check.tier, last: check))
    case .table:
      let grade = standard.scoring.grades.first { $0.id == judgement.grade }
      door.write(.ownerSelfCheckKept(judgement, grade: grade?.name))
      door.write(.ownerSelfCheckFailed(judgement.failed, critical: judgement.failedCritical))
      door.write(.ownerSelfCheckOwn)
    }
  }

  private static func listing(_ standard: StandardVersion, tier: Tier, last: SelfCheck?) -> Listing {
    let found = Dictionary((last?.results ?? []).map { ($0.item, $0.verdict) }, uniquingKeysWith: { $1 })
    return Listing(
      columns: [
        .init("item", .ownerColumnItem), .init("question", .ownerColumnQuestion),
        .init("weight", .ownerColumnWeight), .init("critical", .ownerColumnCritical),
        .init("last_check", .ownerColumnFound),
      ],
      rows: standard.checklist(for: tier).map { item in
        [
          .text(item.id), .text(Language.current == .zhHans ? item.question.zh : item.question.en),
          .integer(Int64(item.weight)), item.isCritical ? .message(.ownerYes, code: "true") : .none,
          found[item.id].map { .message(.verdict($0), code: $0.rawValue) } ?? .none,
        ]
      })
  }
}
