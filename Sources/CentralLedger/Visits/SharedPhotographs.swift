import SnackChain

/// Which photographs of a store's devices came from other stores' devices too.
enum SharedPhotographs {
  /// Those of a store, in the order of their digests. Other stores are named only within `scope`, which is looked at once
  /// for all of them.
  static func all(
    of store: StoreCode, within scope: RegionScope, on today: CalendarDay, in database: LedgerConnection
  ) throws -> [SharedPhotograph] {
    var digests: [SQLValue] = []
    try database.each(
      "SELECT digest FROM sent_evidence WHERE store_id = ? ORDER BY digest", [.text(store.description)]
    ) { digests.append(.text($0.text(0))) }
    var found: [(digest: EvidenceDigest, stores: [StoreCode])] = []
    for part in KnownOfStores.parts(of: digests) {
      try database.each(
        """
        SELECT digest, store_id FROM sent_evidence WHERE digest IN (\(KnownOfStores.places(part))) AND store_id <> ?
        ORDER BY digest, store_id
        """, part + [.text(store.description)]
      ) { row in
        guard let digest = EvidenceDigest(row.text(0)), let other = StoreCode(row.text(1)) else {
          throw CentralLedgerError.corrupt("sent evidence")
        }
        if found.last?.digest != digest { found.append((digest, [])) }
        found[found.count - 1].stores.append(other)
      }
    }
    let visible = try Set(codes(of: found.flatMap(\.stores), within: scope, on: today, in: database))
    return found.map { digest, stores in
      let named = stores.filter(visible.contains)
      return SharedPhotograph(digest: digest, stores: named, elsewhere: stores.count - named.count)
    }
  }

  /// Those of some stores that stand within `scope`.
  private static func codes(
    of stores: [StoreCode], within scope: RegionScope, on today: CalendarDay, in database: LedgerConnection
  ) throws -> [StoreCode] {
    let condition = ScopeCondition(scope, of: "store_id", on: today)
    guard !condition.sql.isEmpty else { return stores }
    var found: [StoreCode] = []
    for part in KnownOfStores.parts(of: Set(stores).map { SQLValue.text($0.description) }) {
      let places = KnownOfStores.places(part)
      try database.each(
        "SELECT store_id FROM store WHERE store_id IN (\(places))\(condition.sql)", part + condition.values
      ) { row in StoreCode(row.text(0)).map { found.append($0) } }
    }
    return found
  }
}
