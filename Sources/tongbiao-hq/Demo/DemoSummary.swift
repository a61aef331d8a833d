import CommandLineDoor
import Localization
import SnackChain

/// What a demo chain is, for people and for programs.
struct DemoSummary: Encodable {
  let stores: Int
  let reports: Int
  let certified: Int
  let refused: Int
  let firstMonth: YearMonth
  let lastMonth: YearMonth
  let seed: UInt64
  let trueEffect: Double
  let dataVersion: Int64
  let seconds: Double
  var isSynthetic = true

  enum CodingKeys: String, CodingKey {
    case stores, reports, certified, refused, seed, seconds
    case firstMonth = "first_month"
    case lastMonth = "last_month"
    case trueEffect = "true_effect"
    case dataVersion = "data_version"
    case isSynthetic = "synthetic"
  }

  /// The summary in words.
  var text: Message {
    .hqDemoSummary(
      stores: stores, reports: reports, certified: certified, months: firstMonth...lastMonth, seed: seed,
      effect: trueEffect, seconds: seconds)
  }

  /// The summary as a row.
  var listing: Listing {
    Listing(
      columns: [
        .init("stores", Message(zh: "门店", en: "Stores")), .init("reports", Message(zh: "月报", en: "Reports")),
        .init("certified", Message(zh: "已统标", en: "Certified")),
        .init("first_month", Message(zh: "首月", en: "First month")),
        .init("last_month", Message(zh: "末月", en: "Last month")), .init("seed", Message(zh: "种子", en: "Seed")),
        .init("true_effect", Message(zh: "真实效果", en: "True effect")),
        .init("data_version", Message(zh: "数据版本", en: "Data version")),
      ],
      rows: [
        [
          .integer(Int64(stores)), .integer(Int64(reports)), .integer(Int64(certified)),
          .text(firstMonth.description), .text(lastMonth.description), .text(String(seed)), .rate(trueEffect),
          .integer(dataVersion),
        ]
      ])
  }
}
