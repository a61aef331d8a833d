import SnackChain

/// What a bill states about itself, held against what its rows say.
struct TotalsCheck {
  /// Sums of the rows, in fen.
  struct Sums {
    var settledAll: Int64 = 0
    var settledSales: Int64 = 0
    var grossAll: Int64 = 0
    var grossSales: Int64 = 0
    var refunds: Int64 = 0
    var grossRefunds: Int64 = 0
    var sales: Int64 = 0
    var refunded: Int64 = 0
    var saleCount: Int64 = 0
    var refundCount: Int64 = 0
  }

  var sums = Sums()
  private(set) var stated: [(total: BillTotal, value: Int64, line: Int)] = []
  /// How many rows a personal bill says that it has.
  private(set) var statedRows: Int64?
  private(set) var isClosed = false
  private var footer: [String]?

  /// Whether the bill's own totals were there and agreed.
  var isReconciled: Bool { !stated.isEmpty }

  /// Reads a row that is part of the bill's end; false where it is a transaction.
  mutating func take(_ row: BillRow, of source: BillSource) -> Bool {
    switch source {
    case .weChatMerchant:
      if let names = footer {
        if !isClosed {
          isClosed = true
          for (column, name) in names.enumerated() { state(name, row[column], row.line) }
        }
        return true
      }
      // Transactions begin with their time, so the search costs them nothing.
      if let first = row[0].bytes.first, first > 0x7F,
        (0..<min(row.count, 12)).contains(where: { row[$0] == "总交易单数" || row[$0] == "应结订单总金额" })
      {
        footer = row.texts.map { HeaderName($0).text }
        return true
      }
      return false
    case .alipayMerchant:
      guard row[0].bytes.first == UInt8(ascii: "#") else { return isClosed }
      let text = row.texts.joined(separator: "，")
      if text.contains("列表结束") { isClosed = true }
      for (mark, count, sum) in [("交易合计", BillTotal.saleCount, BillTotal.sales), ("退款合计", .refundCount, .refunds)]
      where text.contains(mark) {
        if let value = Self.number(after: mark, in: text) { stated.append((count, value / 100, row.line)) }
        if let value = Self.number(after: "共", in: text) { stated.append((sum, abs(value), row.line)) }
      }
      return true
    case .weChatPersonal, .alipayPersonal:
      readNote([row[0].text], of: source)
      return false
    default:
      return false
    }
  }

  /// Reads a line of notes: 共43笔记录.
  mutating func readNote(_ texts: [String], of source: BillSource) {
    guard source.isPersonal, let text = texts.first, text.hasPrefix("共"), text.contains("笔记录") else { return }
    if let value = Self.number(after: "共", in: text) { statedRows = value / 100 }
  }

  private mutating func state(_ name: String, _ cell: Cell, _ line: Int) {
    guard let fen = cell.amount.map({ $0.units / Amount.perFen }) else { return }
    switch name {
    case "总交易单数": stated.append((.count, fen / 100, line))
    case "应结订单总金额", "总交易额": stated.append((.sales, fen, line))
    case "退款总金额", "总退款金额": stated.append((.refunds, fen, line))
    case "订单总金额": stated.append((.grossSales, fen, line))
    case "申请退款总金额": stated.append((.grossRefunds, fen, line))
    default: break
    }
  }

  /// Holds the totals against the rows.
  ///
  /// - Throws: `cutOff` where a bill that always states its totals does not, `totalsDiffer` for the first that differs.
  func check(_ source: BillSource, rows: Int, lastLine: Int, columns: ColumnMap) throws(BillProblem) {
    switch source {
    case .weChatMerchant:
      guard isClosed, !stated.isEmpty else { throw .cutOff(line: lastLine) }
    case .alipayMerchant:
      guard isClosed else { throw .cutOff(line: lastLine) }
    default: return
    }
    for (total, value, line) in stated {
      // Some bills repeat the order's amount in the row of its refund, and add it up again.
      let found: [Int64] =
        switch total {
        case .count: [Int64(rows)]
        case .sales where source == .alipayMerchant: [sums.sales]
        case .refunds where source == .alipayMerchant: [sums.refunded]
        case .sales: [sums.settledSales, sums.settledAll]
        case .grossSales: columns.has(.grossAmount) ? [sums.grossSales, sums.grossAll] : []
        case .refunds: columns.has(.refundAmount) ? [sums.refunds] : []
        case .grossRefunds: columns.has(.grossRefund) ? [sums.grossRefunds] : []
        case .saleCount: [sums.saleCount]
        case .refundCount: [sums.refundCount]
        }
      if let first = found.first, !found.contains(value) {
        throw .totalsDiffer(total, stated: value, found: first, line: line)
      }
    }
  }

  /// The first number behind `mark`, in hundredths: `：6笔` is 600, `共-0.04元` is -4.
  private static func number(after mark: String, in text: String) -> Int64? {
    guard let range = text.range(ofText: mark) else { return nil }
    let digits = text[range...].drop { !$0.isASCII || !($0.isNumber || $0 == "-") }
      .prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == ",") }
    var bytes = Array(digits.utf8)
    return bytes.withUnsafeMutableBufferPointer { Cell(UnsafeBufferPointer($0)).fen }
  }
}

extension String {
  /// Where the text behind the first occurrence of `part` begins.
  fileprivate func range(ofText part: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { return self.index(index, offsetBy: part.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
