import SnackChain

/// A chain of which every store went through six changes of standing, as the ledger's events give them once loaded.
struct ProgrammeStandings {
  /// The month of the first changes.
  static let first = YearMonth(index: 2020 * 12)

  let table: StandingTable

  init(stores: Int) throws {
    let way: [Standing] = [.applied, .certified, .suspended, .certified, .expired, .certified]
    table = StandingTable(
      (0..<stores).compactMap { number in
        StoreCode("SZ\(number)").map { code in
          let events = way.enumerated().map { place, standing in
            StandingEvent(
              standing, effective: Self.first.firstDay.adding(days: number % 300 + place * 180),
              recordedAt: Int64(number * 6 + place))
          }
          return StandingTable.Row(store: code, registered: nil, closed: nil, standing: StandingHistory(events))
        }
      })
  }
}
