import SnackChain

/// Reading inspections and what was decided of them.
enum InspectionRow {
  private static let select = """
    SELECT store_id, recorded_at, inspection_id, status, recorded_by, bundle_id, content, outcome FROM inspection
    """

  private static func inspection(_ row: Prepared) throws -> RecordedInspection {
    guard let status = RecordedInspection.Status(rawValue: row.text(3)) else {
      throw CentralLedgerError.corrupt("inspection")
    }
    return RecordedInspection(
      inspection: try CanonicalJSON.value(Inspection.self, row.bytes(6)),
      outcome: try CanonicalJSON.value(InspectionOutcome.self, row.bytes(7)), status: status, decision: nil,
      recordedAt: row.int(1), recordedBy: row.text(4), bundle: row.optionalText(5))
  }

  /// The inspection of that identity, without decisions.
  static func inspection(
    _ database: LedgerConnection, _ id: OperationID, of store: StoreCode
  ) throws -> RecordedInspection? {
    try database.first(
      "\(select) WHERE store_id = ? AND inspection_id = ?", [.text(store.description), .text(id.description)],
      inspection)
  }

  /// The inspections of a store, or of all, in the order in which they came in, with the latest decision on each.
  static func inspections(
    _ database: LedgerConnection, of store: StoreCode?, asOf version: Int64 = .max
  ) throws -> [RecordedInspection] {
    let condition = store == nil ? "" : "AND store_id = ?"
    let values: [SQLValue] = [.int(version)] + (store.map { [.text($0.description)] } ?? [])
    var decisions: [OperationID: RecordedInspection.Decision] = [:]
    try database.each(
      """
      SELECT inspection_id, recorded_at, is_upheld, reason, recorded_by FROM inspection_decision
      WHERE recorded_at <= ? \(condition) ORDER BY recorded_at, inspection_id
      """, values
    ) { row in
      guard let id = OperationID(row.text(0)) else { throw CentralLedgerError.corrupt("inspection decision") }
      decisions[id] = RecordedInspection.Decision(
        isUpheld: row.int(2) == 1, reason: row.text(3), decidedBy: row.text(4), recordedAt: row.int(1))
    }
    var found: [RecordedInspection] = []
    try database.each("\(select) WHERE recorded_at <= ? \(condition) ORDER BY recorded_at", values) { row in
      var one = try inspection(row)
      one.decision = decisions[one.inspection.id]
      found.append(one)
    }
    return found
  }

  /// The inspections that came in against another, with decisions.
  static func conflicts(
    _ database: LedgerConnection, within scope: RegionScope, on today: CalendarDay
  ) throws -> [RecordedInspection] {
    var stores: [StoreCode] = []
    let condition = ScopeCondition(scope, of: "store_id", on: today)
    try database.each(
      "SELECT DISTINCT store_id FROM inspection WHERE status = 'conflict'\(condition.sql) ORDER BY store_id",
      condition.values
    ) { row in
      if let code = StoreCode(row.text(0)) { stores.append(code) }
    }
    return try stores.flatMap { try inspections(database, of: $0) }
  }

  static func evidence(_ database: LedgerConnection, of store: StoreCode) throws -> [RecordedEvidence] {
    var found: [RecordedEvidence] = []
    try database.each(
      """
      SELECT digest, media, bytes, width, height, recorded_at, received_at, recorded_by FROM evidence
      WHERE store_id = ? ORDER BY recorded_at, digest
      """, [.text(store.description)]
    ) { row in
      found.append(
        RecordedEvidence(
          file: try evidenceFile(row), recordedAt: row.int(5), receivedAt: Timestamp(milliseconds: row.int(6)),
          recordedBy: row.text(7)))
    }
    return found
  }

  /// The file of a row that begins with digest, media, bytes, width and height.
  static func evidenceFile(_ row: Prepared) throws -> EvidenceFile {
    guard let digest = EvidenceDigest(row.text(0)) else { throw CentralLedgerError.corrupt("evidence") }
    var pixels: EvidenceFile.Pixels?
    if let width = row.optionalInt(3), let height = row.optionalInt(4) {
      pixels = EvidenceFile.Pixels(width: Int(width), height: Int(height))
    }
    return EvidenceFile(digest: digest, media: row.text(1), bytes: Int(row.int(2)), pixels: pixels)
  }
}
