import SnackChain
import SyncProtocol

/// What the ledger knows of the stores of a group, read for many stores at once: their facts, their figures, and which
/// operations have a receipt already.
struct KnownOfStores {
  /// How many stores one statement asks for. The text is the same for every group, so that it stays prepared.
  private static let width = 64

  private var stores: [StoreCode: Store] = [:]
  private var figures: [StoreCode: Figures] = [:]
  private var receipts: Set<String> = []

  /// The heads of a store, and how many revisions it has.
  private struct Figures {
    /// In the order of months.
    var heads: [(month: Int, fen: Int64)] = []
    var revisions = 0

    func place(of month: Int) -> Int {
      var (low, high) = (0, heads.count)
      while low < high {
        let middle = (low + high) / 2
        if heads[middle].month < month { low = middle + 1 } else { high = middle }
      }
      return low
    }

    subscript(month: Int) -> Int64? {
      let place = place(of: month)
      return place < heads.count && heads[place].month == month ? heads[place].fen : nil
    }

    mutating func add(_ month: Int, _ fen: Int64) {
      revisions += 1
      // Rows come in the order of months: hardly ever anything but the last place.
      let place = (heads.last?.month ?? 0) < month ? heads.count : place(of: month)
      if place < heads.count, heads[place].month == month {
        heads[place].fen = fen
      } else {
        heads.insert((month, fen), at: place)
      }
    }
  }

  init(_ database: LedgerConnection, _ submissions: [Submission]) throws {
    // Only what a device says of its own store is looked at.
    let operations = submissions.flatMap { submission in
      submission.operations.filter { $0.report.store == submission.store }
    }
    let codes = Set(operations.map(\.report.store)).sorted { $0.description < $1.description }
    for part in Self.parts(of: codes.map { SQLValue.text($0.description) }) {
      try readStores(database, part)
      try readFigures(database, part)
    }
    for part in Self.parts(of: operations) { try readReceipts(database, part) }
  }

  func store(_ code: StoreCode) -> Store? { stores[code] }

  func turnover(_ store: StoreCode, _ month: YearMonth) -> Int64? { figures[store]?[month.number] }

  func turnovers(_ store: StoreCode, except month: YearMonth) -> [Int64] {
    (figures[store]?.heads ?? []).filter { $0.month != month.number }.map(\.fen)
  }

  /// How many revisions the store has.
  func revisions(of store: StoreCode) -> Int { figures[store]?.revisions ?? 0 }

  /// Whether an operation of that id was taken, for whichever store: the caller looks closer.
  func hasReceipt(_ operation: ReportOperation) -> Bool { receipts.contains(operation.id.description) }

  /// A figure that the group itself has taken.
  mutating func learn(_ report: MonthlyReport) {
    figures[report.store, default: Figures()].add(report.month.number, report.turnover.fen)
  }

  // MARK: Reading

  private mutating func readStores(_ database: LedgerConnection, _ codes: [SQLValue]) throws {
    let places = Self.places(codes)
    try Self.each(
      database,
      """
      SELECT \(RegisterRow.factColumns) FROM store_fact WHERE store_id IN (\(places)) ORDER BY store_id, recorded_at
      """, codes
    ) { row, code in RegisterRow.add(fact: row, to: &stores[code], code: code) }
    try Self.each(
      database,
      """
      SELECT \(RegisterRow.eventColumns) FROM standing_event WHERE store_id IN (\(places))
      ORDER BY store_id, recorded_at, effective
      """, codes
    ) { row, code in RegisterRow.add(event: row, to: &stores[code]) }
  }

  private mutating func readFigures(_ database: LedgerConnection, _ codes: [SQLValue]) throws {
    var open: StoreCode?
    var found = Figures()
    try Self.each(
      database,
      """
      SELECT store_id, month, turnover FROM revision WHERE store_id IN (\(Self.places(codes)))
      ORDER BY store_id, month, revision
      """, codes
    ) { row, code in
      if code != open {
        if let open { figures[open] = found }
        (open, found) = (code, Figures())
      }
      found.add(Int(row.int(1)), row.int(2))
    }
    if let open { figures[open] = found }
  }

  private mutating func readReceipts(_ database: LedgerConnection, _ operations: [ReportOperation]) throws {
    let pairs = operations.map { _ in "(store_id = ? AND operation_id = ?)" }.joined(separator: " OR ")
    let statement = try Prepared(database, "SELECT operation_id FROM receipt WHERE \(pairs)")
    statement.bind(operations.flatMap { [SQLValue.text($0.report.store.description), .text($0.id.description)] })
    while try statement.step() { receipts.insert(statement.text(0)) }
    statement.reset()
  }

  private static func each(
    _ database: LedgerConnection, _ sql: String, _ codes: [SQLValue], _ body: (Prepared, StoreCode) -> Void
  ) throws {
    let statement = try Prepared(database, sql)
    statement.bind(codes)
    var last: StoreCode?
    while try statement.step() {
      let isSame = last.map { $0.description.utf8.elementsEqual(statement.bytes(0)) } ?? false
      if !isSame { last = StoreCode(statement.text(0)) }
      guard let code = last else { throw CentralLedgerError.corrupt("store code") }
      body(statement, code)
    }
    statement.reset()
  }

  /// The values in parts of one size, the last filled up with its own last value; a single one stays alone.
  static func parts<Value>(of values: [Value]) -> [[Value]] {
    guard let last = values.last else { return [] }
    guard values.count > 1 else { return [values] }
    return stride(from: 0, to: values.count, by: width).map { start in
      let part = Array(values[start..<min(start + width, values.count)])
      return part + Array(repeating: last, count: width - part.count)
    }
  }

  /// A placeholder for each of the values.
  static func places(_ values: [SQLValue]) -> String {
    values.map { _ in "?" }.joined(separator: ", ")
  }
}
