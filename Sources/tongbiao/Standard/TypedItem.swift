import CommandLineDoor
import Localization

/// What is typed for one item of the checklist: `A2=text`.
struct TypedItem {
  let item: String
  let text: String

  /// Reads `A2=text`; where `needsText` is not set, `A2` alone as well.
  init(_ typed: String, needsText: Bool) throws(DoorFailure) {
    let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0].filter { !$0.isWhitespace })
    guard !name.isEmpty, parts.count == 2 || !needsText else {
      throw DoorFailure("item_unreadable", .ownerItemUnreadable(typed), status: .usage)
    }
    item = name
    text = parts.count == 2 ? TypedFigures.note(String(parts[1])) ?? "" : ""
  }

  /// Reads all of them; none may be named twice.
  static func all(_ typed: [String], needsText: Bool = false) throws(DoorFailure) -> [TypedItem] {
    var seen: Set<String> = []
    var items: [TypedItem] = []
    for text in typed {
      let item = try TypedItem(text, needsText: needsText)
      guard seen.insert(item.item).inserted else {
        throw DoorFailure("item_twice", .ownerItemTwice(item.item), status: .usage)
      }
      items.append(item)
    }
    return items
  }
}
