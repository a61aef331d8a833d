import CentralLedger
import SnackChain
import SyncProtocol

extension World {
  /// Compares an answer that HQ gave with what the model says it must be.
  func audit(_ request: SyncRequest, _ response: SyncResponse) throws {
    guard request.operations.map(\.id) == response.outcomes.map(\.id) else {
      throw Violation("the outcomes are not those of the operations, in their order")
    }
    let isPlaceLost = request.witness.map { model.places[$0.operation] != $0.feedPosition } ?? false
    let isRewound = isPlaceLost || request.chainLink.map { !model.links.contains($0) } ?? false
    guard let link = response.chainLink else { throw Violation("HQ does not say how far its audit chain is") }
    model.links.insert(link)
    guard (response.rewound ?? false) == isRewound else {
      throw Violation("HQ went back to a backup: \(isRewound). It says the opposite")
    }
    guard !isRewound || response.outcomes.allSatisfy({ $0.verdict == .later }) else {
      throw Violation("HQ took something before it knew what it had lost")
    }
    for (operation, outcome) in zip(request.operations, response.outcomes) where !isRewound {
      let expected = model.take(operation)
      guard outcome.verdict == expected.verdict else {
        let detail = outcome.problem.map { " (\($0.code) \($0.detail ?? ""))" } ?? ""
        throw Violation(
          "\(operation.id) came to \(outcome.verdict.rawValue)\(detail) and must be \(expected.verdict.rawValue)")
      }
      switch outcome.verdict {
      case .accepted, .repeated:
        everTaken.insert(operation.id)
        guard let receipt = outcome.receipt, receipt.covers(operation), isTrue(receipt),
          receipt.revision == expected.revision, receipt.feedPosition == model.places[operation.id]
        else { throw Violation("the receipt of \(operation.id) is not good for it") }
      case .conflict:
        guard outcome.head?.operation.id == expected.head else {
          throw Violation("\(operation.id) stands against \(outcome.head?.operation.id.description ?? "nothing")")
        }
      case .refused, .later: break
      }
    }
    guard response.totals == model.totals(of: request.store) else {
      throw Violation("HQ's totals of \(request.store) are \(response.totals)")
    }
    let heads = model.heads(of: request.store)
    for change in response.changes {
      guard heads[change.operation.report.month] == change.operation.id,
        model.operations[change.operation.id] == change.operation
      else { throw Violation("HQ sent \(change.operation.id) as a head") }
    }
  }

  /// Whether HQ has signed exactly this receipt. What was found good once is not worked out again.
  func isTrue(_ receipt: Receipt) -> Bool {
    if verified.contains(receipt) { return true }
    guard receipt.isSigned(byOneOf: trueKeys) else { return false }
    verified.insert(receipt)
    return true
  }

  /// Compares all that HQ holds with the model, and walks its audit chain.
  func inspectHeadquarters() async throws {
    var positions: [Int64] = []
    var months: [HeadquartersModel.Month: [OperationID]] = [:]
    var saves: Set<Int> = []
    for store in stores {
      for revision in try await headquarters.ledger.revisions(of: store, month: nil) {
        let id = revision.operation.id
        guard model.operations[id] == revision.operation else { throw Violation("HQ holds \(id) otherwise") }
        if let save = saveNumbers[id], !saves.insert(save).inserted {
          throw Violation("HQ counted a figure twice: \(id) of \(store) \(revision.operation.report.month)")
        }
        positions.append(revision.position)
        let key = HeadquartersModel.Month(store: store, month: revision.operation.report.month)
        months[key, default: []].append(id)
        guard months[key]?.count == revision.revision else {
          throw Violation("revision \(revision.revision) of \(store) \(key.month) has the wrong number")
        }
      }
    }
    guard months == model.months else { throw Violation("HQ's revisions are not the model's") }
    positions.sort()
    let latest = try await headquarters.ledger.dataVersion()
    guard positions == Array((model.firstPosition + 1)..<(model.firstPosition + 1 + Int64(positions.count))),
      latest == model.firstPosition + Int64(positions.count)
    else { throw Violation("the feed has a gap: \(positions.count) positions up to \(latest)") }
    let apart = try await headquarters.ledger.conflicts(of: nil).map(\.operation)
    guard apart.count == model.apart.count, apart.allSatisfy({ model.apart[$0.id] == $0 }) else {
      throw Violation("HQ does not keep apart what it must")
    }
    let entries = try await headquarters.ledger.auditEntries(after: 0, limit: .max)
    guard model.links.isSubset(of: entries.map { AuditLink(number: $0.number, digest: $0.digest) }) else {
      throw Violation("HQ has told of an entry that its audit chain does not have")
    }
    guard case .intact = try await headquarters.ledger.verifyAudit() else {
      throw Violation("the audit chain is broken: \(try await headquarters.ledger.verifyAudit())")
    }
  }
}
