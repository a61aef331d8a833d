/// The texts that cells of all sheets point to, in one piece of memory.
final class SharedStrings: ElementHandler {
  private(set) var bytes: [UInt8] = []
  /// Where each text begins, and the last one ends.
  private(set) var ends: [Int] = [0]
  private var isPhonetic = false
  /// The most bytes of text that are kept; what is beyond reads as empty.
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  override func start(_ name: ElementName, _ attributes: Attributes) {
    if name == "rPh" { isPhonetic = true }
    if name == "t", !isPhonetic { wantsText = true }
  }

  override func end(_ name: ElementName) {
    if name == "rPh" { isPhonetic = false }
    if name == "t" { wantsText = false }
    if name == "si" {
      ends.append(bytes.count)
      if bytes.count > limit { isDone = true }
    }
  }

  override func text(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}

/// Which cell styles show a number as a date.
final class DateStyles: ElementHandler {
  private var customDates: Set<Int> = []
  private var isInCells = false
  private(set) var isDate: [Bool] = []

  override func start(_ name: ElementName, _ attributes: Attributes) {
    if name == "numFmt", let id = attributes.number("numFmtId"), let code = attributes.text("formatCode") {
      if Self.showsDate(code) { customDates.insert(id) }
    } else if name == "cellXfs" {
      isInCells = true
    } else if name == "xf", isInCells, isDate.count < 65_536 {
      let id = attributes.number("numFmtId") ?? 0
      // ECMA-376 part 1, 18.8.30: the built-in formats, and those of the East Asian languages.
      let builtIn = (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
      isDate.append(builtIn || customDates.contains(id))
    }
  }

  override func end(_ name: ElementName) {
    if name == "cellXfs" { isInCells = false }
  }

  /// Whether a format code has a year, day, hour or second outside of quotes, brackets and escapes.
  static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "y", "d", "h", "s": if !isQuoted && !isBracketed { return true }
      default: continue
      }
    }
    return false
  }
}

/// The sheets that a workbook lists, and where its parts are.
final class WorkbookIndex: ElementHandler {
  private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  private(set) var countsFrom1904 = false

  override func start(_ name: ElementName, _ attributes: Attributes) {
    if name == "workbookPr", let flag = attributes.text("date1904") { countsFrom1904 = flag == "1" || flag == "true" }
    if name == "sheet", sheets.count < 256 {
      sheets.append(
        (
          attributes.text("name") ?? "", attributes.text("id") ?? "",
          (attributes.text("state") ?? "visible") != "visible"
        ))
    }
  }
}

/// The files that relations of the workbook point to.
final class Relations: ElementHandler {
  private(set) var targets: [String: String] = [:]

  override func start(_ name: ElementName, _ attributes: Attributes) {
    if name == "Relationship", let id = attributes.text("Id"), let target = attributes.text("Target"),
      targets.count < 1024
    {
      targets[id] = target
    }
  }
}
