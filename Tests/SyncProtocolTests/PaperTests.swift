import Crypto
import SnackChain
import SyncProtocol
import Testing

@Suite("Papers that HQ signs")
struct PaperTests {
  private let key = Curve25519.Signing.PrivateKey()

  private func statement() throws -> TurnoverStatement {
    let store = try #require(StoreCode("S1"))
    let heads = try (0..<14).map { offset in
      let month = try #require(YearMonth("2022-01")).adding(months: offset)
      let report = MonthlyReport(
        store: store, month: month, turnover: offset == 3 ? .zero : Money(fen: 3_300_000 + Int64(offset)),
        openDays: offset == 3 ? 0 : 25, reason: offset == 3 ? .holiday : nil)
      return (report: report, revision: 1, position: Int64(offset + 10))
    }
    return try #require(TurnoverStatement(store: store, heads: heads))
  }

  @Test("a statement holds the last twelve months and reads back from what is scanned")
  func scanning() throws {
    let signed = try statement().signed(with: key)
    #expect(signed.lines.count == 12 && signed.dataVersion == 23)
    let read = try #require(TurnoverStatement(scanText: signed.scanText))
    #expect(read == signed)
    #expect(read.isSigned(byOneOf: [ReceiptKey(key.publicKey)]))
  }

  @Test("any changed digit of what is scanned is refused")
  func changes() throws {
    let text = try statement().signed(with: key).scanText
    let keys = [ReceiptKey(key.publicKey)]
    var refused = 0
    for index in text.indices where text[index].isASCII && text[index].isNumber {
      var forged = text
      let digit = text[index].wholeNumberValue ?? 0
      forged.replaceSubrange(index...index, with: "\((digit + 1) % 10)")
      let isGood = TurnoverStatement(scanText: forged)?.isSigned(byOneOf: keys) ?? false
      #expect(!isGood, "\(forged)")
      refused += 1
    }
    #expect(refused > 150)
  }

  @Test("a paper of one kind does not pass for another, nor one of another key")
  func kinds() throws {
    let signed = try statement().signed(with: key)
    var answer = BundleAnswer(device: "d", response: signed.canonicalText)
    answer.keyID = signed.keyID
    answer.signature = signed.signature
    #expect(!answer.isSigned(byOneOf: [ReceiptKey(key.publicKey)]))
    #expect(!signed.isSigned(byOneOf: [ReceiptKey(Curve25519.Signing.PrivateKey().publicKey)]))
  }

  @Test("every figure of the published effect is under its signature")
  func effect() throws {
    let keys = [ReceiptKey(key.publicKey)]
    let figures = try #require(
      ProgrammeEffect.Figures(likeliest: 0.12, low: 0.11, high: 0.13, confidence: 0.95))
    let effect = ProgrammeEffect(
      month: try #require(YearMonth("2023-02")), publishedOn: try #require(CalendarDay("2023-03-05")), stores: 3512,
      figures: figures, isSynthetic: true)
    let signed = try EffectPaper(effect, statement: "ab", dataVersion: 7).signed(with: key)
    #expect(signed.isSigned(byOneOf: keys))
    func forged(_ change: (inout EffectPaper) -> Void) -> Bool {
      var paper = signed
      change(&paper)
      return paper.isSigned(byOneOf: keys)
    }
    let higher = ProgrammeEffect.Figures(likeliest: 0.12, low: 0.11, high: 0.1301, confidence: 0.95)
    let (month, day) = (effect.month, effect.publishedOn)
    let changes: [(YearMonth, CalendarDay, Int, ProgrammeEffect.Figures?, Bool)] = [
      (month.next, day, 3512, figures, true), (month, day.adding(days: 1), 3512, figures, true),
      (month, day, 3513, figures, true), (month, day, 3512, higher, true), (month, day, 3512, nil, true),
      (month, day, 3512, figures, false),
    ]
    for (month, day, stores, figures, isSynthetic) in changes {
      let other = ProgrammeEffect(
        month: month, publishedOn: day, stores: stores, figures: figures, isSynthetic: isSynthetic)
      #expect(!forged { $0.effect = other })
    }
    #expect(!forged { $0.dataVersion = 8 })
    #expect(!forged { $0.statement = "ac" })
  }

  @Test("check codes are read as people type them")
  func codes() throws {
    let code = try statement().checkCode
    #expect(CheckCode.normalized(code.lowercased().replacing("-", with: " ")) == CheckCode.normalized(code))
    #expect(CheckCode.normalized("oIl-0") == "0110")
  }
}
