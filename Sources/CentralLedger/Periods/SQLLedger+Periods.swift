import SnackChain

extension SQLLedger {
  func decidePeriod(_ decision: PeriodDecision) async throws(CentralLedgerError) -> [PeriodEvent] {
    let now = options.clock()
    return try await write { try PeriodRow.decide($0, decision, now: now) }
  }

  func periodEvents(of month: YearMonth?) async throws(CentralLedgerError) -> [PeriodEvent] {
    try await read { try PeriodRow.events($0, of: month) }
  }
}
