import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `inspect record`
struct RecordInspection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "record", .hqInspectRecord,
    examples: [
      "inspect record SZ000001 --inspector wang --rest-pass --photo sign=店招.jpg --signed --on 2023-03-10",
      "inspect record SZ000001 --purpose spot_check --inspector wang --fail raw-cooked=生熟混放 --rest-pass --signed",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionInspector)) var inspector: String
  @Option(help: ArgumentHelp(Message.hqOptionPurpose)) var purpose: InspectionPurpose = .acceptance
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionVersionName)) var version: String?
  @Option(name: .customLong("sheet"), help: ArgumentHelp(Message.hqOptionSheetCode)) var code: String?
  @OptionGroup var sheet: AnswerOptions
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let day = on ?? todayInChina()
    let paper = try code.map { try SheetCode(typed: $0, store: store) }
    let sheet = try sheet.sheet(photosTo: try database.evidenceFolder())
    let outcome = try await database.withLedger(as: access) { ledger, access in
      guard let programme = try await ledger.programme(of: store, asOf: nil, access: access) else {
        return ProgrammeOutcome.unknownStore(store)
      }
      let book = try await ledger.standardBook(seeds: seeds, asOf: nil)
      guard let version = (version ?? paper?.version).map({ book[$0] }) ?? book.inForce(on: day) else {
        return .unjudged(.unknownVersion(version ?? ""))
      }
      let tier = programme.history.state(on: day).tier ?? programme.store.tiers.value(on: day) ?? .convenience
      let inspection = sheet.inspection(
        id: paper?.inspection ?? OperationID(at: currentMoment()), store: store, tier: tier, purpose: purpose,
        version: version, day: day,
        inspector: inspector)
      let report = InspectionReport(inspection: inspection, evidence: sheet.files)
      return try await ledger.record([.inspection(report)], seeds: seeds, access: access).outcomes[0]
    }
    if door.format == .table, case .recorded(let event, _) = outcome, case .inspect(let found) = event.step {
      door.write(.judged(found.judgement))
      if !found.judgement.unproven.isEmpty { door.say(.hqUnproven(found.judgement.unproven)) }
    }
    try StepReport(outcome, store: store).write(on: door)
  }
}

/// `inspect show`
struct ShowInspections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqInspectShow,
    examples: ["inspect show SZ000001 --database sqlite:hq.sqlite", "inspect show SZ000001 0190a5c4"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Argument(help: ArgumentHelp(Message.hqOptionInspection)) var inspection: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let (found, book) = try await database.withLedger(as: access) { ledger, access in
      guard try await ledger.programme(of: store, asOf: nil, access: access) != nil else {
        throw StepReport(.unknownStore(store), store: store).failure
      }
      return (
        try await ledger.inspections(of: store, asOf: nil, access: access),
        try await ledger.standardBook(seeds: seeds, asOf: nil)
      )
    }
    guard let inspection else { return try door.write(InspectionListing.recorded(found, book: book)) }
    let one = try found.named(inspection)
    try door.write(
      InspectionListing.items(
        one.inspection, version: book[one.inspection.version], language: door.language))
  }
}

extension [RecordedInspection] {
  /// The one whose identity begins like that.
  func named(_ text: String) throws -> RecordedInspection {
    let matching = filter { $0.inspection.id.description.hasPrefix(text.lowercased()) }
    guard matching.count == 1, !text.isEmpty else {
      throw DoorFailure(
        "no_inspection", .hqNoInspection(text, matches: matching.count), status: .dataError)
    }
    return matching[0]
  }
}
