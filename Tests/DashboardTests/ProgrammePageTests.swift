import CentralLedger
import Foundation
import SeedData
import SnackChain
import Testing

@testable import Dashboard

@Suite("The programme's pages")
struct ProgrammePageTests {
  private struct Table: Decodable {
    let count: Int
    let rows: [[String: Cell]]

    enum Cell: Decodable, Hashable {
      case number(Double), text(String), nothing

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
          self = .nothing
        } else if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
  }

  private func table(_ test: DashboardUnderTest, _ address: String) async throws -> Table {
    let answer = try await test.ask(address)
    try #require(answer.status == 200, "\(address): \(answer.body.prefix(300))")
    return try JSONDecoder().decode(Table.self, from: Data(answer.body.utf8))
  }

  /// One store on its way: applied, accepted, reviewed, refitted, and waiting.
  private func begin(_ test: DashboardUnderTest, store number: Int = 5) async throws {
    let steps: [ProgrammeStep] = [
      .apply(tier: .convenience), .accept(promise: nil), .reviewDocuments, .beginRefit, .finishRefit,
    ]
    let first = try #require(CalendarDay("2023-01-10"))
    let entries = try steps.enumerated().map { place, step in
      ProgrammeEntry.step(
        StepRequest(
          id: OperationID(at: test.clock.now.adding(seconds: Int64(place))), store: try DashboardUnderTest.code(number),
          step: step, effective: first.adding(days: place)))
    }
    let recording = try await test.ledger.record(
      entries, seeds: try Seeds.embedded.standards(), access: .administrator("test"))
    #expect(recording.outcomes.count { $0.isKept } == 5, "\(recording.outcomes)")
  }

  @Test("a photograph that another store sent too is a warning on the store's page, in both languages")
  func sharedPhotographs() async throws {
    let test = try await DashboardUnderTest()
    let digest = try #require(EvidenceDigest(String(repeating: "ab", count: 32)))
    let photograph = EvidenceFile(digest: digest, media: "image/jpeg", bytes: 9)
    for number in [5, 6] {
      try await begin(test, store: number)
      let invite = try await test.ledger.makeInvite(for: DashboardUnderTest.code(number), actor: "clerk")
      let device = try await test.ledger.join(
        code: invite.code, publicKey: Array(repeating: UInt8(number), count: 32), deviceName: "x")
      try await test.ledger.noteSent(photograph, by: device)
    }
    let month = DashboardUnderTest.months.range.upperBound
    func page(_ number: Int, _ language: String) async throws -> String {
      try await test.ask("/stores/T10\(number)?month=\(month)&lang=\(language)").body
    }
    #expect(try await page(5, "zh-Hans").contains("1 张照片也由 T106 发来过，请核对原图"))
    #expect(try await page(6, "en").contains("1 photograph was also sent by T105: look at the originals"))
    #expect(try await !page(7, "zh-Hans").contains("照片重复"))
  }

  @Test("the six counts are the ledger's, and behind each are exactly as many stores")
  func counts() async throws {
    let test = try await DashboardUnderTest()
    try await begin(test)
    let month = DashboardUnderTest.months.range.upperBound
    let counts = try await test.ledger.programmeCounts(
      of: month, asOf: nil, estimated: nil, access: .administrator("test"))
    let rows = try await table(test, "/programme.json?month=\(month)").rows
    for count in ProgrammeCount.allCases {
      let row = try #require(rows.first { $0["count"] == .text(count.rawValue) })
      #expect(row["stores"] == .number(Double(counts[count])), "\(count)")
      let stores = try await table(test, "/programme/stores.json?month=\(month)&count=\(count.rawValue)")
      #expect(stores.count == counts[count] && stores.rows.count == counts[count], "\(count)")
    }
    #expect(counts[.reporting] == 11 && counts[.applied] == 5)
  }

  @Test("a store that waits for its inspection is in the queue, in its stage, and shows its way")
  func waiting() async throws {
    let test = try await DashboardUnderTest()
    try await begin(test)
    let month = DashboardUnderTest.months.range.upperBound
    let queue = try await table(test, "/programme.json?month=\(month)&table=main&reason=inspection_due")
    #expect(queue.rows.map { $0["store"] } == [.text("T105")])
    let stage = try await table(test, "/programme/stores.json?month=\(month)&stage=awaiting_acceptance")
    #expect(stage.rows.map { $0["store"] } == [.text("T105")])
    let way = try await table(test, "/stores/T105.json?month=\(month)&table=programme")
    #expect(
      way.rows.map { $0["step"] }
        == ["apply", "accept", "review_documents", "begin_refit", "finish_refit"].map {
          .text($0)
        })
    let before = try await table(test, "/programme/stores.json?month=2022-12&stage=awaiting_acceptance")
    #expect(before.count == 0, "a month before it began")
  }

  @Test(
    "what cannot be asked for is told",
    arguments: [
      ("/programme?reason=boredom", 400), ("/programme/stores?count=all", 400), ("/programme/stores?stage=x", 400),
      ("/programme/stores?region=999999", 404), ("/programme?month=2023-13", 400), ("/programme?as-of=99999", 404),
      ("/programme/stores?page=1000000000", 404), ("/why?region=abc", 400),
    ])
  func refused(address: String, status: Int) async throws {
    let test = try await DashboardUnderTest()
    #expect(try await test.ask(address).status == status)
  }
}
