import CentralLedger
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import PanelFeed
import SeedData
import SnackChain
import Synchronization
import Testing

@testable import Dashboard

/// A dashboard over a small real ledger in a folder that goes away with the test.
final class DashboardUnderTest: Sendable {
  let ledger: any CentralLedger
  let dashboard: Dashboard
  let clock: TestClock
  private let folder: URL

  /// Twelve stores in three provinces, two years of reports; one store has no report of the last month.
  init(signedInAs desk: Bool = false) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dashboard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clock = TestClock()
    self.clock = clock
    var options = LedgerOptions()
    options.clock = { clock.now }
    ledger = try await CentralLedgers.open(
      "sqlite:" + folder.appending(path: "hq.sqlite").path(percentEncoded: false), .createIfMissing, options: options)
    try await Self.fill(ledger)
    let access: any VisitorAccess = desk ? SignInDesk(ledger: ledger, clock: { clock.now }) : OpenAccess(as: .demo)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    dashboard = try Dashboard(
      ledger: ledger, feed: PanelFeed(ledger), seeds: .embedded, access: access, clock: { clock.now }, logger: logger)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let months = ClosedMonths()

  private static func fill(_ ledger: any CentralLedger) async throws {
    let regions = ["330683", "310101", "440106"]
    var rows: [StoreRow] = []
    for number in 1...12 {
      rows.append(
        StoreRow(
          line: number, code: try code(number), name: number == 1 ? "<script>alert(1)</script>" : "示范店\(number)",
          region: try #require(RegionCode(regions[number % 3])), opened: CalendarDay("2019-01-01"), closed: nil,
          certified: number <= 4 ? CalendarDay("2022-06-01") : nil, tier: nil, form: .familyStore))
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
    let index = try await ledger.storeIndex()
    var batch = ReportImportBatch(index: index, expecting: 300)
    for number in 1...12 {
      let place = try #require(index.place(of: try code(number)))
      for month in months.range where !(number == 12 && month == months.range.upperBound) {
        batch.append(
          ReportImportRow(
            line: batch.rows.count + 1, store: place, month: month,
            turnover: Money(fen: 3_000_000 + Int64(number) * 10_000 + Int64(month.index % 12) * 1_000), openDays: 28))
      }
    }
    _ = try await ledger.importReports(
      batch, options: ReportImportOptions(actor: "test", listLimit: 0), progress: nil)
  }

  static func code(_ number: Int) throws -> StoreCode { try #require(StoreCode("T\(100 + number)")) }

  /// One answer.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: String
    /// What a browser would send back.
    var cookies: String {
      headers[values: .setCookie].map { $0.split(separator: ";")[0] }.joined(separator: "; ")
    }
  }

  /// Asks for an address as a browser on this machine does, or over TLS from another address.
  func ask(
    _ address: String, _ method: HTTPRequest.Method = .get, form: String? = nil, cookie: String? = nil,
    origin: String? = "http://hq", accept: String = "text/html", more: HTTPFields = [:], from peer: String = "127.0.0.1"
  ) async throws -> Answer {
    let response = await begin(
      address, method, form: form, cookie: cookie, origin: origin, accept: accept, more: more, from: peer)
    let collected = CollectedBody()
    try await response.body.write(collected)
    return Answer(status: response.status.code, headers: response.headers, body: collected.text)
  }

  /// The beginning of an answer, before its body is made.
  func begin(
    _ address: String, _ method: HTTPRequest.Method = .get, form: String? = nil, cookie: String? = nil,
    origin: String? = "http://hq", accept: String = "text/html", more: HTTPFields = [:], from peer: String = "127.0.0.1"
  ) async -> Response {
    var head = HTTPRequest(method: method, scheme: "http", authority: "hq", path: address, headerFields: more)
    head.headerFields[.accept] = accept
    head.headerFields[.acceptLanguage] = "en"
    if let cookie { head.headerFields[.cookie] = cookie }
    if form != nil {
      head.headerFields[.contentType] = "application/x-www-form-urlencoded"
      head.headerFields[.origin] = origin
    }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: form ?? "")))
    return await dashboard.answer(request, from: peer, isSecure: peer != "127.0.0.1", id: "test")
  }
}

/// A clock that stands until it is moved.
final class TestClock: Sendable {
  private let moment = Mutex(Timestamp(milliseconds: 1_678_000_000_000))
  var now: Timestamp { moment.withLock { $0 } }
  func move(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// The months of the reports: February 2021 to February 2023.
struct ClosedMonths: Sendable {
  let range = YearMonth(index: 2021 * 12 + 1)...YearMonth(index: 2023 * 12 + 1)
}

private final class CollectedBody: ResponseBodyWriter {
  private var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }
  func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
