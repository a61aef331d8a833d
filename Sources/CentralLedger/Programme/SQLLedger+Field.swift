import Crypto
import Foundation
import SnackChain
import SyncProtocol

extension SQLLedger {
  func plan(_ task: InspectionTask, access: Access) async throws(CentralLedgerError) -> TaskOutcome {
    guard access.may(.planInspections) else { throw .notAllowed(.planInspections) }
    let now = options.clock()
    return try await write { database in
      var writing = try ProgrammeWriting(database, book: StandardBook([]), access: access, now: now)
      let outcome = try writing.plan(task)
      let version = try writing.finish(.programmeRecorded)
      if case .planned = outcome { return .planned(dataVersion: version) }
      return outcome
    }
  }

  func openTasks(
    of inspector: AccountName?, access: Access
  ) async throws(CentralLedgerError) -> [InspectionTask] {
    let today = options.clock().dayInChina
    return try await read { database in
      try TaskRow.open(database, of: nil, within: access.scope, on: today).filter { task in
        inspector == nil || task.inspector == inspector
      }
    }
  }

  func makeBundle(
    for inspector: AccountName, stores: [StoreCode]?, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> BundleOutcome {
    let isOwn = access.role == .inspector && access.name == inspector.description
    guard access.may(.planInspections) || isOwn else { throw .notAllowed(.planInspections) }
    let (now, keyring) = (options.clock(), keyring)
    return try await write { database in
      var making = try BundleMaking(database, access: access, seeds: seeds, now: now)
      return try making.make(for: inspector, stores: stores, keyring: keyring)
    }
  }

  func bundle(_ id: OperationID) async throws(CentralLedgerError) -> KnownBundle? {
    try await read { database in
      try database.first(
        "SELECT inspector, made_at, public_key, digest, recorded_at FROM inspection_bundle WHERE bundle_id = ?",
        [.text(id.description)]
      ) { row in
        guard let inspector = AccountName(row.text(0)), let bytes = Data(base64Encoded: row.text(2)),
          let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw CentralLedgerError.corrupt("bundle \(id)") }
        return KnownBundle(
          id: id, inspector: inspector, madeAt: Timestamp(milliseconds: row.int(1)), key: ReceiptKey(key),
          digest: row.text(3), dataVersion: row.int(4) - 1)
      }
    }
  }
}

/// Reading plans.
enum TaskRow {
  /// The latest plan of each store (of one, where it is named), unless it was taken back or an inspection followed.
  static func open(
    _ database: LedgerConnection, of store: StoreCode?, within scope: RegionScope, on today: CalendarDay
  ) throws -> [InspectionTask] {
    var found: [InspectionTask] = []
    let condition = store == nil ? "" : "AND t.store_id = ?"
    let scoped = ScopeCondition(scope, of: "t.store_id", on: today)
    try database.each(
      """
      SELECT t.store_id, t.purpose, t.inspector, t.due, t.note FROM inspection_task t
      WHERE t.purpose IS NOT NULL \(condition)\(scoped.sql)
      AND NOT EXISTS (
        SELECT 1 FROM inspection_task l WHERE l.store_id = t.store_id AND l.recorded_at > t.recorded_at)
      AND NOT EXISTS (
        SELECT 1 FROM inspection i WHERE i.store_id = t.store_id AND i.recorded_at > t.recorded_at)
      ORDER BY COALESCE(t.due, 2147483647), t.store_id
      """, (store.map { [.text($0.description)] } ?? []) + scoped.values
    ) { row in
      guard let code = StoreCode(row.text(0)), let purpose = InspectionPurpose(rawValue: row.text(1)) else {
        throw CentralLedgerError.corrupt("inspection task")
      }
      found.append(
        InspectionTask(
          store: code, purpose: purpose, inspector: row.optionalText(2).flatMap { AccountName($0) },
          due: row.optionalInt(3).map { CalendarDay(number: Int32(clamping: $0)) }, note: row.optionalText(4)))
    }
    return found
  }
}

extension ProgrammeWriting {
  mutating func plan(_ task: InspectionTask) throws -> TaskOutcome {
    guard let known = try known(task.store) else { return .unknownStore(task.store) }
    if let inspector = task.inspector {
      guard let account = try AccountRow.account(database, name: inspector),
        let theirs = account.access(on: today), theirs.may(.inspect)
      else { return .noInspector(inspector) }
      guard theirs.scope.contains(known.store, on: today) else { return .notTheirRegion(inspector, task.store) }
    }
    let standing = try TaskRow.open(database, of: task.store, within: access.scope, on: today).first
    if standing == task || (standing == nil && task.purpose == nil) { return .unchanged }
    head.position += 1
    try insert(
      .task, "inspection_task",
      [
        .text(task.store.description), .int(head.position), .optional(task.purpose?.rawValue),
        .optional(task.inspector?.description), .optional(task.due.map { Int64($0.number) }), .int(now.milliseconds),
        .text(access.actor), .optional(task.note),
      ])
    count("inspection_task")
    return .planned(dataVersion: head.position)
  }
}
