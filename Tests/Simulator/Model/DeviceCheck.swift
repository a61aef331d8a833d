import SnackChain
import StoreLedger
import SyncProtocol

extension World {
  /// What must be true on a device after every step that touched it.
  ///
  /// - Returns: whether the owner has nothing to decide about.
  @discardableResult
  func check(_ index: Int) throws -> Bool {
    guard let ledger = try ledger(of: index) else { return true }
    var found: [OperationID: SavedRevision] = [:]
    let months = try ledger.months()
    for month in months {
      for revision in month.revisions { found[revision.operation.id] = revision }
    }
    for id in devices[index].saved {
      guard let revision = found[id], revision.operation == everSaved[id] else {
        throw Violation("device \(index) has lost \(id), which it had called saved")
      }
    }
    if devices[index].mayHaveReceipts { try checkReceipts(of: ledger, index) }
    for (id, revision) in found {
      guard everSaved[id] != nil || imported.contains(id) else {
        throw Violation("device \(index) shows \(id), which nobody ever saved")
      }
      // What came over the wire is vouched for by its receipt, which covers the figures.
      guard everSaved[id].map({ $0.contentText == revision.operation.contentText }) ?? true else {
        throw Violation("device \(index) shows other figures under \(id)")
      }
      switch revision.progress {
      case .acknowledged:
        guard everTaken.contains(id) else {
          throw Violation("device \(index) counts \(id) as acknowledged, which HQ never took")
        }
        guard revision.origin == .headquarters || devices[index].receipted.contains(id) else {
          throw Violation("device \(index) counts \(id) as acknowledged without a receipt")
        }
      case .settled:
        guard decided.contains(id) || revision.origin == .headquarters else {
          throw Violation("device \(index) gave \(id) up and nobody had decided so")
        }
      case .waiting, .conflict, .refused: break
      }
    }
    return months.allSatisfy(\.undecided.isEmpty)
  }

  /// Every receipt in the ledger verifies under a key of HQ's and covers its row.
  private func checkReceipts(of ledger: StoreLedger, _ index: Int) throws {
    for kept in try ledger.receipts() {
      let id = kept.operation.id
      guard kept.receipt.covers(kept.operation), isTrue(kept.receipt) else {
        throw Violation("device \(index) keeps a receipt of \(id) that HQ never signed")
      }
      devices[index].receipted.insert(id)
    }
    devices[index].mayHaveReceipts = false
  }

  /// What must be true once everything is through: nothing waits, both sides hold the same.
  func checkDrained(_ index: Int) throws {
    guard let ledger = try ledger(of: index) else { return }
    let store = devices[index].store
    let heads = model.heads(of: store)
    guard try ledger.heldTotals() == model.totals(of: store) else {
      throw Violation("device \(index) and HQ hold different totals of \(store)")
    }
    var held: [YearMonth: OperationID] = [:]
    for month in try ledger.months() {
      held[month.month] = month.held?.operation.id
      for revision in month.revisions {
        // Where HQ went back to a backup and imported another figure since, it keeps apart what it had acknowledged.
        let isHeld = (model.operations[revision.operation.id] ?? model.apart[revision.operation.id]) != nil
        if case .acknowledged = revision.progress, !isHeld {
          throw Violation("device \(index) counts \(revision.operation.id) as acknowledged and HQ does not hold it")
        }
      }
    }
    guard held == heads else { throw Violation("device \(index) shows other heads of \(store) than HQ holds") }
  }
}
