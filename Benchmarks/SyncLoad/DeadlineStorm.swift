import CentralLedger
import Foundation
import SnackChain
import Synchronization
import SyncProtocol

/// The evening of the deadline: an hour in a minute, half of all devices in its last 20 minutes. One session a device,
/// each on a connection of its own; every tenth connection breaks, every twentieth session is sent twice, every tenth
/// clock is ten minutes off. Devices come when their moment is there, whether the server is ready for them or not.
struct DeadlineStorm: Sendable {
  /// The month that all report.
  static let month = YearMonth(index: 2023 * 12 + 1)

  let fleet: Fleet
  /// The nodes. A device that one does not answer tries the next.
  let ports: [UInt16]
  let workers: Int

  /// What one device came to.
  struct Taken: Sendable {
    var operation: ReportOperation?
    var answers: [Connection.Answer] = []
    /// From the moment at which the device came (or, after its own connection broke, came again) to its first answer.
    var seconds = Double.infinity
    var attempts = 0
    var busy = 0
    /// How late the load program itself was: beyond some milliseconds it is the program that was measured.
    var late = 0.0
  }

  func run(_ evening: Evening) -> [Taken] {
    let begin = ContinuousClock.now + .milliseconds(200)
    return each { number in
      let visit = evening.visits[number]
      let due = begin + .seconds(visit.moment)
      let wait = (due - ContinuousClock.now) / .seconds(1)
      if wait > 0 { Thread.sleep(forTimeInterval: wait) }
      return come(number, visit, memory: evening.memories[number], due: due)
    }
  }

  /// Runs `body` for all devices in their order, on so many threads.
  private func each(_ body: @escaping @Sendable (Int) -> Taken) -> [Taken] {
    let taken = Mutex([Taken](repeating: Taken(), count: fleet.count))
    let next = Atomic<Int>(0)
    let group = DispatchGroup()
    for _ in 0..<min(workers, fleet.count) {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        while true {
          let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard place < fleet.count else { return }
          let result = body(place)
          taken.withLock { $0[place] = result }
        }
      }
    }
    group.wait()
    return taken.withLock { $0 }
  }

  /// One device's evening, with whatever goes wrong on it.
  private func come(
    _ number: Int, _ visit: Evening.Visit, memory: Fleet.Memory, due: ContinuousClock.Instant
  ) -> Taken {
    var taken = Taken()
    taken.operation = visit.operation
    taken.late = (ContinuousClock.now - due) / .seconds(1)
    var breaksAfter = visit.breaksAfter
    var isSentAgain = visit.isSentAgain
    var correction: Int64 = 0
    var start = due
    while taken.attempts < 100 {
      taken.attempts += 1
      do {
        // A signature counts once: each attempt has its own.
        let request =
          taken.attempts <= visit.requests.count
          ? visit.requests[taken.attempts - 1]
          : try fleet.session(
            number, operations: [visit.operation], memory: memory, clockOff: visit.clockOff, correction: correction)
        let connection = try Connection(port: ports[(number + taken.attempts) % ports.count])
        if let share = breaksAfter {
          breaksAfter = nil
          // Nothing, half or all of it arrives; nobody hears the answer.
          try connection.send(request[..<(request.count * share / 2)])
          if share == 2 { Thread.sleep(forTimeInterval: 0.005) }
          Thread.sleep(forTimeInterval: 0.2)
          start = .now
          continue
        }
        try connection.send(request[...])
        let answer = try connection.answer()
        switch answer.status {
        case 200:
          if taken.answers.isEmpty { taken.seconds = (ContinuousClock.now - start) / .seconds(1) }
          taken.answers.append(answer)
          if !isSentAgain { return taken }
          isSentAgain = false
        case 401: correction = -visit.clockOff
        default:
          taken.busy += 1
          Thread.sleep(forTimeInterval: min(answer.retryAfter ?? 1, 5))
        }
      } catch {
        // A node is gone: the device waits a moment, and its time goes on.
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
    return taken
  }

  /// Every device once more, as its next session does it: it names the last place of the feed that it knows. Where HQ
  /// has lost that place, it brings again what it holds.
  func comeAgain(_ taken: [Taken], memory memories: [Fleet.Memory]) -> [Taken] {
    each { number in
      var result = taken[number]
      guard let operation = result.operation, let receipt = result.receipt(for: operation) else { return result }
      var memory = memories[number]
      memory.witness = FeedWitness(operation: operation.id, feedPosition: receipt.feedPosition)
      if let answer = ask(number, [], memory), answer.rewound == true {
        // Receipts of what was lost count no more.
        result.answers = []
        memory.witness = memories[number].witness
        for _ in 0..<20 where result.answers.isEmpty {
          if let answer = try? send(number, [operation], memory), answer.status == 200 { result.answers = [answer] }
        }
      }
      return result
    }
  }

  private func ask(_ number: Int, _ operations: [ReportOperation], _ memory: Fleet.Memory) -> SyncResponse? {
    for _ in 0..<20 {
      if let message = try? send(number, operations, memory).message { return message }
      Thread.sleep(forTimeInterval: 0.2)
    }
    return nil
  }

  private func send(
    _ number: Int, _ operations: [ReportOperation], _ memory: Fleet.Memory
  ) throws -> Connection.Answer {
    let connection = try Connection(port: ports[number % ports.count])
    try connection.send(fleet.session(number, operations: operations, memory: memory)[...])
    return try connection.answer()
  }
}

extension DeadlineStorm.Taken {
  /// HQ's receipt for exactly this report, where a device would believe it.
  func receipt(for operation: ReportOperation) -> Receipt? { receipts(for: operation).first ?? nil }

  /// What each answer came to.
  func receipts(for operation: ReportOperation) -> [Receipt?] {
    answers.map { answer in
      guard let message = answer.message, let receipt = message.outcomes.first?.receipt, receipt.covers(operation),
        receipt.isSigned(byOneOf: message.receiptKeys)
      else { return nil }
      return receipt
    }
  }
}
