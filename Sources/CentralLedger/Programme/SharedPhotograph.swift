import SnackChain

extension SharedPhotograph {
  /// Those of a store. What another store's device has only sent counts as much as what came into its file.
  static func all(
    of store: StoreCode, within scope: RegionScope, on today: CalendarDay, in database: LedgerConnection
  ) throws -> [SharedPhotograph] {
    var pairs: [(digest: EvidenceDigest, store: StoreCode)] = []
    let code = SQLValue.text(store.description)
    let parts = ["evidence", "sent_evidence"].map { table in
      """
      SELECT o.digest AS digest, o.store_id AS store_id FROM evidence e JOIN \(table) o ON o.digest = e.digest
      WHERE e.store_id = ? AND o.store_id <> ?
      """
    }
    try database.each(
      parts.joined(separator: " UNION ") + " ORDER BY digest, store_id LIMIT \(limit)", [code, code, code, code]
    ) { row in
      guard let digest = EvidenceDigest(row.text(0)), let other = StoreCode(row.text(1)) else {
        throw CentralLedgerError.corrupt("evidence")
      }
      pairs.append((digest, other))
    }
    var found: [SharedPhotograph] = []
    for (digest, other) in pairs {
      if found.last?.digest != digest { found.append(SharedPhotograph(digest: digest)) }
      if try scope.holds(other, on: today, in: database) {
        found[found.count - 1].stores.append(other)
      } else {
        found[found.count - 1].elsewhere += 1
      }
    }
    return found
  }

  /// More than anybody looks at.
  private static let limit = 200
}
