/// What a column of a bill holds, whatever it is called there.
enum ColumnRole: Int, CaseIterable {
  case time, completed, type, counterparty, item, direction, amount, status, order, merchantOrder
  case refundOrder, refundAmount, refundStatus, fee, holder, currency
  case grossAmount, grossRefund, paid, discount, net, subsidy, orderCount
}

/// Where in a file the columns stand.
struct ColumnMap {
  private var positions = [Int](repeating: -1, count: ColumnRole.allCases.count)

  /// The column's position, or -1 where the file has none.
  subscript(role: ColumnRole) -> Int {
    get { positions[role.rawValue] }
    set { positions[role.rawValue] = newValue }
  }

  func has(_ role: ColumnRole) -> Bool { self[role] >= 0 }
}
