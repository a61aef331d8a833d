import ArgumentParser
import CommandLineDoor
import DelimitedText
import Evidence
import Localization
import SnackChain
import SyncProtocol

/// `inspect fill`
struct FillInspections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "fill", .hqInspectFill,
    examples: [
      "inspect fill wang.bundle", "inspect fill wang.bundle --store SZ000001 --rest-pass --fail sign=旧店招 --signed",
      "inspect fill wang.bundle --answers answers.csv --rest-pass",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionInspectionBundle)) var bundle: String
  @Option(help: ArgumentHelp(Message.hqOptionBundleStore)) var store: StoreCode?
  @Option(help: ArgumentHelp(Message.hqOptionAnswers)) var answers: String?
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @OptionGroup var sheet: AnswerOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let file = try BundleFile(bundle)
    if let answers {
      let sheets = try AnswerFile(answers, photosTo: file.photos, passesRest: sheet.restPass).sheets
      var isComplete = true
      for (store, sheet) in sheets {
        do {
          try keep(sheet, of: store, in: file, on: door)
        } catch let failure as DoorFailure {
          // One store that cannot be judged does not stop the others.
          door.say(Message(verbatim: "\(store): ") + failure.message)
          isComplete = false
        }
      }
      if !isComplete { throw ExitCode.dataError }
    } else if let store {
      try keep(try sheet.sheet(photosTo: file.photos), of: store, in: file, on: door)
    } else {
      try ask(file, on: door)
    }
  }

  /// Fills in store after store at the terminal.
  private func ask(_ file: BundleFile, on door: Door) throws {
    let done = Set(try file.answers()?.answers.compactMap { InspectionAnswers.inspection(in: $0)?.store } ?? [])
    let open = file.bundle.visits.filter { !done.contains($0.store) }
    guard !open.isEmpty else { return door.say(.hqAllFilled) }
    guard door.isInteractive else {
      throw DoorFailure("not_filled", .hqNothingFilled(open.count), status: .usage)
    }
    for visit in open {
      let form = InspectionForm(visit, version: try version(file), photos: file.photos, door: door)
      guard let sheet = try form.fill() else { return door.say(.hqFormStopped(visit.store)) }
      try keep(sheet, of: visit.store, in: file, on: door)
    }
    door.say(.hqAllFilled)
  }

  private func version(_ file: BundleFile) throws -> StandardVersion {
    guard let version = file.bundle.version(on: on ?? todayInChina()) else {
      throw DoorFailure("unknown_version", .hqNoStandardVersion(""), status: .dataError)
    }
    return version
  }

  private func keep(_ sheet: AnswerSheet, of store: StoreCode, in file: BundleFile, on door: Door) throws {
    guard let visit = file.bundle[store] else {
      throw DoorFailure("not_in_bundle", .hqNotInBundle(store), status: .dataError)
    }
    // Filled in again before it is returned, it stays the same inspection.
    let id = try file.answers()?.inspection(of: store)?.id ?? OperationID(at: currentMoment())
    let inspection = sheet.inspection(
      id: id, store: store, tier: visit.tier, purpose: visit.purpose, version: try version(file),
      day: on ?? todayInChina(), inspector: file.bundle.inspector)
    let judgement: Judgement
    do throws(InspectionProblem) {
      judgement = try file.bundle.standards.judge(inspection)
    } catch {
      throw DoorFailure(error.code, .inspectionProblem(error), advice: .hqRefusedStep([]), status: .dataError)
    }
    try file.save(inspection)
    if door.format == .table {
      door.write(.hqFilled(store, judgement))
      if !judgement.unproven.isEmpty { door.say(.hqUnproven(judgement.unproven)) }
      return
    }
    try door.write(InspectionListing.judged([(inspection, judgement)], book: file.bundle.standards))
  }
}

/// A CSV file of answers, by store in the order of the file.
struct AnswerFile {
  private(set) var sheets: [(store: StoreCode, sheet: AnswerSheet)] = []

  init(_ path: String, photosTo folder: EvidenceFolder, passesRest: Bool) throws {
    var reader = try DelimitedReader(path: path)
    let header = try reader.header(
      required: ["store", "item", "verdict"], optional: ["note", "photo", "signed", "with"])
    while try reader.next() {
      let text = reader.text(header["store"])
      guard let store = StoreCode(text) else {
        throw DoorFailure("bad_store_code", .hqBadStoreCode(text), status: .dataError)
      }
      let place = sheets.firstIndex { $0.store == store } ?? sheets.endIndex
      if place == sheets.endIndex {
        var sheet = AnswerSheet()
        sheet.passesRest = passesRest
        sheets.append((store, sheet))
      }
      let item = reader.text(header["item"])
      if !item.isEmpty {
        let named = reader.text(header["verdict"])
        guard let verdict = Verdict(rawValue: named) else {
          throw DoorFailure("bad_verdict", .hqBadVerdict(named), status: .dataError)
        }
        sheets[place].sheet.answer(item, verdict, note: reader.text(header["note"]))
        let photo = reader.text(header["photo"])
        if !photo.isEmpty { sheets[place].sheet.add(try folder.putAll([photo])[0], to: item) }
      }
      if ["yes", "是", "1", "true"].contains(reader.text(header["signed"]).lowercased()) {
        sheets[place].sheet.isSigned = true
      }
      let other = reader.text(header["with"])
      if !other.isEmpty, !sheets[place].sheet.others.contains(other) { sheets[place].sheet.others.append(other) }
    }
  }
}
