/// The six counts of the programme, which are never to be taken for one another.
public struct ProgrammeCounts: Hashable, Sendable, Codable {
  /// The month, counted as of its last day.
  public let month: YearMonth
  /// The data version that the counts were made from.
  public let dataVersion: Int64
  /// Stores that are thought to exist: a published estimate, never counted here.
  public let estimated: Int?
  /// Stores in the register that had not closed.
  public let registered: Int
  /// Stores that ever applied, those certified on paper before records began included.
  public let applied: Int
  /// Stores that ever held a certificate, closed ones included.
  public let certifiedEver: Int
  /// Stores in the register that had not closed and held a certificate neither suspended nor ended.
  public let validNow: Int
  /// Stores in the register that traded on a day of the month and whose report for it had been received.
  public let reporting: Int

  /// Counts the stores of `table` as of the end of `month`, as far as data version `version` knew.
  ///
  /// `reported` says whether a store's report for the month was there at that version.
  public static func counting(
    _ table: StandingTable, month: YearMonth, asOf version: Int64, estimated: Int?,
    reported: (StoreCode) -> Bool
  ) -> ProgrammeCounts {
    let last = month.lastDay
    let trading = table.trading(on: last)
    let standings = table.standings(on: last, asOf: version)
    let ever = table.reached(until: last, asOf: version)
    var (valid, reporting) = (0, 0)
    for place in table.stores.indices {
      if trading[place] && standings[place] == .certified { valid += 1 }
      if table.tradedWithin(month, place) && reported(table.stores[place]) { reporting += 1 }
    }
    return ProgrammeCounts(
      month: month, dataVersion: version, estimated: estimated,
      registered: trading.reduce(0) { $0 + ($1 ? 1 : 0) }, applied: ever.count { $0.applied },
      certifiedEver: ever.count { $0.certified },
      validNow: valid, reporting: reporting)
  }
}
