import CentralLedger
import Foundation
import Gzip
import SnackChain
import Synchronization
import SyncProtocol

/// The evening of the deadline: an hour in `seconds`, half of all devices in its last 20 minutes. One session a device,
/// each on a connection of its own; every tenth connection breaks, every twentieth session is sent twice, every tenth
/// clock is ten minutes off.
struct DeadlineStorm: Sendable {
  let fleet: Fleet
  let port: UInt16
  let seconds: Double
  let workers: Int

  /// What one device came to.
  struct Taken: Sendable {
    var operation: ReportOperation?
    var receipt: Receipt?
    /// From the moment at which the device came to the answer of the attempt that was answered.
    var seconds = 0.0
    var attempts = 0
    var busy = 0
    var differs = false
  }

  func run() -> [Taken] {
    let taken = Mutex([Taken](repeating: Taken(), count: fleet.count))
    let next = Atomic<Int>(0)
    let group = DispatchGroup()
    let begin = ContinuousClock.now + .milliseconds(500)
    for _ in 0..<workers {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        while true {
          let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard place < fleet.count else { return }
          let due = begin + .seconds(moment(of: place))
          let wait = (due - ContinuousClock.now) / .seconds(1)
          if wait > 0 { Thread.sleep(forTimeInterval: wait) }
          let result = visit(place, due: due)
          taken.withLock { $0[place] = result }
        }
      }
    }
    group.wait()
    return taken.withLock { $0 }
  }

  /// Devices come in the order of their numbers: half in the first two thirds, half in the last.
  private func moment(of place: Int) -> Double {
    let share = Double(place) / Double(fleet.count)
    return seconds * (share < 0.5 ? share * 4 / 3 : 2 / 3 + (share - 0.5) * 2 / 3)
  }

  /// One device's evening, with whatever goes wrong on it.
  private func visit(_ number: Int, due: ContinuousClock.Instant) -> Taken {
    var taken = Taken()
    guard let month = YearMonth(year: 2023, month: 2),
      let operation = try? fleet.operation(number, month: month)
    else { return taken }
    taken.operation = operation
    // What goes wrong depends on the number alone: every run is the same evening.
    let draw = (number &* 7919) % 1000
    let clockOff: Int64 = draw % 10 == 3 ? (draw % 20 == 3 ? 600 : -600) : 0
    var breaks = draw % 10 == 7
    var isSentAgain = draw % 20 == 11
    var correction: Int64 = 0
    var start = due
    while taken.attempts < 40 {
      taken.attempts += 1
      do {
        let request = try fleet.session(number, operation: operation, clockOff: clockOff, correction: correction)
        let connection = try Connection(port: port)
        if breaks {
          breaks = false
          // Nothing, half or all of it arrives; nobody hears the answer.
          let share = number % 3
          try connection.send(request[..<(request.count * share / 2)])
          if share == 2 { Thread.sleep(forTimeInterval: 0.005) }
          throw LoadProblem.connection(0)
        }
        try connection.send(request[...])
        let answer = try connection.answer()
        switch answer.status {
        case 200:
          let receipt = receipt(in: answer, for: operation)
          if let known = taken.receipt, receipt != known { taken.differs = true }
          if taken.receipt == nil { taken.seconds = (ContinuousClock.now - start) / .seconds(1) }
          taken.receipt = receipt ?? taken.receipt
          if !isSentAgain { return taken }
          isSentAgain = false
        case 401:
          let document = try? JSONDecoder().decode(ProblemDocument.self, from: Data(answer.body))
          if document?.serverTime != nil { correction = -clockOff }
        default:
          taken.busy += 1
          Thread.sleep(forTimeInterval: min(answer.retryAfter ?? 1, 5))
        }
      } catch {
        // A device waits a moment after a connection that broke.
        Thread.sleep(forTimeInterval: 0.2)
        start = .now
      }
    }
    return taken
  }

  private func receipt(in answer: Connection.Answer, for operation: ReportOperation) -> Receipt? {
    guard let body = answer.isPacked ? try? Gzip.decompress(answer.body, limit: 1 << 20) : answer.body,
      let message = try? JSONDecoder().decode(SyncResponse.self, from: Data(body)),
      let receipt = message.outcomes.first?.receipt, receipt.covers(operation),
      receipt.isSigned(byOneOf: message.receiptKeys)
    else { return nil }
    return receipt
  }

  /// Compares what devices hold receipts for with what HQ holds.
  func judge(_ taken: [Taken], database: String) async throws -> [String: Any] {
    let ledger = try await CentralLedgers.open("sqlite:" + database, .existing)
    var lost = 0
    var doubled = 0
    var without = 0
    for (number, device) in taken.enumerated() {
      guard let store = fleet.store(number), let operation = device.operation, device.receipt != nil else {
        without += 1
        continue
      }
      let held = try await ledger.revisions(of: store, month: operation.report.month)
      if !held.contains(where: { $0.operation == operation }) { lost += 1 }
      if held.count > 1 { doubled += 1 }
    }
    let verdict = try await ledger.verifyAudit()
    await ledger.close()
    var isIntact = false
    if case .intact = verdict { isIntact = true }
    let latencies = taken.filter { $0.receipt != nil }.map(\.seconds).sorted()
    func percentile(_ share: Double) -> Double {
      latencies.isEmpty ? .infinity : latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]
    }
    return [
      "devices": taken.count, "with_receipt": taken.count - without, "lost": lost, "doubled": doubled,
      "receipts_that_differ": taken.count { $0.differs }, "attempts": taken.reduce(0) { $0 + $1.attempts },
      "put_off": taken.reduce(0) { $0 + $1.busy }, "audit_intact": isIntact, "p50_s": percentile(0.5),
      "p99_s": percentile(0.99), "max_s": percentile(1),
    ]
  }
}
