import ChainStatistics
import SnackChain

/// Stores of the same kind in the same city, or in the province where the city has too few: what one store is held
/// against. Below ten there is no figure, so that nobody can be made out.
struct StorePeers: Sendable {
  private let panel: TurnoverPanel
  private let rows: [Int]

  /// The fewest stores that a median is given of.
  static let fewest = 10

  init(_ panel: TurnoverPanel, row: Int, month: YearMonth) {
    self.panel = panel
    let form = panel.form(ofRow: row)
    let here = panel.region(ofRow: row, in: month)
    func rows(within level: RegionLevel) -> [Int] {
      guard let here else { return [] }
      let division = here.at(level)
      return (0..<panel.storeCount).filter { other in
        other != row && panel.form(ofRow: other) == form
          && (panel.region(ofRow: other, in: month)?.isWithin(division) ?? false)
      }
    }
    let city = rows(within: .city)
    self.rows = city.count >= 3 * Self.fewest ? city : rows(within: .province)
  }

  /// The median turnover of those that reported more than zero, and how many they are.
  func median(_ month: YearMonth) -> (fen: Int64, stores: Int)? {
    let values = rows.compactMap { row -> Int64? in
      guard panel.isCounted(row: row, in: month), let fen = panel.turnoverFen(row: row, in: month), fen > 0 else {
        return nil
      }
      return fen
    }.sorted()
    guard values.count >= Self.fewest else { return nil }
    let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
    return (low + (high - low) / 2, values.count)
  }
}
