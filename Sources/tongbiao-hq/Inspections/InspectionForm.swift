import CommandLineDoor
import Evidence
import Localization
import SnackChain
import SyncProtocol

/// The checklist of one visit, asked item by item at a terminal.
struct InspectionForm {
  private let visit: InspectionBundle.Visit
  private let version: StandardVersion
  private let photos: EvidenceFolder
  private let door: Door

  init(_ visit: InspectionBundle.Visit, version: StandardVersion, photos: EvidenceFolder, door: Door) {
    self.visit = visit
    self.version = version
    self.photos = photos
    self.door = door
  }

  private struct Answer {
    var verdict: Verdict
    var note = ""
    var photo: EvidenceFile?
  }

  /// The answers, or `nil` where the inspector stopped: then nothing is kept of the visit.
  func fill() throws -> AnswerSheet? {
    door.say(.hqFormHead(visit.store, name: visit.name, tier: visit.tier, purpose: visit.purpose))
    if !visit.toPutRight.isEmpty { door.say(.hqFormPutRight(visit.toPutRight)) }
    let items = version.checklist(for: visit.tier)
    var answers: [Answer] = []
    while answers.count < items.count {
      let item = items[answers.count]
      guard let typed = ask(item, number: answers.count + 1, of: items.count) else { return nil }
      switch typed {
      case "", "y": answers.append(Answer(verdict: .pass, photo: photo(for: item)))
      case "n":
        answers.append(Answer(verdict: .fail, note: door.ask(.hqFormNote) ?? "", photo: photo(for: item)))
      case "x": answers.append(Answer(verdict: .notApplicable, note: door.ask(.hqFormNote) ?? ""))
      case "b": _ = answers.popLast()
      case "q": return nil
      default: continue
      }
    }
    return sheet(items, answers)
  }

  private func ask(_ item: ChecklistItem, number: Int, of total: Int) -> String? {
    let question = Message(zh: item.question.zh, en: item.question.en)[door.language]
    let typed = door.ask(
      .hqFormItem(number, of: total, question: question, weight: item.weight, isCritical: item.isCritical))
    return typed.map { HalfWidth.folding($0).lowercased().filter { !$0.isWhitespace } }
  }

  /// A photograph where the item asks for one; a file that is none is said and asked for again.
  private func photo(for item: ChecklistItem) -> EvidenceFile? {
    guard item.evidence.contains(.photo) else { return nil }
    while let path = door.ask(.hqFormPhoto), !path.isEmpty {
      do throws(EvidenceProblem) {
        return try photos.put(path)
      } catch {
        door.say(DoorFailure(error, file: path).message)
      }
    }
    return nil
  }

  private func sheet(_ items: [ChecklistItem], _ answers: [Answer]) -> AnswerSheet {
    var sheet = AnswerSheet()
    for (item, answer) in zip(items, answers) {
      sheet.answer(item.id, answer.verdict, note: answer.note)
      if let photo = answer.photo { sheet.add(photo, to: item.id) }
    }
    if version.terms.twoPersonTiers.contains(visit.tier), let other = door.ask(.hqFormSecond), !other.isEmpty {
      sheet.others = [other]
    }
    let signed = HalfWidth.folding(door.ask(.hqFormSigned) ?? "").lowercased()
    sheet.isSigned = signed.hasPrefix("y") || signed.hasPrefix("是")
    return sheet
  }
}
