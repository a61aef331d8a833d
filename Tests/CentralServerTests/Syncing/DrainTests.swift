import CentralLedger
import ServiceLifecycle
import SnackChain
import Synchronization
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Ending under load")
struct DrainTests {
  @Test("whatever was committed when the server is asked to end, its sender has the receipt of")
  func nothingUnanswered() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = .unlimited }) { test in
      let devices = [try await test.device(of: "S1"), try await test.device(of: "S2")]
      let received = ReceivedReceipts()
      var months: [String] = []
      for year in 1990...2022 {
        for month in 1...12 { months.append("\(year)-\(month < 10 ? "0" : "")\(month)") }
      }
      let all = months
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for sender in 0..<12 {
          tasks.addTask {
            let device = devices[sender % 2]
            var connection: WireConnection?
            for month in all.enumerated() where month.offset % 6 == sender / 2 {
              let operation = try test.operation(device.store.description, month.element, yuan: 1000)
              let request = try test.request(device, test.body(device, [operation]))
              // Half of the senders keep their connection, half come anew each time.
              if connection == nil || sender.isMultiple(of: 4) { connection = try? WireConnection(port: test.port) }
              guard let open = connection, let answer = try? await request.sent(over: open) else { return }
              guard answer.status == 200 else { return }
              let outcomes = try answer.decoded(SyncResponse.self).outcomes
              received.note(outcomes.filter { $0.receipt != nil }.map(\.id))
            }
          }
        }
        tasks.addTask {
          for _ in 0..<4000 where received.ids.count < 100 { try await Task.sleep(for: .milliseconds(5)) }
          await test.group.triggerGracefulShutdown()
        }
        try await tasks.waitForAll()
      }
      var committed: Set<OperationID> = []
      for device in devices {
        committed.formUnion(try await test.ledger.revisions(of: device.store, month: nil).map(\.operation.id))
      }
      #expect(committed == received.ids)
      #expect(committed.count >= 100)
    }
  }
}

/// The operations whose receipts came back, from all senders.
private final class ReceivedReceipts: Sendable {
  private let kept = Mutex<Set<OperationID>>([])

  var ids: Set<OperationID> { kept.withLock { $0 } }

  func note(_ ids: [OperationID]) { kept.withLock { $0.formUnion(ids) } }
}
