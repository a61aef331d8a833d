import Foundation
import SnackChain
import Testing

@testable import SyncProtocol

@Suite("Answers in JSON")
struct AnswerWritingTests {
  /// Figures that come again with the seed.
  private struct Draw: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
    mutating func coin() -> Bool { Bool.random(using: &self) }
    mutating func maybe<Value>(_ value: Value) -> Value? { coin() ? value : nil }
    mutating func text() -> String {
      let pieces = [
        "嵊州", "\"", "\\", "/", "\n", "\t", "\r", "\u{8}", "\u{c}", "\u{1}", "\u{1f}", "a", "é", "🥟", "\u{7f}", " ",
      ]
      return (0..<Int.random(in: 0...6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
    mutating func moment() -> Timestamp {
      Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &self))
    }
    mutating func fen() -> Money { Money(fen: Int64.random(in: -3...9_999_999_999, using: &self)) }
  }

  private func operation(_ draw: inout Draw) throws -> ReportOperation {
    let report = MonthlyReport(
      store: try #require(StoreCode("S1.a-b_c")), month: try #require(YearMonth(year: 2023, month: 2)),
      turnover: draw.fen(), openDays: draw.maybe(Int.random(in: 0...31, using: &draw)),
      reason: draw.maybe(ZeroReason.allCases.randomElement(using: &draw) ?? .other), takeaway: draw.maybe(draw.fen()),
      commission: draw.maybe(draw.fen()), note: draw.maybe(draw.text()))
    let moment = draw.moment()
    return ReportOperation(
      id: OperationID(at: moment, random: &draw), report: report,
      predecessor: draw.maybe(OperationID(at: moment, random: &draw)), correctionReason: draw.maybe(draw.text()),
      recordedAt: moment, confirmed: draw.coin() ? [] : ["a.b", draw.text()], source: draw.coin() ? .owner : .bills,
      helper: draw.maybe(draw.text()))
  }

  private func receipt(_ operation: ReportOperation, _ draw: inout Draw) -> Receipt {
    Receipt(
      operation: operation, revision: Int.random(in: 1...120, using: &draw), feedPosition: 1 << 40,
      receivedAt: draw.moment(), auditHead: draw.text(), keyID: "0123456789abcdef", signature: "a/b+c==")
  }

  private func answer(_ draw: inout Draw) throws -> SyncResponse {
    var outcomes: [OperationOutcome] = []
    var changes: [HeadChange] = []
    for _ in 0..<Int.random(in: 0...3, using: &draw) {
      let operation = try operation(&draw)
      let receipt = draw.maybe(receipt(operation, &draw))
      changes.append(
        HeadChange(
          operation: operation, revision: Int.random(in: 1...9, using: &draw), feedPosition: 7, receipt: receipt))
      outcomes.append(
        OperationOutcome(
          id: operation.id, verdict: draw.coin() ? .accepted : .conflict, receipt: receipt,
          head: draw.maybe(changes[changes.count - 1]),
          problem: draw.maybe(RowProblem(code: "busy", detail: draw.maybe(draw.text())))))
    }
    let region = try #require(RegionCode("330683"))
    let day = CalendarDay(number: 19_000)
    var answer = SyncResponse(
      outcomes: outcomes, changes: changes, cursor: Int64.random(in: 0...(1 << 60), using: &draw), more: draw.coin(),
      totals: draw.coin() ? [] : [YearTotal(year: 2023, count: 12, fen: -5)],
      receiptKeys: [ReceiptKey(id: "x", key: "y/z=")], serverTime: draw.moment(),
      profile: StoreProfile(
        store: try #require(StoreCode("S1")), name: draw.text(), region: region, opened: draw.maybe(day),
        closed: draw.maybe(day), standing: Standing.allCases.randomElement(using: &draw) ?? .outside),
      chainLink: draw.maybe(AuditLink(number: 12, digest: draw.text())), rewound: draw.maybe(true))
    if draw.coin() { answer.messages = [HeadquartersMessage(number: 3, sentAt: draw.moment(), text: draw.text())] }
    if draw.coin() {
      let history = try ProgrammeHistory(store: answer.profile.store, recorded: [])
      answer.programme = ProgrammeBrief(history.state(on: day), on: day, book: StandardBook([]))
      answer.checklist = StandardVersion(
        version: "1", validFrom: day, title: Wording(zh: draw.text(), en: draw.text()), checklist: [])
    }
    return answer
  }

  @Test("an answer is written byte for byte as the encoder of the standard library writes it", arguments: 1...300)
  func asTheEncoder(seed: UInt64) throws {
    var draw = Draw(state: seed &* 7919)
    let answer = try answer(&draw)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let expected = String(decoding: try encoder.encode(answer), as: UTF8.self)
    #expect(String(decoding: try answer.json(), as: UTF8.self) == expected)
    let brief = try answer.programme.map(SyncResponse.json(of:))
    let checklist = try answer.checklist.map(SyncResponse.json(of:))
    #expect(String(decoding: try answer.json(brief: brief, checklist: checklist), as: UTF8.self) == expected)
    #expect(try JSONDecoder().decode(SyncResponse.self, from: Data(answer.json())) == answer)
  }
}
