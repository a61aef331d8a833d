import SnackChain

extension BillImport {
  /// What is doubtful about one table.
  static func warnings(of table: TableReader, file: String, options: ImportOptions) -> [BillWarning] {
    var warnings: [BillWarning] = []
    guard let source = table.found?.source else { return [] }
    let counts = table.verdicts.entries.contains { $0.verdict == .sale || $0.verdict == .refund }
    if source.isSettlement {
      warnings.append(.settlementOnly(file: file))
    } else if !counts, source != .alipayMerchantSummary {
      warnings.append(.nothingCounted(file: file))
    }
    if let stated = table.totals.statedRows, stated != Int64(table.rowCount) {
      warnings.append(.statedRowsDiffer(file: file, stated: stated, found: table.rowCount))
    }
    if !table.unreadableLines.isEmpty {
      warnings.append(.unreadableRows(file: file, lines: table.unreadableLines))
    }
    if table.roundedNumbers > 0 { warnings.append(.roundedNumbers(file: file, count: table.roundedNumbers)) }
    if table.emptyRows > 10_000 { warnings.append(.emptyRows(file: file, count: table.emptyRows)) }
    if let known = options.knownHolders[source], !known.isEmpty {
      for holder in table.holders.sorted() where !known.contains(holder) {
        warnings.append(.unknownHolder(file: file, holder))
      }
    }
    return warnings
  }

  /// What is doubtful about one month.
  static func warnings(of month: MonthOfBills) -> [BillWarning] {
    var warnings: [BillWarning] = []
    for left in month.leftOut {
      if case .unknown(let words) = left.reason {
        warnings.append(.unknownType(left.channel, words, count: left.count, sum: left.sum))
      }
      if left.reason == .coveredByOrders { warnings.append(.dailyCovered(month.month, count: left.count)) }
    }
    if month.turnover < .zero { warnings.append(.negativeTurnover(month.month, month.turnover)) }
    if month.turnover > .largestMonthlyFigure { warnings.append(.beyondPossible(month.month, month.turnover)) }
    let channels = Set(month.channels.map(\.channel))
    if channels.contains(.till), channels.contains(.weChat) || channels.contains(.alipay) {
      warnings.append(.tillAndWallet(month.month))
    }
    return warnings
  }
}
