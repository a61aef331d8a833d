import ArgumentParser
import CentralLedger
import CommandLineDoor
import Evidence
import Localization
import SeedData
import SnackChain
import SyncProtocol

/// `inspect return`
struct ReturnInspections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "return", .hqInspectReturn, examples: ["inspect return wang.bundle --as wang --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionInspectionBundle)) var bundle: String
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let file = try BundleFile(bundle)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let folder = try database.evidenceFolder()
    let rows = try await database.withLedger(as: access) { ledger, access in
      let known = try await check(file, with: ledger, access)
      guard let answers = try file.answers() else {
        throw DoorFailure("no_answers", .hqNoAnswers(file.answersPath), status: .noInput)
      }
      let returning = ReturningBundle(file, known, folder: folder)
      return try await returning.hand(answers, to: ledger, seeds: seeds, access: access)
    }
    try write(rows, on: door)
  }

  /// That the bundle is ours, unchanged and this inspector's own.
  private func check(
    _ file: BundleFile, with ledger: any CentralLedger, _ access: Access
  ) async throws -> KnownBundle {
    let changed = DoorFailure("bundle_changed", .hqBundleChanged, status: .dataError)
    guard let known = try await ledger.bundle(file.bundle.id), known.digest == file.text.digest,
      file.text.isSigned(byOneOf: try await ledger.receiptKeys())
    else { throw changed }
    let isOwn = access.name == known.inspector.description || access.via == nil
    guard isOwn else {
      throw DoorFailure(
        "other_inspector", .hqOtherInspector(known.inspector.description), status: .notAllowed)
    }
    return known
  }

  private func write(_ rows: [ReturnedRow], on door: Door) throws {
    let listing = Listing(
      columns: [
        .init("store", .hqFactCode), .init("outcome", Message(zh: "结果", en: "Outcome")),
        .init("code", Message(zh: "代码", en: "Code")), .init("stage", .hqFactStage),
        .init("message", Message(zh: "说明", en: "Message")), .init("inspection", Message(zh: "检查", en: "Inspection")),
      ],
      rows: rows.map { row in
        [
          .optional(row.store?.description), .message(.hqReturnOutcome(row.outcome), code: row.outcome),
          .text(row.code), row.stage.map { .message(.programmeStage($0), code: $0.rawValue) } ?? .none,
          row.message.map { .message($0, code: $0[door.language]) } ?? .none, .optional(row.inspection?.description),
        ]
      })
    func count(_ outcome: String) -> Int { rows.count { $0.outcome == outcome } }
    let refused = count("refused")
    try door.write(
      listing,
      json: ReturnJSON(
        recorded: count("recorded"), repeated: count("repeated"), conflicts: count("conflict"), refused: refused,
        rows: listing))
    door.say(
      .hqReturned(
        recorded: count("recorded"), repeated: count("repeated"), conflicts: count("conflict"), refused: refused))
    if refused > 0 {
      door.say(.hqReturnAdvice)
      throw ExitCode.dataError
    }
  }

  private struct ReturnJSON: Encodable {
    let recorded: Int
    let repeated: Int
    let conflicts: Int
    let refused: Int
    let rows: Listing
  }
}

/// What became of one answer.
struct ReturnedRow {
  let store: StoreCode?
  let inspection: OperationID?
  /// `recorded`, `repeated`, `conflict` or `refused`.
  let outcome: String
  /// Why, as a stable name.
  let code: String
  let message: Message?
  let stage: ProgrammeStage?

  init(refused code: String, _ message: Message, _ inspection: Inspection?) {
    store = inspection?.store
    self.inspection = inspection?.id
    outcome = "refused"
    self.code = code
    self.message = message
    stage = nil
  }

