public import SnackChain

/// What the files say, before anything is kept: nothing here has been stored, and no file was changed.
public struct BillPreview: Hashable, Sendable {
  /// What is counted, by month of China's calendar, in order.
  public var months: [MonthOfBills]
  /// What is left out and belongs to no month, since its time cannot be read.
  public var leftOutWithoutMonth: [LeftOut]
  /// The files that were read, in the order given.
  public var files: [BillFileSummary]
  /// The files of which nothing was taken, and why.
  public var refused: [RefusedFile]
  /// What the owner should look at.
  public var warnings: [BillWarning]
  /// Rows that other rows repeat: the overlap of files, counted once.
  public var repeatedRows: Int

  /// The months in which anything is counted; the others hold only what is left out.
  public var countedMonths: [MonthOfBills] { months.filter(\.isCounted) }
}

/// What the bills say of one month.
public struct MonthOfBills: Hashable, Sendable {
  /// The month.
  public var month: YearMonth
  /// Takings before refunds: after discounts given to customers, before commission, tax included.
  public var sales: Money
  /// Money given back to customers in the month.
  public var refunds: Money
  /// Turnover: sales less refunds. Negative where more was given back than taken.
  public var turnover: Money
  /// Orders sold.
  public var orders: Int
  /// Days with at least one sale above zero. Days with cash only are not seen.
  public var openDaysSeen: Int
  /// The first and the last of them.
  public var daysSeen: ClosedRange<CalendarDay>?
  /// The part of the turnover that came through delivery platforms.
  public var takeaway: Money
  /// What the platforms kept, where a file says so.
  public var commission: Money?
  /// What the payment services kept, where a file says so.
  public var paymentFees: Money?
  /// What was paid out after commission: shown, never counted.
  public var settled: Money?
  /// The same by channel.
  public var channels: [ChannelOfMonth]
  /// What is not counted, and why.
  public var leftOut: [LeftOut]

  /// Whether a sale or a refund of the month is counted.
  public var isCounted: Bool { !channels.isEmpty }

  /// Whether the month began or ended more than three days away from the sales seen: the bills may hold a part of it.
  public var isPart: Bool {
    guard let daysSeen else { return false }
    let last = month.next.firstDay.adding(days: -1)
    return daysSeen.lowerBound > month.firstDay.adding(days: 3) || daysSeen.upperBound < last.adding(days: -3)
  }

  /// The report that the owner completes: the bills' figures and the cash typed by hand. `nil` where turnover would be
  /// negative or beyond any possible figure, and where nothing is counted.
  ///
  /// - Parameter openDays: days open as the owner says, or `nil` to take the days seen in the bills.
  public func draft(store: StoreCode, cash: Money = .zero, openDays: Int? = nil) -> MonthlyReport? {
    guard isCounted || cash > .zero, let total = turnover.adding(cash), total >= .zero, total <= .largestMonthlyFigure
    else { return nil }
    return MonthlyReport(
      store: store, month: month, turnover: total, openDays: openDays ?? openDaysSeen,
      takeaway: channels.contains(where: \.channel.isTakeaway) ? max(takeaway, .zero) : nil, commission: commission)
  }
}

/// What came in by one channel in a month.
public struct ChannelOfMonth: Hashable, Sendable {
  /// The channel.
  public var channel: BillChannel
  /// Takings before refunds.
  public var sales: Money
  /// Money given back.
  public var refunds: Money
  /// Orders sold.
  public var orders: Int
}

/// Rows that are not counted, for one reason.
public struct LeftOut: Hashable, Sendable {
  /// The channel of the bill.
  public var channel: BillChannel
  /// Why.
  public var reason: LeftOutReason
  /// How many rows.
  public var count: Int
  /// Their amounts, added up.
  public var sum: Money
}

/// A file that was read.
public struct BillFileSummary: Hashable, Sendable {
  /// The file's name.
  public var name: String
  /// What it holds: more than one kind where it is an archive or has several sheets.
  public var sources: [BillSource]
  /// The accounts or stores it names.
  public var holders: [String]
  /// Rows of transactions.
  public var rows: Int
  /// Rows that are sales or refunds.
  public var counted: Int
  /// The first and the last day with a transaction.
  public var days: ClosedRange<CalendarDay>?
  /// Whether the file states totals, and they agree with its rows.
  public var isReconciled: Bool
}

/// A file of which nothing was taken.
public struct RefusedFile: Hashable, Sendable {
  /// The file's name.
  public var name: String
  /// Why.
  public var problem: BillProblem
}

/// What the owner should look at before taking the figures.
public enum BillWarning: Hashable, Sendable {
  /// A file has no takings at all: purchases and transfers only.
  case nothingCounted(file: String)
  /// A personal bill says that it has more or fewer rows: some were deleted, or the file was cut between two rows.
  case statedRowsDiffer(file: String, stated: Int64, found: Int)
  /// Rows whose time or amount cannot be read; the first lines of them.
  case unreadableRows(file: String, lines: [Int])
  /// A type, status or direction that is not known: its rows are left out.
  case unknownType(BillChannel, String, count: Int, sum: Money)
  /// Order numbers were rounded when the file was saved again by a spreadsheet (`4.2E+27`): an overlap with other files
  /// may be counted twice.
  case roundedNumbers(file: String, count: Int)
  /// Files tell different things of the same order; the later state or the larger amount is taken.
  case ordersDiffer(count: Int)
  /// Bills of different accounts of one kind: is one of them somebody else's?
  case severalHolders(BillSource, [String])
  /// A bill of an account that no earlier bill named.
  case unknownHolder(file: String, String)
  /// A sheet is full of rows without anything in them, which were passed over.
  case emptyRows(file: String, count: Int)
  /// A payout file holds no turnover: the platform's order file is wanted.
  case settlementOnly(file: String)
  /// More was given back than taken in the month: there is no draft of it.
  case negativeTurnover(YearMonth, Money)
  /// The month's figure is beyond any possible one: there is no draft of it.
  case beyondPossible(YearMonth, Money)
  /// A till's file and a payment service's bill of the same month may hold the same sales.
  case tillAndWallet(YearMonth)
  /// Days of a platform that come both as single orders and as one row: the orders are counted.
  case dailyCovered(YearMonth, count: Int)

  /// A stable code for machines.
  public var code: String {
    switch self {
    case .nothingCounted: "nothing-counted"
    case .statedRowsDiffer: "stated-rows-differ"
    case .unreadableRows: "unreadable-rows"
    case .unknownType: "unknown-type"
    case .roundedNumbers: "rounded-numbers"
    case .ordersDiffer: "orders-differ"
    case .severalHolders: "several-holders"
    case .unknownHolder: "unknown-holder"
    case .emptyRows: "empty-rows"
    case .settlementOnly: "settlement-only"
    case .negativeTurnover: "negative-turnover"
    case .beyondPossible: "beyond-possible"
    case .tillAndWallet: "till-and-wallet"
    case .dailyCovered: "daily-covered"
    }
  }
}
