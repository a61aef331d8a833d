import SnackChain

extension SQLLedger {
  func record(_ overruling: VisitOverruling, access: Access) async throws(CentralLedgerError) -> Int64? {
    let (decision, day): (String, CalendarDay?) =
      switch overruling.decision {
      case .first: ("first", nil)
      case .notBefore(let day): ("not_before", day)
      }
    return try await recordVisit(.overruling, of: overruling.store, id: overruling.id, access: access) {
      [
        .text(decision), .optional(day.map { Int64($0.number) }), .int(Int(overruling.effective.number)),
        .text(overruling.reason),
      ]
    }
  }

  func record(_ complaint: Complaint, access: Access) async throws(CentralLedgerError) -> Int64? {
    try await recordVisit(.complaint, of: complaint.store, id: complaint.id, access: access) {
      [.int(Int(complaint.day.number)), .text(complaint.text)]
    }
  }

  private func recordVisit(
    _ table: AuditedTable, of store: StoreCode, id: OperationID, access: Access,
    values: @escaping @Sendable () -> [SQLValue]
  ) async throws(CentralLedgerError) -> Int64? {
    guard access.may(.planInspections) else { throw .notAllowed(.planInspections) }
    let now = options.clock()
    let key = table == .overruling ? "overruling_id" : "complaint_id"
    return try await write { database in
      var writing = try ProgrammeWriting(database, book: StandardBook([]), access: access, now: now)
      guard try writing.known(store) != nil else { return nil }
      let known = try database.first(
        "SELECT recorded_at FROM \(table.name) WHERE store_id = ? AND \(key) = ?",
        [.text(store.description), .text(id.description)]
      ) { $0.int(0) }
      if let known { return known }
      writing.head.position += 1
      try writing.insert(
        table, table.name,
        [.text(store.description), .int(writing.head.position), .text(id.description)] + values()
          + [.int(now.milliseconds), .text(access.actor)])
      writing.count(table.name)
      return try writing.finish(.visitNoted)
    }
  }

  func visitNotes(asOf version: Int64?, access: Access) async throws(CentralLedgerError) -> VisitNotes {
    guard access.may(.look) else { throw .notAllowed(.look) }
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      let scoped = ScopeCondition(access.scope, of: "store_id", on: today)
      var notes = VisitNotes()
      try database.each(
        """
        SELECT store_id, recorded_at, overruling_id, not_before, effective, reason, recorded_by FROM visit_overruling
        WHERE recorded_at <= ?\(scoped.sql) ORDER BY recorded_at
        """, [.int(version)] + scoped.values
      ) { row in
        guard let store = StoreCode(row.text(0)), let id = OperationID(row.text(2)) else {
          throw CentralLedgerError.corrupt("visit_overruling")
        }
        let day = row.optionalInt(3).map { CalendarDay(number: Int32(clamping: $0)) }
        notes.overrulings.append(
          VisitOverruling(
            id: id, store: store, decision: day.map { .notBefore($0) } ?? .first, reason: row.text(5),
            decidedBy: row.text(6), effective: CalendarDay(number: Int32(clamping: row.int(4))),
            recordedAt: row.int(1)))
      }
      try database.each(
        """
        SELECT store_id, complaint_id, day, content FROM complaint WHERE recorded_at <= ?\(scoped.sql)
        ORDER BY recorded_at
        """, [.int(version)] + scoped.values
      ) { row in
        guard let store = StoreCode(row.text(0)), let id = OperationID(row.text(1)) else {
          throw CentralLedgerError.corrupt("complaint")
        }
        notes.complaints[store, default: []].append(
          Complaint(
            id: id, store: store, day: CalendarDay(number: Int32(clamping: row.int(2))), text: row.text(3)))
      }
      return notes
    }
  }
}
