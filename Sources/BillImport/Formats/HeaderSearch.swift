/// Finds the header of a table and the kind of bill by it.
struct HeaderSearch {
  /// A table whose header was found.
  struct Found {
    let source: BillSource
    let columns: ColumnMap
    let template: TillTemplate?
    /// How many cells the header has up to its last name, and with empty ones behind it.
    let width: Int
    let cells: Int
    let line: Int
  }

  /// Rows looked at: bills have up to 30 lines of notes in front.
  static let depth = 60

  let templates: [TillTemplate]
  let fileName: String
  /// What the templates look for.
  private let ownNames: Set<HeaderName>
  private(set) var preamble: [(line: Int, texts: [String])] = []
  private var nearest: (match: BillFormat.Match, format: BillFormat, line: Int)?

  init(templates: [TillTemplate], fileName: String) {
    self.templates = templates
    self.fileName = fileName
    ownNames = templates.reduce(into: []) { $0.formUnion(BillFormat.till($1).names) }
  }

  var isExhausted: Bool { preamble.count >= Self.depth }

  /// Looks at the next row; `nil` where it is no header.
  mutating func look(at row: BillRow) throws(BillProblem) -> Found? {
    let texts = row.texts
    defer { preamble.append((row.line, texts)) }
    if texts.count(where: { !$0.isEmpty }) < 2 { return nil }
    if let found = try match(texts.map { [$0] }, line: row.line) { return found }
    // Joined cells: the names are spread over two rows, and a name above stands for the cells to its right too.
    guard let above = preamble.last?.texts, above.count(where: { !$0.isEmpty }) >= 2 else { return nil }
    var group = ""
    let joined = (0..<max(above.count, texts.count)).map { column -> [String] in
      let top = column < above.count ? above[column] : ""
      let bottom = column < texts.count ? texts[column] : ""
      if !top.isEmpty { group = top }
      return bottom.isEmpty ? [top] : [bottom, group + bottom]
    }
    return try match(joined, line: row.line)
  }

  private mutating func match(_ names: [[String]], line: Int) throws(BillProblem) -> Found? {
    var positions: [HeaderName: [Int]] = [:]
    for (column, candidates) in names.enumerated() {
      for name in candidates where !name.isEmpty && name.utf8.count < 200 {
        positions[HeaderName(name), default: []].append(column)
      }
    }
    // Most rows are no headers, and of these most have no name that any header has.
    guard positions.keys.contains(where: { BillFormat.knownNames.contains($0) || ownNames.contains($0) }) else {
      return nil
    }
    let width = (names.lastIndex { !$0.allSatisfy(\.isEmpty) } ?? -1) + 1
    var complete: [(source: BillSource, match: BillFormat.Match, rank: Int)] = []
    for format in BillFormat.known {
      let match = format.match(positions)
      if match.isComplete {
        if let source = platform(format.source, positions) { complete.append((source, match, format.rank)) }
      } else if match.found > (nearest?.match.found ?? 0), match.found * 2 >= format.size, match.found >= 2 {
        nearest = (match, format, line)
      }
    }
    if let best = complete.max(by: { $0.rank < $1.rank }) {
      let rivals = complete.filter { $0.source.channel != best.source.channel || $0.rank == best.rank }
      if Set(rivals.map(\.source)).count > 1 {
        throw .ambiguous(rivals.map(\.source).sorted { $0.rawValue < $1.rawValue })
      }
      if let name = best.match.doubled { throw .doubledColumn(name, line: line) }
      return Found(
        source: best.source, columns: best.match.columns, template: nil, width: width, cells: names.count, line: line)
    }
    let fitting = templates.map { ($0, BillFormat.till($0).match(positions)) }.filter { $0.1.isComplete }
    guard let (template, match) = fitting.first else { return nil }
    if fitting.count > 1, fitting.contains(where: { $0.0 != template }) { throw .ambiguous([.till]) }
    if let name = match.doubled { throw .doubledColumn(name, line: line) }
    return Found(
      source: .till, columns: match.columns, template: template, width: width, cells: names.count, line: line)
  }

  /// Columns that only delivery platforms have. Without one, or the platform's name, orders may as well be a till's.
  private static let platformMarks = Set<HeaderName>(
    [
      "平台服务费", "技术服务费", "平台技术服务费", "实收佣金", "佣金", "平台佣金", "配送费", "餐盒费", "打包费", "平台补贴", "平台活动补贴",
      "商户补贴", "代理商补贴", "商家活动支出", "商家活动补贴", "商家应收款", "商家预计收入", "预计收入",
    ].map(HeaderName.init(canonical:)))

  /// Both platforms call columns alike: the words in and above the table say whose it is, then the file's name, then
  /// habits of the two. `nil` where nothing says that it is a platform's file at all.
  private func platform(_ source: BillSource, _ positions: [HeaderName: [Int]]) -> BillSource? {
    guard source == .meituanOrders || source == .elemeSettlement else { return source }
    let words = (positions.keys.map(\.text) + preamble.flatMap(\.texts) + [fileName]).joined(separator: " ")
      .lowercased()
    let isEleme: Bool
    switch (words.contains("美团") || words.contains("meituan"), words.contains("饿了么") || words.contains("eleme")) {
    case (true, false): isEleme = false
    case (false, true): isEleme = true
    default:
      guard positions.keys.contains(where: Self.platformMarks.contains) || source != .meituanOrders else { return nil }
      isEleme = ["商户id", "商户名称", "商户补贴", "代理商补贴", "实收佣金"].contains {
        positions[HeaderName(canonical: $0)] != nil
      }
    }
    if source == .meituanOrders { return isEleme ? .elemeOrders : .meituanOrders }
    return isEleme ? .elemeSettlement : .meituanSettlement
  }

  /// What to say where no header was found. `mergedRows` are rows of a sheet with joined cells.
  func problem(mergedRows: Set<Int>) -> BillProblem {
    if let (match, format, line) = nearest {
      let isMerged = mergedRows.contains(line) || mergedRows.contains(line - 1)
      return isMerged
        ? .mergedHeader(format.source, match.missing, line: line)
        : .missingColumns(format.source, match.missing, line: line)
    }
    if preamble.isEmpty { return .empty }
    // The first row with the most cells that are no numbers.
    let best = preamble.map(\.texts).max { left, right in width(left) < width(right) } ?? []
    return .unknownFormat(columns: best.filter { !$0.isEmpty })
  }

  private func width(_ texts: [String]) -> Int {
    texts.count { text in !text.isEmpty && text.contains { !$0.isNumber && !$0.isPunctuation } }
  }
}
