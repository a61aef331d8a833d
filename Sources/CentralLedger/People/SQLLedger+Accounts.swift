import SnackChain

extension SQLLedger {
  func recordPosition(
    _ position: Position?, of name: AccountName, validFrom day: CalendarDay, note: String?, access: Access
  ) async throws(CentralLedgerError) -> AccountChange {
    guard access.may(.managePeople) else { throw .notAllowed(.managePeople) }
    let now = options.clock()
    return try await write { database in
      let known = try AccountRow.account(database, name: name)
      var head = try LedgerHeadRow.read(database)
      if position == nil, known == nil { throw CentralLedgerError.unknownAccount(name) }
      if let known, known.positions.value(on: day) == .some(position) {
        return AccountChange(account: known, isNew: false, dataVersion: head.position)
      }
      head.position += 1
      let values: [SQLValue] = [
        .text(name.description), .int(head.position), .int(Int(day.number)), .optional(position?.role.rawValue),
        .optional(position?.scope.description), .optional(note),
      ]
      try database.run("INSERT INTO account_event VALUES (?, ?, ?, ?, ?, ?)", values)
      var content = CanonicalContent()
      content.add(row: values)
      let what = position.map { "\($0.role.rawValue) \($0.scope)" } ?? "revoked"
      try head.audit(
        database, at: now, actor: access.actor, .accountChanged, subject: "\(name) \(what) \(day)",
        positions: head.position...head.position, content: content)
      try head.write(database)
      var account = known ?? Account(name: name)
      account.record(position, validFrom: day, recordedAt: head.position)
      return AccountChange(account: account, isNew: true, dataVersion: head.position)
    }
  }

  func account(_ name: AccountName) async throws(CentralLedgerError) -> Account? {
    try await read { try AccountRow.account($0, name: name) }
  }

  func accounts(asOf version: Int64?) async throws(CentralLedgerError) -> [Account] {
    try await read { database in
      let version = try Self.version(database, version)
      var found: [Account] = []
      try database.each(
        "\(AccountRow.select) WHERE recorded_at <= ? ORDER BY account, recorded_at", [.int(version)]
      ) { row in
        let name = try AccountRow.name(row)
        if found.last?.name != name { found.append(Account(name: name)) }
        try AccountRow.record(row, in: &found[found.count - 1])
      }
      return found
    }
  }
}

/// Reading account events.
enum AccountRow {
  static let select = "SELECT account, recorded_at, valid_from, role, scope FROM account_event"

  static func name(_ row: Prepared) throws -> AccountName {
    guard let name = AccountName(row.text(0)) else { throw CentralLedgerError.corrupt("account") }
    return name
  }

  static func record(_ row: Prepared, in account: inout Account) throws {
    var position: Position?
    if let role = row.optionalText(3) {
      guard let role = Role(rawValue: role), let scope = RegionScope(row.text(4)) else {
        throw CentralLedgerError.corrupt("account \(account.name)")
      }
      position = Position(role: role, scope: scope)
    }
    account.record(
      position, validFrom: CalendarDay(number: Int32(clamping: row.int(2))), recordedAt: row.int(1))
  }

  /// Whether there ever was an account.
  static func isAny(in database: LedgerConnection) throws -> Bool {
    try database.first("SELECT 1 FROM account_event LIMIT 1", []) { _ in true } ?? false
  }

  static func account(_ database: LedgerConnection, name: AccountName) throws -> Account? {
    var account: Account?
    try database.each("\(select) WHERE account = ? ORDER BY recorded_at", [.text(name.description)]) { row in
      var changed = account ?? Account(name: name)
      try record(row, in: &changed)
      account = changed
    }
    return account
  }
}
