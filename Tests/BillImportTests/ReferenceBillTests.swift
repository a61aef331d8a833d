import BillImport
import Foundation
import SnackChain
import Testing

@Suite("The reference bills")
struct ReferenceBillTests {
  static func file(_ name: String) throws -> BillFile {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return BillFile(path: folder.appendingPathComponent(name).path)
  }

  @Test(
    "of a person's WeChat bill only the payment by code is counted",
    arguments: ["wechat-personal.csv", "wechat-personal.xlsx"])
  func weChat(name: String) throws {
    let preview = BillImport.preview([try Self.file(name)])
    #expect(preview.refused.isEmpty)
    #expect(preview.countedMonths.map(\.month.description) == ["2020-11"])
    let month = try #require(preview["2020-11"])
    #expect(month.turnover == Money(fen: 2300))
    #expect(month.orders == 1)
    #expect(month.openDaysSeen == 1)
    // By hand from the file: two purchases of 12.00 on one day, a red packet of 0.35, the owner's own funds.
    #expect(preview["2021-12"]?.left(.purchase) == [2, 2400])
    #expect(preview["2019-09"]?.left(.redPacket) == [1, 35])
    #expect(preview["2020-02"]?.left(.ownFunds) == [4, 1_563_601])
    #expect(preview["2021-10"]?.left(.purchase) == [1, 224_346])
    #expect(preview.warnings.contains { if case .statedRowsDiffer(_, _, 27) = $0 { true } else { false } })
  }

  @Test("of a person's Alipay bill in GB18030 nothing is counted, and every row is accounted for")
  func alipay() throws {
    let preview = BillImport.preview([try Self.file("alipay-personal.csv")])
    #expect(preview.refused.isEmpty)
    #expect(preview.countedMonths.isEmpty)
    #expect(preview.months.flatMap(\.leftOut).reduce(0) { $0 + $1.count } == 10)
    #expect(preview["2023-01"]?.left(.transfer) == [1, 22_222_850])
    #expect(preview["2023-01"]?.left(.cancelled) == [2, 13_200])
    #expect(preview["2023-02"]?.left(.purchaseRefund) == [1, 1603])
    #expect(preview.warnings.contains(.nothingCounted(file: "alipay-personal.csv")))
  }

  @Test("the transfer counts where the owner says that it was for goods")
  func confirmed() throws {
    var options = ImportOptions()
    options.countsTransfers = true
    let preview = BillImport.preview([try Self.file("alipay-personal.csv")], options: options)
    #expect(preview.countedMonths.map(\.turnover.fen) == [22_222_850])
  }

  @Test("the same bill as CSV and as workbook counts once, in any order")
  func both() throws {
    let files = try ["wechat-personal.csv", "wechat-personal.xlsx", "alipay-personal.csv"].map(Self.file)
    let alone = BillImport.preview([files[0], files[2]])
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2, 1, 0]] {
      let preview = BillImport.preview(order.map { files[$0] })
      #expect(preview.months == alone.months)
    }
  }

  @Test("a missing file is refused with the system's reason and the others stand")
  func missing() throws {
    let preview = BillImport.preview([BillFile(path: "/nowhere/a.csv"), try Self.file("wechat-personal.csv")])
    #expect(preview.refused.map(\.problem) == [.unreadable(code: ENOENT)])
    #expect(preview["2020-11"]?.turnover == Money(fen: 2300))
  }
}
