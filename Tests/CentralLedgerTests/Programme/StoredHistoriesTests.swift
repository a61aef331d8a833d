import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Random histories in the ledger")
struct StoredHistoriesTests {
  /// SplitMix64, so that a failure can be played again by its seed.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  @Test(
    "the ledger lets in what the domain lets in, and its standings say what its events say", arguments: Engine.allCases)
  func agree(_ engine: Engine) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = Seeded(state: seed)
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      let rows = try (0..<40).map {
        StoreRow(line: $0, code: try store("R\($0)"), name: "R", region: try #require(RegionCode("330683")))
      }
      _ = try await test.ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
      for row in rows {
        var history = ProgrammeHistory(store: row.code)
        for _ in 0..<16 {
          let entry = try Self.attempt(way, history, store: row.code, using: &random)
          let recording = try await way.record(entry)
          let context = ProgrammeContext(book: way.book, today: test.clock.now.dayInChina)
          let event = try Self.event(entry, book: way.book, recordedAt: recording.dataVersion)
          do throws(ProgrammeRefusal) {
            try history.record(event, context: context)
            #expect(recording.outcomes[0].isKept, "seed \(seed): \(recording.outcomes[0])")
          } catch {
            #expect(recording.outcomes == [.refused(error)], "seed \(seed)")
          }
        }
        let found = try #require(try await test.ledger.store(row.code, asOf: nil))
        let read = try #require(try await test.ledger.programme(of: row.code, asOf: nil, access: way.association))
        #expect(read.history.path() == history.path(), "seed \(seed)")
        let versions = history.events.map(\.recordedAt) + [0, read.dataVersion]
        for _ in 0..<20 {
          let day = try way.day("2020-01-01").adding(days: Int.random(in: -30...2_000, using: &random))
          let version = versions[Int.random(in: 0..<versions.count, using: &random)]
          #expect(
            found.standing.standing(on: day, asOf: version) == history.standing(on: day, asOf: version),
            "\(row.code) on \(day) at \(version), seed \(seed)")
        }
      }
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the chain is broken, seed \(seed)")
        return
      }
    }
  }

  /// A step that usually suits the stage, usually later than all before.
  private static func attempt(
    _ way: ProgrammeUnderTest, _ history: ProgrammeHistory, store: StoreCode, using random: inout Seeded
  ) throws -> ProgrammeEntry {
    let last = try history.events.last?.effective ?? way.day("2020-01-01")
    let isLate = Int.random(in: 0..<5, using: &random) == 0
    let day = last.adding(days: Int.random(in: isLate ? -60...0 : 0...30, using: &random))
    let state = history.state(on: day)
    let kinds = StageTable.steps(from: Bool.random(using: &random) ? state.stage : .certified)
    let context = ProgrammeContext(book: way.book, today: day)
    let end = context.certificateEnd(for: state, on: day)
    let step: ProgrammeStep
    switch kinds.randomElement(using: &random) ?? .apply {
    case .passInspection, .decidePass:
      return .inspection(InspectionReport(inspection: try way.inspection(store.description, day.description)))
    case .failInspection, .decideFail:
      return .inspection(
        InspectionReport(inspection: try way.inspection(store.description, day.description, failing: ["licence"])))
    case .accept: step = .accept(promise: PaperPromise(papers: ["lease"], due: day.adding(days: 20)))
    case .certify: step = .certify(until: end)
    case .renew: step = .renew(until: end)
    case .reviewDocuments: step = .reviewDocuments
    case .beginRefit: step = .beginRefit
    case .finishRefit: step = .finishRefit
    case .answerRectification: step = .answerRectification(evidence: [])
    case .keepPromise: step = .keepPromise
    case .suspend: step = .suspend(reason: "x")
    case .reinstate: step = .reinstate
    case .transfer: step = .transfer(owner: "x")
    case .revoke: step = .revoke(reason: "x")
    case .withdraw: step = .withdraw(reason: "x")
    case .decline: step = .decline(reason: "x")
    case .carryOver: step = .carryOver(tier: .model, until: day.adding(days: 300))
    case .apply, .move, .termEnd, .promiseBreach: step = .apply(tier: .model)
    }
    return try way.request(store.description, step, day.description)
  }

  private static func event(
    _ entry: ProgrammeEntry, book: StandardBook, recordedAt version: Int64
  ) throws -> ProgrammeEvent {
    switch entry {
    case .step(let request):
      ProgrammeEvent(
        id: request.id, store: request.store, step: request.step, effective: try #require(request.effective),
        recordedAt: version, recordedBy: "hq:test")
    case .inspection(let report):
      ProgrammeEvent(
        id: report.inspection.id, store: report.inspection.store,
        step: .inspect(try book.outcome(of: report.inspection)), effective: report.inspection.day, recordedAt: version,
        recordedBy: "hq:test")
    }
  }
}