  init(_ result: ProgrammeOutcome, _ inspection: Inspection) {
    store = inspection.store
    self.inspection = inspection.id
    switch result {
    case .recorded(let event, let state), .repeated(let event, let state):
      outcome = result.code
      code = result.code
      stage = state.stage
      if case .inspect(let found) = event.step { message = .judged(found.judgement) } else { message = nil }
    case .decided(let one):
      outcome = "repeated"
      code = "decided"
      stage = nil
      message = .hqDecided(counts: one.counts, reason: one.decision?.reason ?? "")
    case .conflict:
      outcome = "conflict"
      code = "conflict"
      stage = nil
      message = .hqConflictKept(inspection.store, id: inspection.id)
    default:
      let failure = StepReport(result, store: inspection.store).failure
      outcome = "refused"
      code = failure.code
      stage = nil
      message = failure.message
    }
  }
}

/// Hands the answers of a bundle to the ledger: each for itself.
struct ReturningBundle {
  private let file: BundleFile
  private let known: KnownBundle
  private let folder: EvidenceFolder

  init(_ file: BundleFile, _ known: KnownBundle, folder: EvidenceFolder) {
    self.file = file
    self.known = known
    self.folder = folder
  }

  func hand(
    _ answers: InspectionAnswers, to ledger: any CentralLedger, seeds: StandardBook, access: Access
  ) async throws -> [ReturnedRow] {
    var rows: [ReturnedRow?] = []
    var reports: [(place: Int, report: InspectionReport)] = []
    for answer in answers.answers {
      do throws(Refusal) {
        reports.append((rows.count, try report(answer)))
        rows.append(nil)
      } catch {
        rows.append(ReturnedRow(refused: error.code, error.message, error.inspection))
      }
    }
    let recording = try await ledger.record(
      reports.map { .inspection($0.report) }, seeds: seeds, access: access)
    for (entry, outcome) in zip(reports, recording.outcomes) {
      rows[entry.place] = ReturnedRow(outcome, entry.report.inspection)
    }
    return rows.compactMap(\.self)
  }

  private struct Refusal: Error {
    let code: String
    let message: Message
    let inspection: Inspection?
  }

  /// The inspection of a signed answer, if it is one of this bundle's.
  private func report(_ answer: SignedText) throws(Refusal) -> InspectionReport {
    let found = InspectionAnswers.inspection(in: answer)
    guard answer.isSigned(byOneOf: [known.key]), let inspection = found else {
      throw Refusal(code: "answer_changed", message: .hqAnswerChanged, inspection: found)
    }
    guard let visit = file.bundle[inspection.store] else {
      throw Refusal(code: "not_in_bundle", message: .hqNotInBundle(inspection.store), inspection: inspection)
    }
    // A spot check asks less of a store's way than an acceptance: what the visit was for is headquarters' to say.
    guard inspection.purpose == visit.purpose else {
      throw Refusal(
        code: "other_purpose", message: .hqOtherPurpose(inspection.purpose, planned: visit.purpose),
        inspection: inspection)
    }
    guard inspection.inspectors.contains(known.inspector.description) else {
      throw Refusal(code: "other_inspector", message: .hqAnswerOfOther, inspection: inspection)
    }
    let made = known.madeAt.dayInChina
    guard inspection.day >= made else {
      throw Refusal(
        code: "before_bundle", message: .hqVisitTooEarly(inspection.day, made: made), inspection: inspection)
    }
    return InspectionReport(
      inspection: inspection, evidence: try evidence(of: inspection), seen: known.dataVersion,
      bundle: known.id.description)
  }

  /// Puts the photographs of an answer beside the database, each checked again.
  private func evidence(of inspection: Inspection) throws(Refusal) -> [EvidenceFile] {
    var files: [EvidenceFile] = []
    for digest in Set(inspection.results.flatMap(\.evidence)).sorted() {
      guard let path = file.photos.find(digest) else { continue }
      do throws(EvidenceProblem) {
        let kept = try folder.put(path)
        guard kept.digest == digest else { throw .altered(digest) }
        files.append(kept)
      } catch {
        let failure = DoorFailure(error, file: path)
        throw Refusal(code: failure.code, message: failure.message, inspection: inspection)
      }
    }
    return files
  }
}
