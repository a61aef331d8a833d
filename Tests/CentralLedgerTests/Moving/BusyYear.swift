import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import Testing

extension LedgerUnderTest {
  /// A bit of everything that a chain does, so that every table has rows: figures, conflicts, papers, people, the
  /// programme with photographs, owners' answers, visits, messages, hand-overs.
  ///
  /// Adds the stores S1, S2 and S3 with the programme, and `others`.
  func spendABusyYear(stores others: [String] = ["S4"]) async throws {
    let way = try await ProgrammeUnderTest(self)
    _ = try await ledger.importStores(
      try others.map { try row($0, certified: "2022-05-01") }, options: RegisterImportOptions(actor: "test"))
    try await report()
    let device = try await handleDevices()
    try await keepPapers(way)
    try await inspect(way, device: device)
    let wang = try #require(AccountName("王督导"))
    let inspector = Position(role: .inspector, scope: .everywhere)
    _ = try await ledger.recordPosition(
      inspector, of: wang, validFrom: try way.day("2020-01-01"), note: "x", access: way.association)
    try await ledger.setProof("scrypt", .password, of: wang, access: way.association)
    _ = try await ledger.useCodeStep(7, of: wang)
    try await ledger.beginSession(
      SignInSession(tokenDigest: "ab", account: wang, began: clock.now, lastUsed: clock.now))
    _ = try await ledger.plan(
      InspectionTask(store: try store("S1"), purpose: .spotCheck, inspector: wang, due: try way.day("2023-05-01")),
      access: way.association)
    _ = try await ledger.makeBundle(
      for: wang, stores: [try store("S2")], seeds: way.book, access: way.association)
    _ = try await ledger.adopt(
      try way.version("2", from: "2023-06-01", items: ["licence", "film"]), seeds: way.book, access: way.association)
    _ = try await ledger.recordStatement(
      StatementDraft(
        kind: "tongbiao-uplift-1", month: try #require(YearMonth("2023-01")), dataVersion: 3, programVersion: "0.1.0",
        inputsDigest: "ab", content: "{}\n"), actor: "hq:test")
    let month = try #require(YearMonth("2022-10"))
    _ = try await ledger.decidePeriod(
      PeriodDecision(month: month, kind: .closed, reason: "paid", access: .administrator("clerk")))
    // What was only heard goes with the next group.
    _ = try await submit(operation("S3", "2022-12", yuan: 9_100))
  }

  private func report() async throws {
    let first = try operation("S1", "2023-01", yuan: 30_000)
    let line = RequestLine(turn: "00000000000000aa", after: nil)
    _ = try await ledger.submit(
      Submission(store: first.report.store, device: "d1", operations: [first], line: line))
    _ = try await submit(first)
    _ = try await submit(operation("S1", "2023-01", yuan: 31_000, after: first.id))
    _ = try await submit(operation("S1", "2023-01", yuan: 32_000))
    _ = try await importReports(["S1", "S2", "S3"].map { "\($0) 2022-11 20000 20" })
    _ = try await importReports(["S1", "S2", "S3"].map { "\($0) 2022-11 21000 20" })
  }

  private func handleDevices() async throws -> Device {
    let association = Access.administrator("hq:test")
    func join(_ code: String, key: UInt8) async throws -> Device {
      let invite = try await ledger.makeInvite(for: store(code), actor: "clerk")
      return try await ledger.join(
        code: invite.code, publicKey: Array(repeating: key, count: 32), deviceName: "tab\tline\nend\r")
    }
    let device = try await join("S2", key: 7)
    let other = try await join("S3", key: 8)
    _ = try await ledger.makeRecoveryCode(for: store("S2"), device: device.id)
    _ = try await ledger.handOver(store("S3"), access: association)
    _ = try await ledger.sendMessage("过年好", to: [store("S1"), store("S2")], region: nil, access: association)
    await ledger.noteContact(device: device.id, skewMilliseconds: 7)
    await ledger.noteTotals(
      of: other.id, store: try store("S3"), believed: [YearTotal(year: 2022, count: 1, fen: 5)])
    return device
  }

  private func keepPapers(_ way: ProgrammeUnderTest) async throws {
    let id = { OperationID(at: clock.now) }
    _ = try await ledger.record(
      VisitOverruling(
        id: id(), store: store("S1"), decision: .notBefore(try way.day("2023-06-01")), reason: "x", decidedBy: "wang",
        effective: try way.day("2023-01-01"), recordedAt: 0), access: way.association)
    _ = try await ledger.record(
      Complaint(id: id(), store: store("S1"), day: try way.day("2023-01-02"), text: "不干净"), access: way.association)
  }

  /// S1 is certified, S2 fails and its owner answers with a photograph, S3 is inspected twice with other results.
  private func inspect(_ way: ProgrammeUnderTest, device: Device) async throws {
    try await way.reachCertificate("S1")
    try await way.reachAcceptance("S2")
    let photo = EvidenceFile(
      digest: try #require(EvidenceDigest(String(repeating: "ab", count: 32))), media: "image/jpeg", bytes: 9,
      pixels: .init(width: 3, height: 4))
    let failed = try way.inspection("S2", "2020-03-10", failing: ["licence"], evidence: [photo.digest])
    #expect(
      try await way.record(.inspection(InspectionReport(inspection: failed, evidence: [photo]))).outcomes[0].isKept)
    let answer = RectificationOperation(
      id: OperationID(at: clock.now), store: try store("S2"), inspection: failed.id,
      items: [RectifiedItem(item: "licence", note: "好了", evidence: [photo.digest])], recordedAt: clock.now)
    try await ledger.noteSent(photo, by: device)
    let answered = try await ledger.answer([answer], of: device, seeds: way.book)
    #expect(answered.first?.receipt != nil, "\(answered)")
    try await way.reachAcceptance("S3")
    let seen = try await ledger.dataVersion()
    let reports = [
      InspectionReport(inspection: try way.inspection("S3", "2020-03-10", by: "wang"), seen: seen, bundle: "b1"),
      InspectionReport(
        inspection: try way.inspection("S3", "2020-03-11", failing: ["licence"], by: "li"), seen: seen, bundle: "b2"),
    ]
    for report in reports { _ = try await way.record(.inspection(report)) }
    _ = try await ledger.decide(
      keep: reports[0].inspection.id, of: store("S3"), reason: "x", seeds: way.book, access: way.association)
  }
}
