import SnackChain

extension SQLLedger {
  func recordStatement(
    _ draft: StatementDraft, actor: String
  ) async throws(CentralLedgerError) -> LedgerStatement {
    let now = options.clock()
    return try await write { database in
      let digest = LedgerStatement.digest(of: Array(draft.content.utf8))
      if let known = try StatementRow.statement(database, digest: digest) { return known }
      var head = try LedgerHeadRow.read(database)
      head.position += 1
      let values: [SQLValue] = [
        .text(digest), .int(head.position), .text(draft.kind), .int(draft.month.number), .int(draft.dataVersion),
        .text(draft.programVersion), .text(draft.inputsDigest), .int(now.milliseconds), .text(actor),
        .text(draft.content),
      ]
      try database.run("INSERT INTO published_statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
      var content = CanonicalContent()
      content.add(row: values)
      try head.audit(
        database, at: now, actor: actor, .statementPublished, subject: "\(draft.kind) \(draft.month) \(digest)",
        positions: head.position...head.position, content: content)
      try head.write(database)
      return LedgerStatement(
        draft: draft, digest: digest, publishedAt: now, publishedBy: actor, position: head.position, isNew: true)
    }
  }

  func statements() async throws(CentralLedgerError) -> [LedgerStatement] {
    try await read { database in
      var found: [LedgerStatement] = []
      try database.each("\(StatementRow.select) ORDER BY recorded_at DESC") { row in
        found.append(try StatementRow.statement(row))
      }
      return found
    }
  }

  func latestStatement(
    of kind: String, after position: Int64
  ) async throws(CentralLedgerError) -> LedgerStatement? {
    try await read { database in
      let latest = try database.first(
        """
        SELECT digest, recorded_at FROM published_statement WHERE kind = ? ORDER BY month DESC, recorded_at DESC LIMIT 1
        """, [.text(kind)]
      ) { (digest: $0.text(0), position: $0.int(1)) }
      guard let latest, latest.position > position else { return nil }
      return try StatementRow.statement(database, digest: latest.digest)
    }
  }

  func statement(_ digest: String) async throws(CentralLedgerError) -> LedgerStatement? {
    try await read { try StatementRow.statement($0, digest: digest) }
  }
}

/// Reading published statements.
enum StatementRow {
  static let columnCount: Int32 = 10

  static let select = """
    SELECT digest, recorded_at, kind, month, data_version, program_version, inputs_digest, published_at, published_by, \
    content FROM published_statement
    """

  static func statement(_ row: Prepared) throws -> LedgerStatement {
    guard let month = YearMonth(number: Int(row.int(3))) else {
      throw CentralLedgerError.corrupt("published statement \(row.text(0))")
    }
    return LedgerStatement(
      draft: StatementDraft(
        kind: row.text(2), month: month, dataVersion: row.int(4), programVersion: row.text(5),
        inputsDigest: row.text(6), content: row.text(9)),
      digest: row.text(0), publishedAt: Timestamp(milliseconds: row.int(7)), publishedBy: row.text(8),
      position: row.int(1), isNew: false)
  }

  static func statement(_ database: LedgerConnection, digest: String) throws -> LedgerStatement? {
    try database.first("\(select) WHERE digest = ?", [.text(digest)], statement)
  }
}
