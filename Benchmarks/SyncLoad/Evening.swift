import CentralLedger
import Dispatch
import Foundation
import Gzip
import SnackChain
import Synchronization
import SyncProtocol

/// All that devices will send, made and signed before the first of them comes: what devices do on their own machines
/// takes nothing from a server that shares its cores with all of them.
struct Evening: Sendable {
  /// What one device does, and what goes wrong on its evening.
  struct Visit: Sendable {
    let operation: ReportOperation
    /// Seconds after the beginning.
    let moment: Double
    /// The requests of its attempts, as far as they can be known before.
    let requests: [[UInt8]]
    /// How far its clock is off, in seconds.
    let clockOff: Int64
    /// How much of its first request arrives where its first connection breaks: nothing, half or all.
    let breaksAfter: Int?
    let isSentAgain: Bool
  }

  let visits: [Visit]
  let memories: [Fleet.Memory]

  init(fleet: Fleet, seconds: Double, ledger: any CentralLedger, port: UInt16) async throws {
    memories = try await Self.memories(fleet, ledger: ledger, port: port)
    let memories = memories
    let results = Mutex([Visit?](repeating: nil, count: fleet.count))
    let start = Date()
    DispatchQueue.concurrentPerform(iterations: 64) { part in
      for number in stride(from: part, to: fleet.count, by: 64) {
        let visit = try? Self.visit(number, of: fleet, seconds: seconds, memory: memories[number], start: start)
        results.withLock { $0[number] = visit }
      }
    }
    visits = results.withLock { $0 }.compactMap(\.self)
    guard visits.count == fleet.count else { throw LoadProblem.setup("visits") }
  }

  /// Devices come in the order of their numbers: half in the first two thirds, half in the last. What goes wrong depends
  /// on the number alone: every run is the same evening.
  private static func visit(
    _ number: Int, of fleet: Fleet, seconds: Double, memory: Fleet.Memory, start: Date
  ) throws -> Visit {
    let share = Double(number) / Double(fleet.count)
    let moment = seconds * (share < 0.5 ? share * 4 / 3 : 2 / 3 + (share - 0.5) * 2 / 3)
    let operation = try fleet.operation(number, month: DeadlineStorm.month)
    let draw = (number &* 7919) % 1000
    let clockOff: Int64 = draw % 10 == 3 ? (draw % 20 == 3 ? 600 : -600) : 0
    let breaksAfter = draw % 10 == 7 ? number % 3 : nil
    let isSentAgain = draw % 20 == 11
    let attempts = clockOff != 0 || breaksAfter != nil || isSentAgain ? 2 : 1
    let requests = try (0..<attempts).map { attempt in
      try fleet.session(
        number, operations: [operation], memory: memory, at: start.addingTimeInterval(moment), clockOff: clockOff,
        correction: attempt == 0 ? 0 : -clockOff)
    }
    return Visit(
      operation: operation, moment: moment, requests: requests, clockOff: clockOff, breaksAfter: breaksAfter,
      isSentAgain: isSentAgain)
  }

  /// What devices know of HQ before the evening: their store's figures of earlier months.
  private static func memories(
    _ fleet: Fleet, ledger: any CentralLedger, port: UInt16
  ) async throws -> [Fleet.Memory] {
    let reading = try await ledger.reduceHeads(asOf: nil, into: [StoreCode: [ReportHead]]()) { heads, batch in
      for head in batch { heads[head.store, default: []].append(head) }
      return .next
    }
    let checklist = try checklist(fleet, port: port, hasHistory: !reading.value.isEmpty)
    return (0..<fleet.count).map { number in
      var memory = Fleet.Memory(cursor: reading.dataVersion, wantsPapers: true, checklist: checklist)
      let heads = fleet.store(number).flatMap { reading.value[$0] } ?? []
      for (year, months) in Dictionary(grouping: heads, by: \.month.year).sorted(by: { $0.key < $1.key }) {
        memory.held.append(
          YearTotal(year: year, count: months.count, fen: months.reduce(0) { $0 + $1.turnoverFen }))
      }
      memory.witness = heads.max { $0.position < $1.position }.map {
        FeedWitness(
          operation: .imported(position: $0.position, receivedAt: $0.receivedAt), feedPosition: $0.position)
      }
      return memory
    }
  }

  /// The checklist that devices hold: the one that HQ hands out. A server that has been up for a day has also computed
  /// what stores like each other took; the first session of all asks for that, and it is waited for.
  private static func checklist(_ fleet: Fleet, port: UInt16, hasHistory: Bool) throws -> String? {
    var checklist: String?
    for _ in 0..<100 {
      let connection = try Connection(port: port)
      try connection.send(fleet.session(0, operations: [], memory: Fleet.Memory(wantsPapers: true))[...])
      let message = try connection.answer().message
      checklist = message?.checklist?.version
      if message?.benchmarks != nil || !hasHistory { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return checklist
  }
}

extension Connection.Answer {
  /// The answer as a device reads it.
  var message: SyncResponse? {
    guard status == 200, let content = isPacked ? try? Gzip.decompress(body, limit: 1 << 20) : body else { return nil }
    return try? JSONDecoder().decode(SyncResponse.self, from: Data(content))
  }
}
