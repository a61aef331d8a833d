import ArgumentParser
import CommandLineDoor
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
          evidence: try paths.map { try ledger.keepEvidence(at: $0, now: .now).digest }))
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
}
