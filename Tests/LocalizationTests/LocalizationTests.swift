import Localization
import SnackChain
import Testing

@Suite("Words and figures")
struct LocalizationTests {
  @Test(
    "the language is the one asked for, then the environment's, then Chinese",
    arguments: [
      (["x", "--lang", "en"], ["LANG": "zh_CN.UTF-8"], Language.en), (["x", "--lang=zh"], ["LANG": "en_US"], .zhHans),
      (["x"], ["LANG": "en_US.UTF-8"], .en), (["x"], ["LC_ALL": "zh_CN", "LANG": "en_US"], .zhHans),
      (["x"], [:], .zhHans),
      (["x"], ["LANG": "C.UTF-8"], .zhHans), (["x", "--lang"], [:], .zhHans),
    ] as [([String], [String: String], Language)])
  func chosen(arguments: [String], environment: [String: String], language: Language) {
    #expect(Language.chosen(arguments: arguments, environment: environment) == language)
  }

  @Test(
    "a browser's languages are weighed",
    arguments: [
      (nil, Language.zhHans), ("en-US,en;q=0.9", .en), ("fr,en;q=0.3,zh;q=0.8", .zhHans), ("en;q=0.2, zh;q=0.1", .en),
      ("xx", .zhHans),
    ] as [(String?, Language)])
  func accepted(header: String?, language: Language) {
    #expect(Language.accepted(header) == language)
  }

  @Test(
    "large amounts are said in 万 and 亿, and exactly in English",
    arguments: [
      (3_300_000, "3.3 万元", "CNY 33,000"), (12_345_670, "12.346 万元", "CNY 123,457"),
      (124_000_000_000, "12.4 亿元", "CNY 1,240,000,000"), (99_949, "999 元", "CNY 999"),
      (-3_300_000, "-3.3 万元", "-CNY 33,000"),
    ] as [(Int64, String, String)])
  func rounded(fen: Int64, zh: String, en: String) {
    let message = Message.roundedMoney(Money(fen: fen))
    #expect(message.zh == zh)
    #expect(message.en == en)
  }

  @Test("growth carries its sign, and nothing is shown as nothing")
  func growth() {
    #expect(Message.growth(0.2134).zh == "+21.3%")
    #expect(Message.growth(-0.05).zh == "-5.0%")
    #expect(Message.growth(nil).zh == "—")
    #expect(Message.growth(.nan).zh == "—")
    #expect(Message.share(0.615).en == "61.5%")
    #expect(Message.count(30_000).en == "30,000")
  }

  @Test("stores that sent the same photograph are named, as many as one can read")
  func sharedPhotographs() throws {
    let digest = try #require(EvidenceDigest(String(repeating: "ab", count: 32)))
    let stores = try (1...7).map { try #require(StoreCode("S\($0)")) }
    func text(_ stores: [StoreCode], _ elsewhere: Int = 0) -> Message? {
      .hqSharedPhotographs([SharedPhotograph(digest: digest, stores: stores, elsewhere: elsewhere)])
    }
    #expect(Message.hqSharedPhotographs([]) == nil)
    #expect(text([stores[0]])?.zh == "1 张照片也由 S1 发来过，请核对原图")
    #expect(text(stores)?.en == "1 photograph was also sent by S1, S2, S3, S4, S5 and 2 more: look at the originals")
    #expect(text(stores)?.zh == "1 张照片也由 S1、S2、S3、S4、S5 等 7 家门店发来过，请核对原图")
    #expect(text([], 1)?.zh == "1 张照片也由您地区以外的门店发来过，请核对原图")
    let both = "1 photograph was also sent by S1, and by stores outside your regions: look at the originals"
    #expect(text([stores[0]], 2)?.en == both)
    #expect(text([stores[0]], 2)?.zh == "1 张照片也由 S1 和您地区以外的门店发来过，请核对原图")
    #expect(text(stores, 2)?.zh == "1 张照片也由 S1、S2、S3、S4、S5 等 7 家门店和您地区以外的门店发来过，请核对原图")
  }

  @Test("what came from outside cannot steer the terminal")
  func visible() {
    #expect("a\u{1B}[2Jb".visible == "a\\u{1b}[2Jb")
    #expect("嵊州\u{202E}x".visible == "嵊州\\u{202e}x")
    #expect(String(repeating: "长", count: 500).visible.count == 121)
  }
}
