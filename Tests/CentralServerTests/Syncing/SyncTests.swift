import CentralLedger
import Crypto
import Foundation
import Gzip
import ServiceLifecycle
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Syncing over the wire")
struct SyncTests {
  @Test("a session brings receipts that verify, the store's changes and totals; sent again it counts once")
  func session() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let operation = try test.operation("S1", "2023-01", yuan: 33_000)
      let first = try await test.sync(device, [operation])
      let receipt = try #require(first.outcomes[0].receipt)
      #expect(first.outcomes[0].verdict == .accepted)
      #expect(receipt.isSigned(byOneOf: first.receiptKeys) && receipt.covers(operation))
      #expect(first.totals == [YearTotal(year: 2023, count: 1, fen: 3_300_000)])
      #expect(first.changes.map(\.operation) == [operation] && !first.more)
      let second = try await test.sync(device, [operation], cursor: first.cursor)
      #expect(second.outcomes[0].verdict == .repeated && second.outcomes[0].receipt == receipt)
      #expect(second.changes.isEmpty && second.totals == first.totals)
    }
  }

  @Test("bodies go packed both ways")
  func packed() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let operations = try (1...9).map { try test.operation("S1", "2022-0\($0)", yuan: 33_000) }
      let plain = try test.body(device, operations)
      let body = Data(try Gzip.compress(Array(plain)))
      let request = try test.request(
        device, body, more: [("Content-Encoding", "gzip"), ("Accept-Encoding", "gzip, deflate")])
      let answer = try #require(try await request.sent(to: test.port))
      #expect(answer.status == 200 && answer.headers["content-encoding"] == "gzip")
      let content = try Gzip.decompress(answer.body, limit: 1 << 20)
      let response = try JSONDecoder().decode(SyncResponse.self, from: Data(content))
      #expect(response.outcomes.allSatisfy { $0.verdict == .accepted })
    }
  }

  @Test("an answer says its digest to whoever asks, over what is sent, packed or not", arguments: [1, 24])
  func digested(months: Int) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let operations = try (0..<months).map { place in
        try test.operation("S1", "202\(place / 12)-\(place % 12 < 9 ? "0" : "")\(place % 12 + 1)", yuan: 33_000)
      }
      let request = try test.request(
        device, test.body(device, operations),
        more: [("Accept-Encoding", "gzip"), ("Want-Content-Digest", "sha-256=1")])
      let answer = try #require(try await request.sent(to: test.port))
      #expect(answer.status == 200)
      #expect((answer.headers["content-encoding"] == "gzip") == (months > 1))
      #expect(answer.headers["content-digest"] == RequestSignature.contentDigest(of: Data(answer.body)))
    }
  }

  @Test("a device that has named its requests must go on doing so")
  func lineLeftOut() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      func answer(_ line: RequestLine?) async throws -> WireConnection.Answer {
        let message = SyncRequest(
          store: device.store, operations: [try test.operation("S1", "2023-01", yuan: 33_000)], cursor: 0, held: [],
          line: line, sentAt: test.clock.now)
        let request = try test.request(device, JSONEncoder().encode(message))
        return try #require(try await request.sent(to: test.port))
      }
      #expect(try await answer(nil).status == 200)
      #expect(try await answer(RequestLine(turn: "00000000000000a1", after: nil)).status == 200)
      #expect(try await answer(nil).status == 400)
      #expect(try await answer(RequestLine(turn: "00000000000000a2", after: "00000000000000a1")).status == 200)
    }
  }

  @Test(
    "fault 42, security 6: another store's row is refused and the rest taken; another store's request is refused whole")
  func otherStore() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device(of: "S1")
      let rows = [try test.operation("S2", "2023-01", yuan: 1), try test.operation("S1", "2023-01", yuan: 33_000)]
      let response = try await test.sync(device, rows)
      #expect(response.outcomes.map(\.verdict) == [.refused, .accepted])
      #expect(response.outcomes[0].problem?.code == RowProblem.Code.otherStore)
      let other = JoinedDevice(id: device.id, store: try #require(StoreCode("S2")), key: device.key)
      let answer = try #require(try await test.request(other, test.body(other, [])).sent(to: test.port))
      #expect(answer.status == 403 && answer.problem == ProblemCode.otherStore)
      #expect(try await test.ledger.revisions(of: other.store, month: nil).isEmpty)
    }
  }

  @Test("a row that cannot be read is refused by itself, and the rest is taken")
  func unreadableRow() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let rows = try (1...3).map { try test.operation("S1", "2023-0\($0)", yuan: 33_000) }
      var json = String(decoding: try test.body(device, rows), as: UTF8.self)
      let second = try #require(json.range(of: "\"2023-02\""))
      json.replaceSubrange(second, with: "\"2023-13\"")
      let answer = try #require(try await test.request(device, Data(json.utf8)).sent(to: test.port))
      let outcomes = try answer.decoded(SyncResponse.self).outcomes
      #expect(outcomes.map(\.id) == rows.map(\.id))
      #expect(outcomes.map(\.verdict) == [.accepted, .refused, .accepted])
      #expect(outcomes[1].problem?.code == RowProblem.Code.unreadable)
      let unknown = String(decoding: try test.body(device, [rows[1]]), as: UTF8.self)
        .replacing("\"kind\":\"report\"", with: "\"kind\":\"dream\"")
      let later = try #require(try await test.request(device, Data(unknown.utf8)).sent(to: test.port))
      #expect(try later.decoded(SyncResponse.self).outcomes[0].problem?.code == RowProblem.Code.unknownKind)
    }
  }

  @Test("sixty-four devices at once lose nothing and double nothing")
  func concurrent() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = .unlimited }) { test in
      let device = try await test.device()
      let operations = try (0..<64).map {
        try test.operation("S1", YearMonth(index: Int32(2010 * 12 + $0)).description, yuan: 30_000)
      }
      let verdicts = try await withThrowingTaskGroup(of: OperationOutcome.Verdict.self) { group in
        for operation in operations {
          group.addTask {
            _ = try await test.sync(device, [operation])
            return try await test.sync(device, [operation]).outcomes[0].verdict
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(verdicts.allSatisfy { $0 == .repeated } && verdicts.count == 64)
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 64)
    }
  }

  @Test("a device that believes in other totals is remembered with the difference until both agree again")
  func conservation() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      _ = try await test.sync(device, [try test.operation("S1", "2022-05", yuan: 30_000)])
      func say(_ held: [YearTotal]) async throws {
        let request = SyncRequest(store: device.store, operations: [], cursor: 99, held: held, sentAt: test.clock.now)
        let answer = try await test.request(device, try JSONEncoder().encode(request)).sent(to: test.port)
        #expect(answer?.status == 200)
        // Whatever was heard is written with the next group.
        _ = try await test.sync(device, [try test.operation("S1", "2022-05", yuan: 1)])
      }
      try await say([YearTotal(year: 2022, count: 1, fen: 3_000_001), YearTotal(year: 2021, count: 1, fen: 5)])
      let found = try await test.ledger.unreconciled()
      #expect(found.map(\.year) == [2021, 2022] && found.allSatisfy { $0.device == device.id })
      #expect(found[1].believed.fen - found[1].held.fen == 1 && found[0].held.count == 0)
      try await say([YearTotal(year: 2022, count: 1, fen: 3_000_000)])
      #expect(try await test.ledger.unreconciled().isEmpty)
    }
  }

  @Test("fault 26: everybody at once: who is told to come again comes again, and in the end all is there once")
  func rush() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = .unlimited }, queueLimit: 3) { test in
      let device = try await test.device()
      let operations = try (0..<96).map {
        try test.operation("S1", YearMonth(index: Int32(2010 * 12 + $0)).description, yuan: 30_000)
      }
      let put = try await withThrowingTaskGroup(of: Int.self) { group in
        for place in stride(from: 0, to: operations.count, by: 2) {
          group.addTask {
            var refusals = 0
            while true {
              let body = try test.body(device, Array(operations[place..<place + 2]))
              let answer = try #require(try await test.request(device, body).sent(to: test.port))
              if answer.status == 200 { return refusals }
              try #require([429, 503].contains(answer.status), "\(answer.text)")
              try #require(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
              refusals += 1
              await Task.yield()
            }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(put > 0)
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 96)
      let totals = try await test.ledger.totals(of: device.store)
      #expect(totals.reduce(0) { $0 + $1.count } == 96 && totals.reduce(0) { $0 + $1.fen } == 96 * 3_000_000)
    }
  }

  @Test("a request whose body is under way when the server is asked to end still gets its answer")
  func drain() async throws {
    // A busy machine may take longer over the steps in between than a request may over arriving.
    try await ServerUnderTest.with({ $0.arrivalSeconds = 600 }) { test in
      let device = try await test.device()
      let operation = try test.operation("S1", "2023-01", yuan: 33_000)
      let request = try test.request(device, try test.body(device, [operation]))
      let connection = try WireConnection(port: test.port)
      let idle = try WireConnection(port: test.port)
      try await connection.send(Array(request.head.utf8) + Array(request.body.prefix(20)))
      // Once a later connection has been answered, the server has read the first one's head.
      #expect(try await test.sync(device, []).outcomes.isEmpty)
      await test.group.triggerGracefulShutdown()
      // The idle connection is let go at once; then the server is known to be ending.
      #expect(try await idle.answer() == nil)
      try await connection.send(Array(request.body.dropFirst(20)))
      let answer = try #require(try await connection.answer())
      #expect(try answer.decoded(SyncResponse.self).outcomes[0].verdict == .accepted)
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 1)
    }
  }
}

extension WireConnection.Answer: Equatable {
  static func == (left: Self, right: Self) -> Bool { left.status == right.status && left.body == right.body }
}
