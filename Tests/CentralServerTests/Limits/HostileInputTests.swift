import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("What a device with a good key and bad intentions sends")
struct HostileInputTests {
  /// A session's body with one operation, as text to be bent.
  private func body(_ test: ServerUnderTest, _ device: JoinedDevice) throws -> String {
    String(decoding: try test.body(device, [try test.operation("S1", "2022-05", yuan: 30_000)]), as: UTF8.self)
  }

  @Test("fault 46: an object that names a field twice is refused, a field that nobody knows is passed over")
  func fields() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      for twin in [#""version":1,"version":1,"#, #""version" : 1,"version":2,"#, #""vers\u0069on":1,"version":1,"#] {
        let bent = try body(test, device).replacing("\"version\":1,", with: twin)
          .replacing(",\"version\":1", with: "," + twin.dropLast())
        let answer = try #require(try await test.request(device, Data(bent.utf8)).sent(to: test.port))
        #expect(answer.status == 400 && answer.problem == ProblemCode.malformed, "\(twin) \(answer.text)")
      }
      #expect(try await test.ledger.revisions(of: device.store, month: nil).isEmpty)
      let more = "{\"new_field\":{\"a\":[1,\"x:\"]}," + (try body(test, device)).dropFirst()
      let answer = try #require(try await test.request(device, Data(more.utf8)).sent(to: test.port))
      #expect(answer.status == 200, "\(answer.text)")
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 1)
    }
  }

  static let deceiving: [String] = [
    "a\u{202E}b", "a\u{2066}b", "nul\u{0}", "esc\u{1B}[31m", "line\r\n", String(repeating: "长", count: 700),
  ]

  @Test(
    "fault 44: texts that deceive the eye, with control characters or without end are refused row by row",
    arguments: deceiving)
  func deceivingTexts(_ text: String) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      var noted = try test.operation("S1", "2022-05", yuan: 30_000)
      noted.report.note = text
      var reasoned = try test.operation("S1", "2022-06", yuan: 30_000)
      reasoned.correctionReason = text
      var confirmed = try test.operation("S1", "2022-07", yuan: 30_000)
      confirmed.confirmed = [text]
      let good = try test.operation("S1", "2022-08", yuan: 30_000)
      let outcomes = try await test.sync(device, [noted, reasoned, confirmed, good]).outcomes
      #expect(outcomes.map(\.verdict) == [.refused, .refused, .refused, .accepted])
      #expect(!outcomes.contains { $0.problem?.detail?.contains(text) ?? false })
    }
  }

  @Test("fault 44: an honest text comes back byte for byte", arguments: ["é", "e\u{301}", "👨‍👩‍👧 汤包\n第二行", "ﬁ"])
  func stable(_ text: String) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      var noted = try test.operation("S1", "2022-05", yuan: 30_000)
      noted.report.note = text
      #expect(try await test.sync(device, [noted]).outcomes[0].verdict == .accepted)
      let kept = try await test.ledger.revisions(of: device.store, month: nil)[0].operation.report.note
      #expect(kept.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test(
    "a month that has not begun by HQ's clock is refused, whatever the device's says",
    arguments: ["2023-04", "2199-12"])
  func future(month: String) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let now = try test.operation("S1", "2023-03", yuan: 30_000)
      let outcomes = try await test.sync(device, [try test.operation("S1", month, yuan: 30_000), now]).outcomes
      #expect(outcomes.map(\.verdict) == [.refused, .accepted])
      #expect(outcomes[0].problem?.code == "future_month")
    }
  }

  @Test("fault 43: figures beyond all bounds are refused row by row, and their sum harms nobody")
  func figures() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      var operations: [ReportOperation] = []
      for (month, fen) in [(1, Int64.max), (2, Int64.min), (3, 10_000_000_001), (4, -1)] {
        var operation = try test.operation("S1", "2022-0\(month)", yuan: 0)
        operation.report.turnover = Money(fen: fen)
        operations.append(operation)
      }
      let outcomes = try await test.sync(device, operations).outcomes
      #expect(outcomes.allSatisfy { $0.verdict == .refused })
      #expect(try await test.ledger.revisions(of: device.store, month: nil).isEmpty)
    }
  }

  @Test("no device can fill the disk with corrections of corrections")
  func corrections() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = .unlimited }) { test in
      let device = try await test.device()
      var verdicts: [OperationOutcome.Verdict] = []
      var last: OperationID?
      var operations: [ReportOperation] = []
      for number in 0..<120 {
        var operation = try test.operation("S1", "2022-05", yuan: 30_000 + Int64(number))
        operation.predecessor = last
        last = operation.id
        operations.append(operation)
      }
      let outcomes = try await test.sync(device, operations).outcomes
      verdicts = outcomes.map(\.verdict)
      #expect(verdicts.filter { $0 == .accepted }.count == 100)
      #expect(outcomes[100].verdict == .refused && outcomes[100].problem?.code == "too_many_revisions")
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 100)
      // Other months go on.
      #expect(
        try await test.sync(device, [try test.operation("S1", "2022-06", yuan: 1_000)]).outcomes[0].verdict == .accepted
      )
    }
  }

  @Test("what a device says that cannot be does not drown what other devices say")
  func boasting() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let held = (0..<400).map { YearTotal(year: 1800 + $0, count: .max, fen: .max) }
      let request = SyncRequest(store: device.store, operations: [], cursor: 99, held: held, sentAt: test.clock.now)
      let answer = try await test.request(device, try JSONEncoder().encode(request)).sent(to: test.port)
      #expect(answer?.status == 200)
      _ = try await test.sync(device, [try test.operation("S1", "2022-05", yuan: 30_000)])
      let found = try await test.ledger.unreconciled()
      #expect(found.allSatisfy { $0.believed.count <= 12 && $0.believed.fen <= 120_000_000_000 })
      #expect(found.allSatisfy { YearMonth.years.contains($0.year) })
    }
  }

  @Test("a device cannot pass a figure off as imported by HQ")
  func imported() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      var operation = try test.operation("S1", "2022-05", yuan: 30_000)
      operation.source = .imported
      #expect(try await test.sync(device, [operation]).outcomes[0].verdict == .refused)
    }
  }

  @Test("a device's name is kept short and without anything that a terminal would obey")
  func deviceName() async throws {
    try await ServerUnderTest.with { test in
      let store = try #require(StoreCode("S1"))
      let code = try await test.ledger.makeInvite(for: store, actor: "test").code
      let name = "柜台\u{1B}[2J\r\n" + String(repeating: "e\u{301}\u{301}\u{301}", count: 5000)
      #expect(try await test.join(code, deviceName: name).status == 200)
      let kept = try #require(try await test.ledger.devices(of: store).first).name
      #expect(kept.hasPrefix("柜台[2J") && kept.utf8.count <= 256)
      #expect(!kept.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }

  @Test("security 25: whoever writes himself another address into a header is throttled under his own")
  func forwardedHeader() async throws {
    try await ServerUnderTest.with { test in
      for number in 0..<JoinThrottle.free {
        let more = [("X-Forwarded-For", "10.0.0.\(number)"), ("Forwarded", "for=10.0.0.\(number)")]
        let answer = try await test.join("00000-00000", more: more)
        #expect(answer.status == 403)
      }
      let more = [("X-Forwarded-For", "10.9.9.9"), ("X-Real-IP", "10.9.9.9")]
      let answer = try await test.join("00000-00000", more: more)
      #expect(answer.status == 429)
    }
  }
}
