import SnackChain

/// Adds up what counts in one month, without ever overflowing: bills are untrusted.
struct MonthTally {
  struct Sum {
    var sales: Int64 = 0
    var refunds: Int64 = 0
    var orders: Int64 = 0
    var fee: Int64 = 0
    var hasFee = false
    var rows = 0
  }

  private var channels: [BillChannel: Sum] = [:]
  private var leftOut: [VerdictTable.Entry: (count: Int, sum: Int64)] = [:]
  private var days: Set<Int32> = []

  /// How many daily rows stood behind orders of the same day.
  private(set) var coveredDays = 0

  mutating func add(_ fact: RowFact, _ entry: VerdictTable.Entry) {
    switch entry.verdict {
    case .sale:
      channels[entry.channel, default: Sum()].sales.add(fact.fen)
      channels[entry.channel, default: Sum()].orders.add(Int64(fact.orders))
      if fact.fen > 0 { days.insert(fact.day) }
      addFee(fact, entry.channel)
    case .refund:
      channels[entry.channel, default: Sum()].refunds.add(fact.fen)
      addFee(fact, entry.channel)
    case .leftOut(let reason):
      if reason == .coveredByOrders { coveredDays += 1 }
      leftOut[entry, default: (0, 0)].count += Int(fact.rows)
      leftOut[entry, default: (0, 0)].sum.add(fact.fen)
    }
  }

  private mutating func addFee(_ fact: RowFact, _ channel: BillChannel) {
    channels[channel, default: Sum()].rows += 1
    if fact.fee != 0 {
      channels[channel, default: Sum()].fee.add(fact.fee)
      channels[channel, default: Sum()].hasFee = true
    }
  }

  /// What is left out, in a fixed order.
  var leftOuts: [LeftOut] {
    leftOut.compactMap { entry, value in
      guard case .leftOut(let reason) = entry.verdict else { return nil }
      return LeftOut(channel: entry.channel, reason: reason, count: value.count, sum: Money(fen: value.sum))
    }.sorted {
      ($0.reason.code, $0.reason.detail ?? "", $0.channel.rawValue) < (
        $1.reason.code, $1.reason.detail ?? "", $1.channel.rawValue
      )
    }
  }

  private var daysSeen: ClosedRange<CalendarDay>? {
    guard let first = days.min(), let last = days.max() else { return nil }
    return CalendarDay(number: first)...CalendarDay(number: last)
  }

  /// The month's figures.
  func month(_ month: YearMonth) -> MonthOfBills {
    var all = Sum()
    var takeaway: Int64 = 0
    var commission: Int64?
    var fees: Int64?
    for (channel, sum) in channels {
      all.sales.add(sum.sales)
      all.refunds.add(sum.refunds)
      all.orders.add(sum.orders)
      if channel.isTakeaway {
        takeaway.add(sum.sales)
        takeaway.add(-sum.refunds)
        if sum.hasFee { commission = (commission ?? 0) + Self.fen(sum.fee) }
      } else if sum.hasFee {
        fees = (fees ?? 0) + Self.fen(sum.fee)
      }
    }
    var settled: Int64?
    for (entry, value) in leftOut where entry.verdict == .leftOut(.settlement) {
      var sum = settled ?? 0
      sum.add(value.sum)
      settled = sum
    }
    var turnover = all.sales
    turnover.add(-all.refunds)
    return MonthOfBills(
      month: month, sales: Money(fen: all.sales), refunds: Money(fen: all.refunds), turnover: Money(fen: turnover),
      orders: Int(all.orders), openDaysSeen: days.count, daysSeen: daysSeen, takeaway: Money(fen: takeaway),
      commission: commission.map { Money(fen: $0) }, paymentFees: fees.map { Money(fen: $0) },
      settled: settled.map { Money(fen: $0) },
      channels: channels.map { channel, sum in
        ChannelOfMonth(
          channel: channel, sales: Money(fen: sum.sales), refunds: Money(fen: sum.refunds), orders: Int(sum.orders))
      }.sorted { $0.channel.rawValue < $1.channel.rawValue },
      leftOut: leftOuts)
  }

  /// Whole fen of hundred-thousandths of a yuan, halves away from zero.
  private static func fen(_ units: Int64) -> Int64 {
    (units + (units < 0 ? -Amount.perFen / 2 : Amount.perFen / 2)) / Amount.perFen
  }
}
