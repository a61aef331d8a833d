import HTTPTypes
import Localization

/// A table: what a page shows of it and what its files hold come from the same rows.
struct Sheet: Sendable {
  /// One column.
  struct Column: Sendable {
    /// The name of the field in files: part of the contract.
    let key: String
    let title: Message
    /// Whether the table can be sorted by it.
    let isSortable: Bool

    init(_ key: String, _ title: Message, isSortable: Bool = true) {
      self.key = key
      self.title = title
      self.isSortable = isSortable
    }
  }

  /// Where the rows come from.
  enum Rows: Sendable {
    /// All of them: the table sorts and searches by itself.
    case all([[PageCell]])
    /// Already chosen and in order; only the rows that are shown are made.
    case chosen(count: Int, make: @Sendable (Range<Int>) -> [[PageCell]])
  }

  /// A choice that narrows the table, as a field of its form.
  struct Filter: Sendable {
    let name: String
    let title: Message
    let options: [(value: String, text: String)]
    /// What is chosen where nothing is asked for; `nil` where that is all.
    var preset: String?
  }

  /// The name of the table in addresses. The main table of a page is `main`.
  let id: String
  let title: Message
  let columns: [Column]
  var rows: Rows
  /// What the figures mean.
  var definition: Message?
  /// Said where there is no row.
  var emptiness: Message = .webNothingHere
  var filters: [Filter] = []
  /// Whether rows can be searched for a text.
  var isSearchable = false
  /// How it is sorted unless asked otherwise; `nil`: as it comes.
  var sorted: (key: String, descending: Bool)?
  /// Rows on a page.
  var pageSize = 50
  /// Whether the table stands folded up under the chart that it goes with.
  var isFolded = false
  /// Whether it takes part in files and links: false for what is only a legend.
  var isExported = true

  init(
    _ id: String, _ title: Message, columns: [Column], rows: Rows, definition: Message? = nil
  ) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.definition = definition
  }

  /// The name of one of its parameters in an address: bare for the main table, with the table's name for others.
  func parameter(_ name: String) -> String { id == "main" ? name : id + "." + name }

  /// The parameters that say which rows a file of it holds, and in which order; pages and their size do not.
  var fileParameters: [String] {
    filters.map(\.name) + (["sort", "order"] + (isSearchable ? ["q"] : [])).map(parameter)
  }
}

/// How a table is asked for in an address.
struct SheetRequest: Sendable, Hashable {
  /// The most rows on one page.
  static let mostRows = 500
  /// The most characters that are searched for.
  static let longestText = 200

  var sort: String?
  var descending: Bool
  var page: Int
  var pageSize: Int
  var text: String?

  /// Reads the parameters of a table.
  ///
  /// - Throws: `PageProblem` of a column that there is not, or a page that is no number.
  init(_ query: PageQuery, for sheet: Sheet) throws(PageProblem) {
    let sortable = sheet.columns.filter(\.isSortable).map(\.key)
    if let asked = query[sheet.parameter("sort")] {
      guard sortable.contains(asked) else {
        throw .badParameter(sheet.parameter("sort"), asked, wanted: .webWantOneOf(sortable))
      }
      sort = asked
    } else {
      sort = sheet.sorted?.key
    }
    descending =
      try query.choice(sheet.parameter("order"), SheetOrder.self).map { $0 == .descending }
      ?? (query[sheet.parameter("sort")] == nil && (sheet.sorted?.descending ?? false))
    page = try query.integer(sheet.parameter("page"), in: 1...1_000_000_000) ?? 1
    pageSize = try query.integer(sheet.parameter("per"), in: 1...Self.mostRows) ?? sheet.pageSize
    text = sheet.isSearchable ? query[sheet.parameter("q")] : nil
  }
}

/// Which way a table is sorted.
enum SheetOrder: String, CaseIterable {
  case ascending = "asc"
  case descending = "desc"
}

/// What of a table is wanted: chosen, in order, and which rows of it are on the page.
struct SheetSelection: Sendable {
  let sheet: Sheet
  let request: SheetRequest
  /// How many rows there are after choosing.
  let count: Int
  private let chosen: [[PageCell]]?

  /// Chooses and sorts.
  init(_ sheet: Sheet, _ request: SheetRequest) {
    self.sheet = sheet
    self.request = request
    switch sheet.rows {
    case .chosen(let count, _):
      self.count = count
      chosen = nil
    case .all(let rows):
      var rows = rows
      if let text = request.text?.lowercased(), !text.isEmpty {
        rows = rows.filter { row in
          row.contains { cell in
            switch cell.value {
            case .text(let value), .digest(let value): value.lowercased().contains(text)
            case .message(let message, let code):
              code.lowercased().contains(text) || message.zh.contains(text) || message.en.lowercased().contains(text)
            default: false
            }
          }
        }
      }
      if let sort = request.sort, let place = sheet.columns.firstIndex(where: { $0.key == sort }) {
        // Rows that are alike stay as they came, so that two looks agree.
        rows = rows.enumerated().sorted { left, right in
          let (first, second) = (left.element[place], right.element[place])
          if PageCell.isOrdered(first, second, descending: request.descending) { return true }
          if PageCell.isOrdered(second, first, descending: request.descending) { return false }
          return left.offset < right.offset
        }.map(\.element)
      }
      count = rows.count
      chosen = rows
    }
  }

  /// How many pages there are; an empty table has one.
  var pages: Int { max(1, (count + request.pageSize - 1) / request.pageSize) }

  /// The rows of the page asked for.
  ///
  /// - Throws: `PageProblem` of a page behind the last.
  func shown(at here: (Int) -> String) throws(PageProblem) -> [[PageCell]] {
    guard request.page <= pages else {
      throw PageProblem(
        code: "no_such_page", status: .notFound, title: .webNoSuchPage(request.page, of: pages),
        advice: .webNoSuchPageAdvice, ways: [.init(text: .webLastPage, address: here(pages))])
    }
    let first = (request.page - 1) * request.pageSize
    return rows(first..<min(first + request.pageSize, count))
  }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> [[PageCell]] {
    if let chosen { return Array(chosen[range]) }
    if case .chosen(_, let make) = sheet.rows { return make(range) }
    return []
  }
}
