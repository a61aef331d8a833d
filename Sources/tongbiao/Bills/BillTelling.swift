import BillImport
import CommandLineDoor
import Localization
import SnackChain

/// What is said about bills beside the months: what each file is, what is left out and why, what to look at.
enum BillTelling {
  static func words(for file: BillFileSummary) -> Message {
    .ownerBillRead(
      file.name, kinds: file.sources.map(\.rawValue), rows: file.rows, counted: file.counted, days: file.days,
      isReconciled: file.isReconciled)
  }

  static func tell(_ preview: BillPreview, on door: Door) {
    for month in preview.countedMonths where month.channels.count > 1 {
      door.say(
        .ownerBillChannels(
          month.month,
          month.channels.map { channel in
            (channel.channel.rawValue, channel.sales.subtracting(channel.refunds) ?? channel.sales)
          }))
    }
    if preview.repeatedRows > 0 { door.say(.ownerBillRepeated(preview.repeatedRows)) }
    for left in leftOut(of: preview) {
      door.say(.ownerBillLeftOut(left.reason.code, words: left.reason.detail, count: left.count, sum: left.sum))
    }
    for warning in preview.warnings {
      // What is not known stands among what is left out.
      if case .unknownType = warning { continue }
      door.say(.ownerBillWarning(warning.words))
    }
    for month in preview.countedMonths where month.isPart {
      if let days = month.daysSeen { door.say(.ownerBillWarning(.billPartOfMonth(month.month, days))) }
    }
    for file in preview.refused { door.say(.ownerBillRefused(file.name, file.problem.words)) }
  }

  /// What is left out of all months, added up by reason.
  static func leftOut(of preview: BillPreview) -> [LeftOut] {
    var sums: [LeftOutReason: LeftOut] = [:]
    for left in preview.months.flatMap(\.leftOut) + preview.leftOutWithoutMonth {
      guard var sum = sums[left.reason] else {
        sums[left.reason] = left
        continue
      }
      sum.count += left.count
      sum.sum = sum.sum.adding(left.sum) ?? sum.sum
      sums[left.reason] = sum
    }
    return sums.values.sorted { ($0.reason.code, $0.reason.detail ?? "") < ($1.reason.code, $1.reason.detail ?? "") }
  }
}

/// Months of bills as rows.
enum BillListing {
  static func months(of preview: BillPreview) -> Listing {
    Listing(
      columns: [
        .init("month", .ownerColumnMonth), .init("orders", .ownerColumnOrders), .init("sales", .ownerColumnSales),
        .init("refunds", .ownerColumnRefunds), .init("turnover", .ownerColumnTurnover),
        .init("takeaway", .ownerColumnTakeaway), .init("commission", .ownerColumnCommission),
        .init("open_days_seen", .ownerColumnDaysSeen),
      ],
      rows: preview.countedMonths.map { month in
        [
          .text(month.month.description), .integer(Int64(month.orders)), .money(month.sales), .money(month.refunds),
          .money(month.turnover), .money(month.takeaway), .optional(month.commission),
          .integer(Int64(month.openDaysSeen)),
        ]
      })
  }
}
