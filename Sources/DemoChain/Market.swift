import SnackChain

/// The parts of the country that the demo chain tells apart. Growth and the pandemic's course are common to all stores
/// of a part, so trends of stores that join and of those that do not are parallel once part and form are held fixed.
enum Market: Int, CaseIterable {
  case zhejiang, shanghai, jiangsu, elsewhere

  /// The part that a division lies in.
  init(_ region: RegionCode) {
    switch region.number / 10_000 {
    case 33: self = .zhejiang
    case 31: self = .shanghai
    case 32: self = .jiangsu
    default: self = .elsewhere
    }
  }

  /// Growth of turnover in a year, in logs.
  var yearlyGrowth: Double {
    switch self {
    case .zhejiang: 0.045
    case .shanghai: 0.035
    case .jiangsu: 0.025
    case .elsewhere: -0.015
    }
  }

  /// How far the pandemic and the recovery move turnover in `month`, in logs. Zero outside of 2020-02 to 2023-01.
  func pandemic(in month: YearMonth) -> Double {
    let start = 2020 * 12 + 1
    let offset = Int(month.index) - start
    guard Self.course.indices.contains(offset) else { return 0 }
    return Self.course[offset] + (Self.shifts[self]?[month.number] ?? 0)
  }

  /// February 2020 to January 2023 for the whole country: a mild synthetic course, not an observed series.
  private static let course: [Double] = [
    -0.50, -0.22, -0.15, -0.11, -0.08, -0.07, -0.06, -0.05, -0.04, -0.04, -0.04,
    -0.06, -0.05, -0.03, -0.03, -0.02, -0.03, -0.04, -0.06, -0.04, -0.04, -0.05, -0.04,
    -0.09, -0.02, -0.08, -0.11, -0.09, -0.06, -0.05, -0.05, -0.06, -0.08, -0.11, -0.13,
    0.005,
  ]

  /// Where a part was hit harder or earlier than the country, by month.
  private static let shifts: [Market: [Int: Double]] = [
    .zhejiang: [202_112: -0.03, 202_204: -0.02, 202_212: -0.02],
    .shanghai: [202_203: -0.12, 202_204: -0.34, 202_205: -0.33, 202_206: -0.12, 202_207: -0.03],
    .jiangsu: [202_107: -0.02, 202_108: -0.06, 202_204: -0.04],
  ]
}

extension StoreForm {
  /// Growth of turnover in a year, in logs, on top of the part of the country.
  var yearlyGrowth: Double {
    switch self {
    case .familyStore: 0.015
    case .counter: 0.020
    case .stall: -0.025
    }
  }

  /// How the usual turnover differs from a family store's, in logs.
  var levelShift: Double {
    switch self {
    case .familyStore: 0
    case .counter: 0.10
    case .stall: -0.45
    }
  }
}

/// Turnover of one part of the country and one form, month by month, for a store of level 1: growth, season and
/// pandemic multiplied.
struct MarketTable {
  private let factors: [Double]
  private let months: Int

  init(_ parameters: DemoParameters) {
    months = parameters.months
    var all: [Double] = []
    for market in Market.allCases {
      for form in StoreForm.allCases {
        let growth = (market.yearlyGrowth + form.yearlyGrowth) / 12
        for offset in 0..<months {
          let month = parameters.firstMonth.adding(months: offset)
          // Growth is counted from the middle of the window, so that the average store does not depend on its length.
          let trend = growth * (Double(offset) - Double(months - 1) / 2)
          all.append(PortableExponential.exp(trend + market.pandemic(in: month) + Self.season[month.month - 1]))
        }
      }
    }
    factors = all
  }

  /// The factor of the month `offset` months after the first.
  func factor(_ market: Market, _ form: StoreForm, offset: Int) -> Double {
    let formNumber =
      switch form {
      case .familyStore: 0
      case .stall: 1
      case .counter: 2
      }
    return factors[(market.rawValue * StoreForm.allCases.count + formNumber) * months + offset]
  }

  /// January to December, in logs, without the Spring Festival.
  private static let season: [Double] = [
    0.02, 0.01, 0.00, 0.01, 0.02, -0.02, -0.05, -0.05, 0.00, 0.03, 0.01, 0.03,
  ]
}
