import CentralLedger
import SnackChain
import Testing

@Suite("Regions of an account in queries")
struct ScopeTests {
  private static let regions = ["330683", "330106", "330000", "440305", "441900", "110105"]

  @Test(
    "a query within regions gives what one that reads all would keep, whatever moved when and was told late",
    arguments: Engine.allCases)
  func agrees(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      var generator = SystemRandomNumberGenerator()
      let today = test.clock.now.dayInChina
      // Each round states another region from another day, in the past and to come, in any order.
      for round in 0..<5 {
        let rows = try (0..<40).map { number in
          let region = Self.regions.randomElement(using: &generator) ?? "330683"
          return StoreRow(
            line: number, code: try store("R\(number)"), name: "R", region: try #require(RegionCode(region)),
            validFrom: today.adding(days: round == 0 ? -900 : Int.random(in: -400...60, using: &generator)))
        }
        _ = try await test.ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
      }
      for number in stride(from: 0, to: 40, by: 3) {
        _ = try await way.record(try way.request("R\(number)", .apply(tier: .model), "2020-03-01"))
      }
      let all = try await programmes(test.ledger, way.association)
      #expect(all.count == 43)
      for text in ["33", "44,11", "3301", "330683,440305", "3306"] {
        let scope = try #require(RegionScope(text))
        let access = Access(name: "station", role: .station, scope: scope)
        let wanted = all.filter { scope.contains($0.store.regions.value(on: today)) }
        let found = try await programmes(test.ledger, access)
        #expect(found.map(\.store) == wanted.map(\.store), "\(text)")
        #expect(found.map { $0.history.path() } == wanted.map { $0.history.path() }, "\(text)")
        let table = try await test.ledger.standingTable(asOf: nil, access: access).value
        #expect(table.stores == wanted.map(\.store.code), "\(text)")
        for one in all {
          let seen = try await test.ledger.programme(of: one.store.code, asOf: nil, access: access)
          #expect((seen != nil) == wanted.contains { $0.store.code == one.store.code }, "\(one.store.code) in \(text)")
        }
      }
    }
  }

  @Test("tasks, complaints and decisions of stores elsewhere are not read", arguments: Engine.allCases)
  func notes(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      for (number, code) in ["S1", "S3"].enumerated() {
        let store = try store(code)
        _ = try await test.ledger.plan(InspectionTask(store: store, purpose: .spotCheck), access: way.association)
        let id = OperationID(high: 9, low: UInt64(number))
        _ = try await test.ledger.record(
          Complaint(id: id, store: store, day: try way.day("2020-03-01"), text: "x"), access: way.association)
      }
      let access = Access(name: "station", role: .station, scope: try #require(RegionScope("33")))
      #expect(try await test.ledger.openTasks(of: nil, access: access).map(\.store) == [try store("S1")])
      #expect(try await test.ledger.visitNotes(asOf: nil, access: access).complaints.keys.sorted() == [try store("S1")])
      #expect(try await test.ledger.openTasks(of: nil, access: way.association).count == 2)
      #expect(try await test.ledger.visitNotes(asOf: nil, access: way.association).complaints.count == 2)
      let nowhere = Access(name: "nobody", role: .station, scope: RegionScope([RegionCode]()))
      #expect(try await test.ledger.openTasks(of: nil, access: nowhere).isEmpty)
      #expect(try await programmes(test.ledger, nowhere).isEmpty)
    }
  }

  private func programmes(_ ledger: any CentralLedger, _ access: Access) async throws -> [StoreProgramme] {
    try await ledger.reduceProgrammes(asOf: nil, access: access, into: [StoreProgramme]()) { found, batch in
      found += batch
      return .next
    }.value
  }
}
