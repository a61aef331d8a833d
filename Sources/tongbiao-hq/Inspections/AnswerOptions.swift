import ArgumentParser
import CommandLineDoor
import Evidence
import Localization
import SnackChain

/// The answers of one inspection as options say them.
struct AnswerOptions: ParsableArguments {
  @Option(name: .customLong("pass"), help: ArgumentHelp(Message.hqOptionPass)) var passed: [String] = []
  @Option(name: .customLong("fail"), help: ArgumentHelp(Message.hqOptionFail)) var failed: [String] = []
  @Option(name: .customLong("not-applicable"), help: ArgumentHelp(Message.hqOptionNotApplicable))
  var notApplicable: [String] = []
  @Option(name: .customLong("photo"), help: ArgumentHelp(Message.hqOptionItemPhoto)) var photos: [String] = []
  @Flag(help: ArgumentHelp(Message.hqOptionRestPass)) var restPass = false
  @Flag(help: ArgumentHelp(Message.hqOptionSigned)) var signed = false
  @Option(name: .customLong("with"), help: ArgumentHelp(Message.hqOptionWith)) var others: [String] = []

  /// The sheet that the options fill in; photographs go to `folder`.
  func sheet(photosTo folder: EvidenceFolder) throws -> AnswerSheet {
    var sheet = AnswerSheet()
    for item in passed { sheet.answer(item, .pass) }
    for text in failed {
      let (item, note) = Self.pair(text)
      sheet.answer(item, .fail, note: note ?? "")
    }
    for text in notApplicable {
      let (item, note) = Self.pair(text)
      sheet.answer(item, .notApplicable, note: note ?? "")
    }
    for text in photos {
      guard case (let item, let file?) = Self.pair(text) else {
        throw DoorFailure("bad_pair", .hqBadPair(text), status: .usage)
      }
      sheet.add(try folder.putAll([file])[0], to: item)
    }
    sheet.isSigned = signed
    sheet.others = others
    sheet.passesRest = restPass
    return sheet
  }

  private static func pair(_ text: String) -> (item: String, value: String?) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : nil)
  }
}

/// The answers of one inspection on their way to it.
struct AnswerSheet {
  private var results: [(item: String, verdict: Verdict, note: String)] = []
  private var photos: [String: [EvidenceDigest]] = [:]
  private(set) var files: [EvidenceFile] = []
  var isSigned = false
  var others: [String] = []
  var passesRest = false

  mutating func answer(_ item: String, _ verdict: Verdict, note: String = "") {
    results.append((item, verdict, note))
  }

  mutating func add(_ file: EvidenceFile, to item: String) {
    photos[item, default: []].append(file.digest)
    files.append(file)
  }

  /// The inspection that the answers make, by a version's checklist.
  func inspection(
    id: OperationID, store: StoreCode, tier: Tier, purpose: InspectionPurpose, version: StandardVersion,
    day: CalendarDay, inspector: String
  ) -> Inspection {
    var given = results.map {
      ItemResult(item: $0.item, verdict: $0.verdict, note: $0.note, evidence: photos[$0.item] ?? [])
    }
    if passesRest {
      let answered = Set(results.map(\.item))
      given += version.checklist(for: tier).filter { !answered.contains($0.id) }.map {
        ItemResult(item: $0.id, verdict: .pass, evidence: photos[$0.id] ?? [])
      }
    }
    return Inspection(
      id: id, store: store, tier: tier, purpose: purpose, version: version.version, day: day,
      inspectors: [inspector] + others, isSignedByOwner: isSigned, results: given)
  }
}
