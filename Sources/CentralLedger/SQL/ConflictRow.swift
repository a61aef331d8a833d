import Foundation
import SnackChain
import SyncProtocol

/// Reading operations that were kept apart.
enum ConflictRow {
  static func all(_ database: LedgerConnection, store: StoreCode?) throws -> [ReportConflict] {
    let condition = store == nil ? "" : "WHERE store_id = ?"
    var found: [ReportConflict] = []
    try database.each(
      """
      SELECT operation, device_id, received_at FROM report_conflict \(condition)
      ORDER BY received_at, store_id, operation_id
      """, store.map { [.text($0.description)] } ?? []
    ) { row in
      let operation = try JSONDecoder().decode(ReportOperation.self, from: Data(row.text(0).utf8))
      found.append(
        ReportConflict(
          operation: operation, device: row.text(1), receivedAt: Timestamp(milliseconds: row.int(2))))
    }
    return found
  }
}
