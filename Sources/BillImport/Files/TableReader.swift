import DelimitedText
import SnackChain

/// Reads one table, a row at a time: finds its header, then lets the format of the bill say what each row is.
final class TableReader {
  /// By what a row is known again in another file.
  enum Identity {
    /// The order's number, and the refund's where there is one.
    case order(Cell, refund: Cell?)
    /// The account and the day.
    case day(Cell)
    /// Everything that can be seen of it, for rows without a number.
    case likeness(Cell, Cell)
  }

  let options: ImportOptions
  private var search: HeaderSearch
  private(set) var found: HeaderSearch.Found?
  private(set) var facts: [RowFact] = []
  private(set) var verdicts = VerdictTable()
  private(set) var problem: BillProblem?

  /// Rows of transactions, whatever they are.
  private(set) var rowCount = 0
  private(set) var roundedNumbers = 0
  private(set) var unreadableLines: [Int] = []
  private(set) var holders: Set<String> = []
  /// What the bill says about itself.
  var totals = TotalsCheck()
  /// Rows of the sheet without anything in them.
  var emptyRows = 0
  /// Rows by which the owner bought something.
  var purchases = 0
  /// Sums of the amounts of all rows, of those that are counted, and of sales less refunds, for a row of totals at the
  /// end: each is in use.
  private var listed: Int64 = 0
  private var counted: Int64 = 0
  private var net: Int64 = 0

  private var occurrences: [OrderKey: Int] = [:]
  private var lastLine = 0
  private var lastCount = 0
  private var usualCount = 0
  private var endsInNote = false

  init(options: ImportOptions, fileName: String) {
    self.options = options
    search = HeaderSearch(templates: options.templates, fileName: fileName)
  }

  var columns: ColumnMap { found?.columns ?? ColumnMap() }
  var channel: BillChannel { found?.source.channel ?? .till }
  var isExhausted: Bool { found == nil && search.isExhausted }
  var preamble: [[String]] { search.preamble.map(\.texts) }

  /// Takes the next row; false where the rest need not be read.
  func take(_ row: BillRow) -> Bool {
    lastLine = row.line
    guard let found else { return lookForHeader(row) }
    if row.count == 1, row[0].isEmpty { return true }
    if totals.take(row, of: found.source) || isNote(row, time: found.columns[.time]) {
      endsInNote = true
      return true
    }
    endsInNote = false
    rowCount += 1
    if rowCount > options.rows {
      problem = .tooManyRows(limit: options.rows)
      return false
    }
    usualCount = max(usualCount, lastCount)
    lastCount = row.count
    if row.count > found.cells, row.isMarked {
      let joined = row.joinedByMarks
      lastCount = joined.count
      joined.withUnsafeBufferPointer { takeRow(BillRow(line: row.line, bytes: row.bytes, bounds: $0), found) }
    } else {
      takeRow(row, found)
    }
    return true
  }

  private func takeRow(_ row: BillRow, _ found: HeaderSearch.Found) {
    if isShifted(row, found) {
      return addUnreadable(row)
    }
    switch found.source {
    case .weChatPersonal: takeWeChatPersonal(row)
    case .weChatMerchant: takeWeChatMerchant(row)
    case .alipayPersonal: takeAlipayPersonal(row)
    case .alipayMerchant: takeAlipayMerchant(row)
    case .meituanOrders, .elemeOrders: takePlatformOrder(row)
    case .elemeDaily: takePlatformDay(row)
    case .meituanSettlement, .elemeSettlement: takeSettlement(row)
    case .till: takeTill(row)
    case .meituanConsumer, .jdConsumer: purchases += 1
    case .accountLedger, .alipayMerchantSummary: break
    }
  }

  private func lookForHeader(_ row: BillRow) -> Bool {
    do throws(BillProblem) {
      found = try search.look(at: row)
    } catch {
      problem = error
      return false
    }
    if let found {
      // Notes in front state totals too.
      for (_, texts) in search.preamble { totals.readNote(texts, of: found.source) }
      holders.formUnion(Self.holder(in: preamble))
    }
    return !isExhausted
  }

  /// The whole table was read. `mergedRows` are rows with joined cells; texts may be cut off in their last row.
  func finish(mergedRows: Set<Int>, isText: Bool) throws(BillProblem) {
    if let problem { throw problem }
    guard let found else { throw search.problem(mergedRows: mergedRows) }
    if found.source.isConsumer { throw .consumerBill(found.source, purchases: purchases) }
    if found.source == .accountLedger { throw .accountLedger }
    if isText, rowCount > 0, !endsInNote {
      let expected = usualCount == 0 ? found.width : min(usualCount, found.width)
      if lastCount < expected { throw .cutOff(line: lastLine) }
    }
    try totals.check(found.source, rows: rowCount, lastLine: lastLine, columns: found.columns)
  }

  /// Whether a thousands separator without quotes has cut the amount in two (`1,234.00`) and moved what follows.
  private func isShifted(_ row: BillRow, _ found: HeaderSearch.Found) -> Bool {
    guard row.count > found.cells else { return false }
    let column = found.columns.has(.amount) ? found.columns[.amount] : found.columns[.paid]
    guard column >= 0, !row[column].bytes.contains(UInt8(ascii: ".")) else { return false }
    let next = row[column + 1].bytes
    return next.count >= 3 && next.prefix(3).allSatisfy { (48...57).contains($0) }
      && (next.count == 3 || next[3] == UInt8(ascii: ".") || next[3] == UInt8(ascii: ","))
  }

