import SnackChain

/// What the register and old papers state of a store's standing, as events of its history: the way that events recorded
/// here go on from.
struct StatedStandings {
  /// In the order of recording.
  private(set) var statements: [StandingEvent] = []

  mutating func add(_ row: Prepared, from column: Int32 = 0) throws {
    guard let standing = Standing(rawValue: row.text(column + 2)) else { throw CentralLedgerError.corrupt("standing") }
    statements.append(
      StandingEvent(
        standing, effective: CalendarDay(number: Int32(clamping: row.int(column + 1))), recordedAt: row.int(column)))
  }

  /// The events that the statements stand for, in the order of recording. What the table of stages does not know, such
  /// as an application before a certificate that was carried over, is left out.
  func events(of store: StoreCode) -> [ProgrammeEvent] {
    guard !statements.isEmpty else { return [] }
    var latest: [StandingEvent] = []
    for statement in StandingHistory(statements).events {
      if latest.last?.effective == statement.effective { latest.removeLast() }
      latest.append(statement)
    }
    let isCertified = latest.contains { $0.standing == .certified }
    var history = ProgrammeHistory(store: store)
    var events: [ProgrammeEvent] = []
    for (place, statement) in latest.enumerated().sorted(by: { $0.element.recordedAt < $1.element.recordedAt }) {
      if statement.standing == .applied, isCertified { continue }
      let end = latest[(place + 1)...].first { $0.standing == .expired }?.effective
      guard let step = Self.step(statement.standing, in: history.state(on: statement.effective), until: end) else {
        continue
      }
      let event = ProgrammeEvent(
        id: OperationID(
          high: UInt64(bitPattern: statement.recordedAt), low: UInt64(UInt32(bitPattern: statement.effective.number))),
        store: store, step: step, effective: statement.effective, recordedAt: statement.recordedAt,
        recordedBy: "register")
      guard let extended = try? ProgrammeHistory(store: store, recorded: events + [event]) else { continue }
      history = extended
      events.append(event)
    }
    return events
  }

  private static func step(
    _ standing: Standing, in state: ProgrammeState, until end: CalendarDay?
  ) -> ProgrammeStep? {
    switch standing {
    case .outside, .expired: nil
    case .applied: .apply(tier: .convenience)
    case .certified: state.stage == .suspended ? .reinstate : .carryOver(tier: nil, until: end)
    case .suspended: .suspend(reason: "")
    case .revoked: .revoke(reason: "")
    case .withdrawn: .withdraw(reason: "")
    }
  }
}
