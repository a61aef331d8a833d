import BillImport
import Localization
import SnackChain

/// The fields of `import --format json`.
struct ImportFields: Encodable {
  let months: [Month]
  let files: [File]
  let leftOut: [Left]
  let refused: [Refused]
  let warnings: [String]
  let warningTexts: [String]
  let repeatedRows: Int
  let drafts: [YearMonth]

  struct Month: Encodable {
    let month: YearMonth
    let orders, openDaysSeen: Int
    let sales, refunds, turnover, takeaway: Money
    @OrNull var commission: Money?
    @OrNull var paymentFees: Money?
    @OrNull var settled: Money?
    let channels: [Channel]
    let isPart: Bool

    enum CodingKeys: String, CodingKey {
      case month, orders, channels
      case openDaysSeen = "open_days_seen"
      case sales = "sales_fen"
      case refunds = "refunds_fen"
      case turnover = "turnover_fen"
      case takeaway = "takeaway_fen"
      case commission = "commission_fen"
      case paymentFees = "payment_fees_fen"
      case settled = "settled_fen"
      case isPart = "part_of_month"
    }
  }

  struct Channel: Encodable {
    let channel: String
    let sales, refunds: Money
    let orders: Int

    enum CodingKeys: String, CodingKey {
      case channel, orders
      case sales = "sales_fen"
      case refunds = "refunds_fen"
    }
  }

  struct File: Encodable {
    let file: String
    let kinds, accounts: [String]
    let rows, counted: Int
    @OrNull var firstDay: String?
    @OrNull var lastDay: String?
    let isReconciled: Bool

    enum CodingKeys: String, CodingKey {
      case file, kinds, accounts, rows, counted
      case firstDay = "first_day"
      case lastDay = "last_day"
      case isReconciled = "totals_agree"
    }
  }

  struct Left: Encodable {
    let channel, reason: String
    @OrNull var words: String?
    let rows: Int
    let sum: Money

    enum CodingKeys: String, CodingKey {
      case channel, reason, words, rows
      case sum = "sum_fen"
    }
  }

  struct Refused: Encodable {
    let file, code, message: String
  }

  init(_ preview: BillPreview, drafts: [YearMonth], language: Language) {
    months = preview.countedMonths.map { month in
      Month(
        month: month.month, orders: month.orders, openDaysSeen: month.openDaysSeen, sales: month.sales,
        refunds: month.refunds, turnover: month.turnover, takeaway: month.takeaway, commission: month.commission,
        paymentFees: month.paymentFees, settled: month.settled,
        channels: month.channels.map {
          Channel(channel: $0.channel.rawValue, sales: $0.sales, refunds: $0.refunds, orders: $0.orders)
        }, isPart: month.isPart)
    }
    files = preview.files.map { file in
      File(
        file: file.name, kinds: file.sources.map(\.rawValue), accounts: file.holders, rows: file.rows,
        counted: file.counted, firstDay: file.days?.lowerBound.description, lastDay: file.days?.upperBound.description,
        isReconciled: file.isReconciled)
    }
    leftOut = BillTelling.leftOut(of: preview).map {
      Left(
        channel: $0.channel.rawValue, reason: $0.reason.code, words: $0.reason.detail, rows: $0.count, sum: $0.sum)
    }
    refused = preview.refused.map {
      Refused(file: $0.name, code: $0.problem.code, message: $0.problem.words[language])
    }
    warnings = preview.warnings.map(\.code)
    warningTexts = preview.warnings.map { $0.words[language] }
    repeatedRows = preview.repeatedRows
    self.drafts = drafts
  }

  enum CodingKeys: String, CodingKey {
    case months, files, refused, warnings, drafts
    case leftOut = "left_out"
    case warningTexts = "warning_texts"
    case repeatedRows = "repeated_rows"
  }
}
