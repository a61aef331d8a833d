import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao standard answer --fixed ITEM=PHOTO --note TEXT`
struct AnswerRectification: ParsableCommand {
  static let configuration = CommandConfiguration(
    "answer", .ownerStandardAnswer,
    examples: ["standard answer --fixed A2=门头.jpg --fixed B1=蒸笼1.jpg,蒸笼2.jpg --note A2=重做了门头"])

  @Option(help: ArgumentHelp(Message.ownerOptionFixed))
  var fixed: [String]

  @Option(help: ArgumentHelp(Message.ownerOptionFixedNote))
  var note: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let typed = try TypedItem.all(fixed)
    let ledger = try store.openLedger()
    let notes = notes(for: Set(typed.map(\.item)))
    // All photographs are looked at before anything is saved.
    var items: [RectifiedItem] = []
    for entry in typed {
      let paths = entry.text.split(separator: ",").map { String($0) }
      items.append(
        RectifiedItem(
          item: entry.item, note: notes[entry.item] ?? notes[""] ?? "",
          evidence: try paths.map { try Self.keep($0, in: ledger) }))
    }
    let operation = try ledger.answerRectification(items, now: .now)
    switch door.format {
    case .json: try door.writeJSON(operation)
    case .table, .csv:
      door.write(.ownerAnswerSaved(items: operation.items.count, photos: operation.evidence.count))
    }
  }

  /// Notes by item; the one without an item under the empty name.
  private func notes(for items: Set<String>) -> [String: String] {
    var notes: [String: String] = [:]
    for text in note {
      if let typed = try? TypedItem(text, needsText: true), items.contains(typed.item) {
        notes[typed.item] = typed.text
      } else {
        notes[""] = TypedFigures.note(text) ?? ""
      }
    }
    return notes
  }

  /// Says which of the files is no photograph.
  private static func keep(_ path: String, in ledger: StoreLedger) throws -> EvidenceDigest {
    do throws(LedgerProblem) {
      return try ledger.keepEvidence(at: path, now: .now).digest
    } catch .evidence(let problem) {
      let isUnreadable = if case .unreadable = problem { true } else { false }
      let words = Message.evidenceProblem(problem) { String(cString: strerror($0)) }
      throw DoorFailure(
        problem.code, isUnreadable ? words : Message(verbatim: path.visible + ": ") + words,
        advice: .ownerAnswerNotSaved, status: isUnreadable ? .noInput : .dataError)
    }
  }
}
