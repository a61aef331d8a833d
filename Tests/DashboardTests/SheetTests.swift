import CentralLedger
import HTTPTypes
import Localization
import SnackChain
import Testing

@testable import Dashboard

@Suite("Tables")
struct SheetTests {
  @Test("page, CSV and JSON hold the same rows, sorted and narrowed by the same address")
  func agree() async throws {
    let test = try await DashboardUnderTest()
    let query = "?sort=turnover_fen&order=desc&region=330000"
    let page = try await test.ask("/stores" + query)
    let csv = try await test.ask("/stores.csv" + query)
    let json = try await test.ask("/stores.json" + query)
    let codes = csv.body.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[0] }
    #expect(codes == ["T109", "T106", "T103", "T112"])
    #expect(codes.count == 4)
    for code in codes {
      #expect(page.body.contains("/stores/\(code)\""))
      #expect(json.body.contains("\"store\":\"\(code)\""))
    }
    #expect(json.body.contains("\"count\":4"))
    #expect(json.headers[.contentType] == "application/json")
  }

  @Test("a workbook is a workbook, and says from what it was made")
  func workbook() async throws {
    let test = try await DashboardUnderTest()
    let answer = try await test.ask("/regions.xlsx")
    #expect(answer.status == 200)
    #expect(answer.body.hasPrefix("PK"))
    #expect(answer.headers[.named("Data-Version")] == String(try await test.ledger.dataVersion()))
    #expect(answer.headers[.contentDisposition]?.contains(".xlsx") == true)
  }

  @Test("cells are sorted by what they mean, and what is not known comes last either way", arguments: [false, true])
  func order(descending: Bool) {
    let cells: [PageCell] = [.money(300), .none, .money(100), .money(20_000)]
    let sorted = cells.sorted { PageCell.isOrdered($0, $1, descending: descending) }
    let wanted: [PageCell] =
      descending
      ? [.money(20_000), .money(300), .money(100), .none] : [.money(100), .money(300), .money(20_000), .none]
    #expect(sorted == wanted)
  }

  @Test("a formula in a name is text in a CSV file")
  func formulas() throws {
    let sheet = Sheet(
      "main", .webStores, columns: [.init("name", .hqFactName)], rows: .all([[.text("=1+1")], [.text("@x")]]))
    let file = SheetFile(
      selection: SheetSelection(sheet, try SheetRequest(PageQuery(), for: sheet)), dataVersion: 1, isSynthetic: false,
      language: .en, address: "/")
    #expect(String(decoding: file.csv(0..<2), as: UTF8.self) == "'=1+1\r\n'@x\r\n")
  }

  @Test("an address survives being taken apart and put together", arguments: ["嵊州 +&=%", "a b", "é", "100%"])
  func queries(value: String) throws {
    let address = PageQuery([.init(name: "q", value: value)]).address("/stores")
    let text = String(try #require(address.split(separator: "?").last))
    #expect(try PageQuery(encoded: text)["q"] == value)
  }
}