  /// A row with a word or two where a transaction should be: a footer, a title of the next section.
  private func isNote(_ row: BillRow, time: Int) -> Bool {
    var filled = 0
    for column in 0..<row.count where !row[column].isEmpty {
      filled += 1
      if filled > 2 { break }
    }
    if filled == 0 { return true }
    guard filled <= 2, let first = row[0].bytes.first ?? row[max(time, 0)].bytes.first else { return filled <= 1 }
    if found?.source == .till { return row[time].time == nil }
    // A lone number is what is left of a row that was cut off.
    if filled == 1, (48...57).contains(first) { return false }
    return first == UInt8(ascii: "#") || first == UInt8(ascii: "-") || row[max(time, 0)].time == nil
  }

  // MARK: What formats say

  /// Notes what a row is. `fen` is what counts, or what would have counted.
  func add(
    _ verdict: Verdict, family: RowFact.Family, _ row: BillRow, at time: BillTime, fen: Int64, identity: Identity,
    fee: Int64 = 0, orders: Int32 = 1, givenBackTo other: Cell? = nil
  ) {
    let reason: String? = if family == .other, case .leftOut(let left) = verdict { left.code } else { nil }
    var key = OrderKey { hasher in
      hasher.combine(channel)
      hasher.combine(family)
      if let reason { hasher.combine(reason) }
      switch identity {
      case .order(let order, let refund):
        hasher.combine(bytes: UnsafeRawBufferPointer(order.bytes))
        if let refund, refund.isUsableNumber {
          hasher.combine(UInt8(0xFF))
          hasher.combine(bytes: UnsafeRawBufferPointer(refund.bytes))
        }
      case .day(let account):
        hasher.combine("day")
        hasher.combine(bytes: UnsafeRawBufferPointer(account.bytes))
      case .likeness(let one, let other):
        hasher.combine("like")
        hasher.combine(time.second < 0 ? time.second : time.second / 60)
        hasher.combine(time.day)
        hasher.combine(fen)
        hasher.combine(bytes: UnsafeRawBufferPointer(one.bytes))
        hasher.combine(UInt8(0xFF))
        hasher.combine(bytes: UnsafeRawBufferPointer(other.bytes))
      }
    }
    if case .likeness = identity {
      // Equal rows of one file are different orders; the second of them is the second in every file.
      let seen = occurrences[key, default: 0]
      occurrences[key] = seen + 1
      if seen > 0 {
        let base = key
        key = OrderKey {
          $0.combine(base)
          $0.combine(seen)
        }
      }
    }
    facts.append(
      RowFact(
        key: key, day: time.day.number, minute: time.second < 0 ? -1 : time.second / 60, family: family,
        verdict: verdicts.number(verdict, channel: channel), orders: orders, fen: fen, fee: fee,
        givenBack: other.map { name in
          OrderKey { hasher in
            hasher.combine(fen)
            hasher.combine(bytes: UnsafeRawBufferPointer(name.bytes))
          }.first
        } ?? 0))
  }

  /// Adds to the sums that a row of totals is held against.
  func list(_ fen: Int64, counts: Bool, isGivenBack: Bool = false) {
    listed.add(fen)
    if counts { counted.add(fen) }
    if counts { net.add(isGivenBack ? -abs(fen) : fen) }
  }

  /// Whether this is a row of sums at the end (合计), which is then held against the rows in `column`.
  func isTotalsRow(_ row: BillRow, of column: Int) -> Bool {
    for index in 0..<min(row.count, 4) {
      let cell = row[index]
      guard cell.hasPrefix("合计") || cell.hasPrefix("总计") || cell.hasPrefix("小计") || cell == "汇总" else { continue }
      rowCount -= 1
      endsInNote = true
      if let stated = row[column].fen, ![listed, counted, net].contains(stated) {
        problem = .totalsDiffer(.sales, stated: stated, found: listed, line: row.line)
      }
      return true
    }
    return false
  }

  /// The identity by an order's number, or else the merchant's own, or else by likeness.
  func identity(_ row: BillRow, refund: Cell? = nil) -> Identity {
    let columns = columns
    let order = row[columns[.order]]
    if order.isUsableNumber { return .order(order, refund: refund) }
    let own = row[columns[.merchantOrder]]
    if own.isUsableNumber { return .order(own, refund: refund) }
    if order.isRounded { roundedNumbers += 1 }
    return .likeness(row[columns[.counterparty]], row[columns[.item]])
  }

  /// A row whose time or amount is no time or amount.
  func addUnreadable(_ row: BillRow) {
    if unreadableLines.count < 20 { unreadableLines.append(row.line) }
    let key = OrderKey { hasher in
      hasher.combine(channel)
      for column in 0..<row.count {
        hasher.combine(bytes: UnsafeRawBufferPointer(row[column].bytes))
        hasher.combine(UInt8(0xFF))
      }
    }
    facts.append(
      RowFact(
        key: key, day: .min, family: .other, verdict: verdicts.number(.leftOut(.unreadable), channel: channel), fen: 0))
  }

  /// Notes whose account a row is of.
  func noteHolder(_ cell: Cell) {
    if !cell.isBlank, holders.count < 50 { holders.insert(cell.text) }
  }

  /// The account that the notes in front name.
  private static func holder(in preamble: [[String]]) -> [String] {
    for text in preamble.compactMap(\.first) {
      for mark in ["微信昵称：[", "微信昵称:[", "支付宝账户：", "支付宝账户:", "#账号：[", "#账号:["] where text.hasPrefix(mark) {
        let name = text.dropFirst(mark.count).prefix { $0 != "]" }
        if !name.isEmpty { return [String(name)] }
      }
    }
    return []
  }
}
