import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `standard show`
struct ShowStandard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqStandardShow,
    examples: ["standard show SZ000001 --database sqlite:hq.sqlite", "standard show SZ000001 --on 2023-02-01"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment())
    let day = on ?? todayInChina()
    let regions = try seeds.regions()
    let report = try await database.withLedger(as: access) { ledger, access in
      guard let programme = try await ledger.programme(of: store, asOf: asOf, access: access) else {
        throw StepReport(.unknownStore(store), store: store).failure
      }
      return StoreReport(
        programme, book: try await ledger.standardBook(seeds: try seeds.standards(), asOf: asOf),
        conflicts: try await ledger.inspections(of: store, asOf: asOf, access: access).filter(\.isOpenConflict).count,
        shared: asOf == nil ? try await ledger.sharedPhotographs(of: store, access: access) : nil,
        regions: regions, day: day)
    }
    switch door.format {
    case .json: try door.writeJSON(StoreReportJSON(report, language: door.language))
    case .csv: try door.write(report.way)
    case .table:
      try door.write(report.facts(in: door.language))
      if !report.steps.isEmpty {
        door.write(.hqWay)
        try door.write(report.way)
      }
    }
  }
}

/// Where a store stands on a day, and how it came there.
struct StoreReport {
  let programme: StoreProgramme
  let state: ProgrammeState
  let day: CalendarDay
  let missing: [ProgrammeObstacle]
  private let grade: Wording?
  let conflicts: Int
  /// Photographs that other stores sent too; `nil` where a version is asked for, because nobody knows what was then.
  let shared: [SharedPhotograph]?
  let region: Message?

  init(
    _ programme: StoreProgramme, book: StandardBook, conflicts: Int, shared: [SharedPhotograph]?, regions: RegionTable,
    day: CalendarDay
  ) {
    self.programme = programme
    self.day = day
    self.conflicts = conflicts
    self.shared = shared
    state = programme.history.state(on: day)
    grade = state.inspection.flatMap { inspection in
      book[inspection.outcome.version]?.scoring.grades.first { $0.id == inspection.outcome.judgement.grade }?.name
    }
    region = programme.store.regions.value(on: day).map { Message(verbatim: "\($0) \(regions.fullName(of: $0))") }
    let context = ProgrammeContext(book: book, today: day, closed: programme.store.closed)
    let isOnTheWay = state.standing == .applied || state.standing == .outside
    missing =
      isOnTheWay
      ? programme.history.obstacles(
        to: .certify(until: context.certificateEnd(for: state, on: day)), on: day, context: context) : []
  }

  var next: [StepKind] { StepReport.next(from: state.stage, in: state) }

  /// The steps of its way, with who recorded them; what only time will do comes last.
  var steps: [(step: PathStep, event: ProgrammeEvent?)] {
    var events = programme.history.events[...]
    return programme.history.path().map { step in
      guard !step.step.isAutomatic else { return (step, nil) }
      return (step, events.popFirst())
    }
  }

  func facts(in language: Language) -> Listing {
    var rows: [[Listing.Cell]] = []
    func add(_ name: Message, _ code: String, _ value: Message?) {
      if let value { rows.append([.message(name, code: code), .message(value, code: value[language])]) }
    }
    func plain(_ value: (some CustomStringConvertible)?) -> Message? {
      value.map { Message(verbatim: $0.description) }
    }
    add(.hqFactCode, "store", plain(programme.store.code))
    add(.hqFactName, "name", plain(programme.store.names.value(on: day)))
    add(.hqFactRegion, "region", region)
    add(.hqFactStage, "stage", .programmeStage(state.stage))
    add(.hqFactSince, "since", plain(state.since))
    add(.hqFactTier, "tier", state.tier.map(Message.tier))
    add(.hqFactApplied, "applied", plain(state.applied))
    add(.hqFactFirstCertified, "first_certified", plain(state.firstCertified))
    add(.hqFactUntil, "certificate_until", plain(state.certificateEnd))
    add(.hqFactPromise, "promise", state.promise.map(Message.hqPromiseState))
    add(
      .hqFactInspection, "inspection",
      state.inspection.map { .hqInspectionResult($0.outcome.judgement, grade: grade, on: $0.day) })
    add(
      .hqFactRectification, "rectification", state.rectification.map { .hqRectificationState($0, on: day) })
    add(.hqFactConflicts, "conflicts", conflicts > 0 ? Message(verbatim: String(conflicts)) : nil)
    add(.hqFactSharedPhotographs, "shared_photographs", shared.flatMap(Message.hqSharedPhotographs))
    if !missing.isEmpty {
      add(.hqFactMissing, "missing", .joined(missing.map(Message.programmeObstacle), zh: "", en: " "))
    }
    add(.hqFactNext, "next", .joined(next.map(Message.hqNextStep), zh: "、", en: ", "))
    return Listing(
      columns: [
        .init("fact", Message(zh: "事项", en: "Fact")), .init("value", Message(zh: "内容", en: "Value")),
      ], rows: rows)
  }

  var way: Listing {
    Listing(
      columns: [
        .init("effective", Message(zh: "日期", en: "Day")), .init("step", Message(zh: "事项", en: "Step")),
        .init("stage", .hqFactStage), .init("recorded_at", Message(zh: "记入版本", en: "Recorded at")),
        .init("recorded_by", Message(zh: "经办", en: "Recorded by")),
      ],
      rows: steps.map { step, event in
        let isAhead = step.step.isAutomatic && step.day > day
        let name = Message.programmeStep(step.step) + (isAhead ? .hqWayAhead : Message(verbatim: ""))
        return [
          .text(step.day.description), .message(name, code: step.step.rawValue),
          .message(.programmeStage(step.stage), code: step.stage.rawValue),
          event.map { .integer($0.recordedAt) } ?? .none, .optional(event?.recordedBy),
        ]
      })
  }
}
