import Crypto
import GRDB
import SnackChain
import StoreLedger
import SyncProtocol
import Testing

@Suite("Taking HQ's answers")
struct AnswerTests {
  @Test("a row counts as sent with a verified receipt, which can be verified again later")
  func accepted() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let saved = try fixture.save("2023-02", 33_000)
    #expect(try fixture.acceptAll().accepted == 1)
    let again = try fixture.reopened()
    #expect(try again.waitingCount() == 0)
    #expect(try again.month(saved.operation.report.month)?.state == .acknowledged)
    let kept = try #require(try again.receipts(of: saved.operation.report.month).first)
    #expect(kept.isGood(under: try again.receiptKeys()))
    #expect(try again.heldTotals() == [YearTotal(year: 2023, count: 1, fen: 3_300_000)])
  }

  enum BadReceipt: CaseIterable { case missing, otherKey, otherFigures, otherMonth, altered }

  @Test("no bad receipt acknowledges anything, and each raises an alarm", arguments: BadReceipt.allCases)
  func badReceipt(_ kind: BadReceipt) throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let operation = try fixture.save("2023-02", 33_000).operation
    var receipt: Receipt? = try fixture.receipt(for: operation, position: 1)
    switch kind {
    case .missing: receipt = nil
    case .otherKey: receipt = try fixture.receipt(for: operation, position: 1, key: Curve25519.Signing.PrivateKey())
    case .otherFigures:
      var other = operation
      other.report.openDays = 23
      receipt = try fixture.receipt(for: other, position: 1)
    case .otherMonth:
      var other = operation
      other.report.month = other.report.month.next
      receipt = try fixture.receipt(for: other, position: 1)
    case .altered: receipt?.revision = 2
    }
    let lease = try fixture.lease()
    let outcome = OperationOutcome(id: operation.id, verdict: .accepted, receipt: receipt)
    let result = try fixture.ledger.record(
      fixture.answer([outcome]), to: [operation], lease: lease, now: fixture.now)
    #expect(result.badReceipts == 1 && result.accepted == 0)
    #expect(try fixture.ledger.nextTurn(limit: 10).operations == [operation])
    #expect(try fixture.ledger.receipts().isEmpty)
    #expect(try fixture.ledger.alarms().map(\.code) == [LedgerAlarm.Code.badReceipt])
  }

  @Test("each row gets its own answer; one bad row does not stop the rest")
  func rowByRow() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let operations = try ["2022-09", "2022-10", "2022-11", "2022-12", "2023-01"].map {
      try fixture.save($0, 30_000).operation
    }
    var theirs = try fixture.report("2022-11", 31_000)
    theirs.openDays = nil
    let head = ReportOperation(
      id: OperationID(at: fixture.now), report: theirs, recordedAt: fixture.now, source: .imported)
    let outcomes = [
      OperationOutcome(
        id: operations[0].id, verdict: .accepted, receipt: try fixture.receipt(for: operations[0], position: 8)),
      OperationOutcome(id: operations[1].id, verdict: .refused, problem: RowProblem(code: "period_closed")),
      OperationOutcome(
        id: operations[2].id, verdict: .conflict,
        head: HeadChange(operation: head, revision: 1, feedPosition: 3, receipt: nil)),
      OperationOutcome(id: operations[3].id, verdict: .later, problem: RowProblem(code: "busy")),
    ]
    let lease = try fixture.lease()
    let result = try fixture.ledger.record(
      fixture.answer(outcomes, cursor: 8), to: operations, lease: lease, now: fixture.now)
    #expect((result.accepted, result.refused, result.conflicts) == (1, 1, 1))
    #expect(result.postponed == [operations[3].id, operations[4].id])
    #expect(
      try fixture.ledger.months().map(\.state) == [.acknowledged, .refused, .conflict, .waiting, .waiting])
    let conflict = try #require(try fixture.ledger.month(operations[2].report.month))
    #expect(conflict.held?.operation == head)
    #expect(conflict.undecided.map(\.operation) == [operations[2]])
  }

  @Test("a conflict is decided by a new figure on HQ's, or by keeping HQ's; nothing is deleted")
  func decisions() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    for month in ["2022-11", "2022-12"] {
      let mine = try fixture.save(month, 30_000).operation
      let head = ReportOperation(
        id: OperationID(at: fixture.now), report: try fixture.report(month, 31_000), recordedAt: fixture.now)
      let outcome = OperationOutcome(
        id: mine.id, verdict: .conflict,
        head: HeadChange(operation: head, revision: 1, feedPosition: 3, receipt: nil))
      let lease = try fixture.lease()
      _ = try fixture.ledger.record(fixture.answer([outcome]), to: [mine], lease: lease, now: fixture.now)
      try fixture.ledger.release(lease)
      if month == "2022-11" {
        let decided = try fixture.save(month, 30_000, because: "我的对")
        #expect(decided.operation.predecessor == head.id)
        #expect(try fixture.ledger.month(mine.report.month)?.state == .waiting)
      } else {
        try fixture.ledger.keepHeld(mine.report.month, now: fixture.now)
        #expect(try fixture.ledger.month(mine.report.month)?.state == .acknowledged)
      }
      #expect(try fixture.ledger.month(mine.report.month)?.revisions.map(\.operation).contains(mine) == true)
    }
  }

  @Test("a refused first report can be reported again")
  func refusedAgain() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let first = try fixture.save("2023-02", 33_000).operation
    let lease = try fixture.lease()
    let outcome = OperationOutcome(id: first.id, verdict: .refused, problem: RowProblem(code: "before_opening"))
    _ = try fixture.ledger.record(fixture.answer([outcome]), to: [first], lease: lease, now: fixture.now)
    #expect(try fixture.ledger.month(first.report.month)?.current.progress == .refused("before_opening"))
    let second = try fixture.save("2023-02", 32_000).operation
    #expect(second.predecessor == nil)
    #expect(try fixture.ledger.nextTurn(limit: 10).operations == [second])
  }

  @Test("history of HQ is added once, and other figures under a known id are never taken")
  func changes() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let imported = ReportOperation(
      id: OperationID(at: fixture.now), report: try fixture.report("2022-01", 20_000), recordedAt: fixture.now,
      source: .imported)
    let change = HeadChange(operation: imported, revision: 1, feedPosition: 5, receipt: nil)
    var forged = change
    forged.operation.report.turnover = Money(fen: 1)
    let lease = try fixture.lease()
    for (changes, learnt) in [([change], 1), ([change], 0), ([forged], 0)] {
      let result = try fixture.ledger.record(
        fixture.answer([], changes: changes, cursor: 5), to: [], lease: lease, now: fixture.now)
      #expect(result.learnt == learnt)
    }
    #expect(try fixture.ledger.months().map(\.current.operation) == [imported])
    #expect(try fixture.ledger.alarms().map(\.code) == [LedgerAlarm.Code.otherFigures])
    #expect(try fixture.ledger.enrollment()?.cursor == 5)
  }

  @Test("a lost answer is made up by the feed, when its receipt is good")
  func feedAcknowledges() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let mine = try fixture.save("2023-02", 33_000).operation
    let lease = try fixture.lease()
    for (receipt, waiting) in [
      (nil, 1), (try fixture.receipt(for: mine, position: 1, key: Curve25519.Signing.PrivateKey()), 1),
      (try fixture.receipt(for: mine, position: 1), 0),
    ] {
      let change = HeadChange(operation: mine, revision: 1, feedPosition: 1, receipt: receipt)
      _ = try fixture.ledger.record(
        fixture.answer([], changes: [change], cursor: 1), to: [], lease: lease, now: fixture.now)
      #expect(try fixture.ledger.waitingCount() == waiting)
    }
  }

  @Test("after a change of HQ's key, new receipts and old ones verify")
  func keyRotation() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-01", 30_000)
    try fixture.acceptAll()
    let operation = try fixture.save("2023-02", 33_000).operation
    let new = Curve25519.Signing.PrivateKey()
    let lease = try fixture.lease()
    let outcome = OperationOutcome(
      id: operation.id, verdict: .accepted, receipt: try fixture.receipt(for: operation, position: 2, key: new))
    let result = try fixture.ledger.record(
      fixture.answer(
        [outcome], keys: [new], successions: [KeySuccession(from: fixture.key, to: new.publicKey, at: fixture.now)]),
      to: [operation], lease: lease, now: fixture.now)
    #expect(result.accepted == 1)
    let keys = try fixture.ledger.receiptKeys()
    #expect(keys.count == 2)
    #expect(try fixture.ledger.receipts().filter { $0.isGood(under: keys) }.count == 2)
  }

  @Test("a key that no pinned key signed for is not believed, however it is announced")
  func forgedSuccession() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let operation = try fixture.save("2023-02", 33_000).operation
    let new = Curve25519.Signing.PrivateKey()
    var bent = try KeySuccession(from: fixture.key, to: Curve25519.Signing.PrivateKey().publicKey, at: fixture.now)
    bent.next = ReceiptKey(new.publicKey)
    let foreign = try KeySuccession(from: .init(), to: new.publicKey, at: fixture.now)
    var renamed = foreign
    renamed.previous = ReceiptKey.identifier(of: fixture.key.publicKey)
    for statements in [
      [], [bent], [foreign], [renamed], [try KeySuccession(from: new, to: new.publicKey, at: fixture.now)],
    ] {
      let outcome = OperationOutcome(
        id: operation.id, verdict: .accepted, receipt: try fixture.receipt(for: operation, position: 1, key: new))
      let lease = try fixture.lease()
      let result = try fixture.ledger.record(
        fixture.answer([outcome], keys: [new], successions: statements), to: [operation], lease: lease,
        now: fixture.now)
      try fixture.ledger.release(lease)
      #expect(result.accepted == 0 && result.badReceipts == 1)
    }
    #expect(try fixture.ledger.receiptKeys() == [ReceiptKey(fixture.key.publicKey)])
    #expect(try fixture.ledger.waitingCount() == 1)
  }

  @Test("totals that differ raise an alarm that agreement settles")
  func totals() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-02", 33_000)
    try fixture.acceptAll()
    let wrong = YearTotal(year: 2023, count: 1, fen: 3_300_001)
    let right = YearTotal(year: 2023, count: 1, fen: 3_300_000)
    let difference = try fixture.ledger.compareTotals(with: [wrong], now: fixture.now)
    #expect(difference == [TotalsDifference(year: 2023, here: right, there: wrong)])
    #expect(try fixture.ledger.alarms().map(\.code) == [LedgerAlarm.Code.totalsDiffer])
    #expect(try fixture.ledger.compareTotals(with: [right], now: fixture.now).isEmpty)
    #expect(try fixture.ledger.alarms().isEmpty)
  }

  @Test("what HQ lost in a restore is sent again under its old identity")
  func refill() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let kept = try fixture.save("2023-01", 30_000).operation
    let lost = try fixture.save("2023-02", 33_000).operation
    try fixture.acceptAll()
    #expect(try fixture.ledger.nextTurn(limit: 10).witness?.operation == lost.id)
    #expect(try fixture.ledger.startOver(now: fixture.now) == 2)
    let again = try fixture.ledger.nextTurn(limit: 10)
    #expect(again.operations == [kept, lost])
    #expect(again.witness == nil)
    #expect(again.cursor == 0)
    #expect(again.held.isEmpty)
    try fixture.acceptAll()
    #expect(try fixture.ledger.waitingCount() == 0)
    #expect(try fixture.ledger.heldTotals() == [YearTotal(year: 2023, count: 2, fen: 6_300_000)])
  }

  @Test("the entry of the audit chain is kept and given back with the cursor, and forgotten when all begins anew")
  func chainLink() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    func heard(_ link: AuditLink?, cursor: Int64) throws -> SyncTurn {
      let lease = try fixture.lease()
      defer { try? fixture.ledger.release(lease) }
      _ = try fixture.ledger.record(
        fixture.answer([], cursor: cursor, chainLink: link), to: [], lease: lease, now: fixture.now)
      return try fixture.ledger.nextTurn(limit: 10)
    }
    #expect(try fixture.ledger.nextTurn(limit: 10).chainLink == nil)
    let first = AuditLink(number: 7, digest: "07")
    let turn = try heard(first, cursor: 5)
    #expect(turn.cursor == 5 && turn.chainLink == first)
    // An HQ that does not tell: the entry of another cursor would be wrong.
    #expect(try heard(nil, cursor: 6).chainLink == nil)
    let last = AuditLink(number: 9, digest: "09")
    #expect(try heard(last, cursor: 8).chainLink == last)
    #expect(try fixture.reopened().nextTurn(limit: 10).chainLink == last)
    _ = try fixture.ledger.startOver(now: fixture.now)
    let again = try fixture.ledger.nextTurn(limit: 10)
    #expect(again.cursor == 0 && again.chainLink == nil)
  }

  @Test("an answer that comes after the lease was lost changes nothing")
  func leaseLost() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let operation = try fixture.save("2023-02", 33_000).operation
    let lease = try fixture.lease()
    try fixture.ledger.release(lease)
    let outcome = OperationOutcome(
      id: operation.id, verdict: .accepted, receipt: try fixture.receipt(for: operation, position: 1))
    #expect(throws: LedgerProblem.leaseLost) {
      try fixture.ledger.record(fixture.answer([outcome]), to: [operation], lease: lease, now: fixture.now)
    }
    #expect(try fixture.ledger.waitingCount() == 1)
  }

  @Test(
    "revisions, receipts and answers cannot be changed or deleted, not even by SQL",
    arguments: [
      "revision", "receipt", "acknowledgement",
    ])
  func appendOnly(_ table: String) throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-02", 33_000)
    try fixture.acceptAll()
    let other = try DatabaseQueue(path: fixture.path)
    #expect(throws: DatabaseError.self) { try other.write { try $0.execute(sql: "DELETE FROM \(table)") } }
    #expect(throws: DatabaseError.self) {
      try other.write { try $0.execute(sql: "UPDATE \(table) SET operation = 'x'") }
    }
  }
}
