import BillImport
import Testing

@Suite("Anything at all thrown at the readers")
struct FuzzTests {
  static func seeds() throws -> [[UInt8]] {
    let merchant = Array(
      BillMaking.weChatMerchant([
        BillMaking.sale(1, "2023-02-01 00:00:00", 1250), BillMaking.refund(1, "2023-02-02 00:00:00", 250),
      ]).utf8)
    return [
      merchant,
      Array(
        BillMaking.weChatPersonal([("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301")]).utf8),
      BillMaking.alipayPersonal([("2023-02-03 08:01:00", "其他", "收钱码收款", "收入", "12.50", "交易成功", "2023020322")]),
      BillMaking.alipayMerchant(
        [("交易", "2023-02-03 08:00:00", "12.50", "2023020322001", "")], sales: (1, 1250), refunds: (0, 0)),
      Array(PlatformBillTests.meituanOrders.utf8),
      BillMaking.gb18030(PlatformBillTests.elemeDaily),
      try PlatformBillTests.meituanSettlement(),
      try ZipMaking.archive([.init(name: Array("a.csv".utf8), bytes: merchant)]),
      try Compressed.gzip(String(decoding: merchant, as: UTF8.self)),
    ]
  }

  @Test("mutated bills never crash the readers, and every file is either read or refused", arguments: 0..<8)
  func mutations(seed: Int) throws {
    var random = SplitMix(state: UInt64(9000 + seed))
    let seeds = try Self.seeds()
    for _ in 0..<400 {
      var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
        case 4:
          let piece = seeds[Int.random(in: 0..<seeds.count, using: &random)]
          let from = Int.random(in: 0..<piece.count, using: &random)
          bytes.insert(contentsOf: piece[from..<min(piece.count, from + 30)], at: at)
        default: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
      }
      let preview = BillImport.preview(name: "f", bytes: bytes)
      #expect(preview.files.count + preview.refused.count == 1)
      if !preview.refused.isEmpty { #expect(preview.months.isEmpty) }
    }
  }
}
