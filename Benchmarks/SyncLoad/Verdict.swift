import CentralLedger
import Foundation
import SnackChain
import SyncProtocol

/// What devices hold receipts for, compared with what HQ holds.
struct Verdict {
  /// Devices without a receipt that verifies.
  private(set) var without = 0
  /// Receipts whose report HQ does not hold.
  private(set) var lost = 0
  /// Months with more than one revision.
  private(set) var doubled = 0
  /// Devices that were answered twice, differently.
  private(set) var differing = 0
  private(set) var receiptFen: Int64 = 0
  private(set) var heldFen: Int64 = 0
  private(set) var isIntact = false
  /// How many groups of devices' reports there were.
  private(set) var groups = 0
  /// What was missing before the devices came again.
  var lostBefore: Int?

  init(_ fleet: Fleet, _ taken: [DeadlineStorm.Taken], in ledger: any CentralLedger) async throws {
    for start in stride(from: 0, to: taken.count, by: 64) {
      let part = start..<min(start + 64, taken.count)
      let held = try await withThrowingTaskGroup(of: (Int, [ReportRevision]).self) { group in
        for number in part {
          guard let store = fleet.store(number) else { continue }
          group.addTask { (number, try await ledger.revisions(of: store, month: DeadlineStorm.month)) }
        }
        return try await group.reduce(into: [Int: [ReportRevision]]()) { $0[$1.0] = $1.1 }
      }
      for number in part { judge(taken[number], held: held[number] ?? []) }
    }
    if case .intact = try await ledger.verifyAudit() { isIntact = true }
    var last: Int64 = 0
    while case let entries = try await ledger.auditEntries(after: last, limit: 1000), let end = entries.last {
      groups += entries.count { $0.action == .reportsReceived }
      last = end.number
    }
  }

  private mutating func judge(_ device: DeadlineStorm.Taken, held: [ReportRevision]) {
    if held.count > 1 { doubled += 1 }
    heldFen += held.last?.operation.report.turnover.fen ?? 0
    guard let operation = device.operation else { return without += 1 }
    let receipts = device.receipts(for: operation)
    guard let first = receipts.first, let receipt = first else { return without += 1 }
    if receipts.contains(where: { $0 != receipt }) { differing += 1 }
    receiptFen += receipt.turnover.fen
    if !held.contains(where: { $0.operation == operation && $0.receipt == receipt }) { lost += 1 }
  }

  func fields(_ taken: [DeadlineStorm.Taken], feed: FeedWatch.Seen, seconds: Double) -> [String: Any] {
    let latencies = taken.map(\.seconds).filter(\.isFinite).sorted()
    func percentile(_ share: Double, _ values: [Double]) -> Double {
      values.isEmpty ? -1 : values[min(values.count - 1, Int(Double(values.count) * share))]
    }
    var fields: [String: Any] = [
      "devices": taken.count, "seconds": seconds, "with_receipt": taken.count - without, "lost": lost,
      "doubled": doubled, "receipts_that_differ": differing, "attempts": taken.reduce(0) { $0 + $1.attempts },
      "put_off": taken.reduce(0) { $0 + $1.busy }, "audit_intact": isIntact, "groups": groups,
      "receipts_fen": receiptFen, "held_fen": heldFen,
      "p50_s": percentile(0.5, latencies), "p99_s": percentile(0.99, latencies),
      "max_s": latencies.last ?? -1, "client_late_p99_s": percentile(0.99, taken.map(\.late).sorted()),
      "feed_figures": feed.figures, "feed_gaps": feed.gaps, "feed_longest_s": feed.longest,
      "feed_mean_s": feed.figures == 0 ? -1 : feed.total / Double(feed.figures),
    ]
    fields["lost_before_devices_came_again"] = lostBefore
    return fields
  }
}
