import CentralLedger
import SnackChain
import SyncProtocol
import Testing

/// A small chain whose stores are driven through the programme: S1 and S2 in Zhejiang, S3 in Guangdong.
struct ProgrammeUnderTest {
  let ledger: any CentralLedger
  let clock: TestClock
  let book: StandardBook
  let association = Access.administrator("hq:test")

  init(_ test: LedgerUnderTest) async throws {
    ledger = test.ledger
    clock = test.clock
    book = StandardBook([try Self.version("1", from: "2019-01-01", items: ["licence", "sign", "tools"])])
    let rows = try [("S1", "330683"), ("S2", "330683"), ("S3", "440305")].enumerated().map { number, store in
      StoreRow(
        line: number + 2, code: try CentralLedgerTests.store(store.0), name: store.0,
        region: try #require(RegionCode(store.1)))
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
  }

  func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  /// A version whose first item is critical.
  func version(_ name: String, from day: String, items: [String]) throws -> StandardVersion {
    try Self.version(name, from: day, items: items)
  }

  private static func version(_ name: String, from day: String, items: [String]) throws -> StandardVersion {
    let wording = Wording(zh: "项", en: "item")
    return StandardVersion(
      version: name, validFrom: try #require(CalendarDay(day)), title: wording,
      checklist: items.enumerated().map { place, id in
        ChecklistItem(id: id, section: "x", question: wording, weight: 10, isCritical: place == 0, evidence: [.photo])
      })
  }

  func request(_ store: String, _ step: ProgrammeStep, _ day: String) throws -> ProgrammeEntry {
    .step(
      StepRequest(
        id: OperationID(at: clock.now), store: try CentralLedgerTests.store(store), step: step,
        effective: try self.day(day))
    )
  }

  func record(_ entries: ProgrammeEntry..., as access: Access? = nil) async throws -> ProgrammeRecording {
    try await ledger.record(entries, seeds: book, access: access ?? association)
  }

  /// An inspection of all items of version 1.
  func inspection(
    _ store: String, _ day: String, failing failed: Set<String> = [], by inspector: String = "wang",
    purpose: InspectionPurpose = .acceptance, evidence: [EvidenceDigest] = []
  ) throws -> Inspection {
    Inspection(
      id: OperationID(at: clock.now), store: try CentralLedgerTests.store(store), tier: .model, purpose: purpose,
      version: "1", day: try self.day(day), inspectors: [inspector], isSignedByOwner: true,
      results: (book["1"]?.checklist ?? []).map {
        ItemResult(item: $0.id, verdict: failed.contains($0.id) ? .fail : .pass, evidence: evidence)
      })
  }

  /// From application to the day before acceptance.
  func reachAcceptance(_ store: String) async throws {
    let recording = try await record(
      request(store, .apply(tier: .model), "2020-01-10"), request(store, .accept(promise: nil), "2020-01-20"),
      request(store, .reviewDocuments, "2020-02-01"), request(store, .beginRefit, "2020-02-10"),
      request(store, .finishRefit, "2020-03-01"))
    let lost = recording.outcomes.filter { !$0.isKept }
    try #require(lost.isEmpty, "\(lost)")
  }

  /// From application to a certificate from 2020-03-15 until 2023-03-15.
  func reachCertificate(_ store: String) async throws {
    try await reachAcceptance(store)
    let recording = try await record(
      .inspection(InspectionReport(inspection: inspection(store, "2020-03-10"))),
      request(store, .certify(until: try day("2023-03-15")), "2020-03-15"))
    let lost = recording.outcomes.filter { !$0.isKept }
    try #require(lost.isEmpty, "\(lost)")
  }
}
