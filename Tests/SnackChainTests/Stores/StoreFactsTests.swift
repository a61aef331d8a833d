import SnackChain
import Testing

@Suite("Stores and their facts")
struct StoreFactsTests {
  @Test(
    "credit codes are checked by GB 32100",
    arguments: [
      ("11330683002585014B", true), ("91350100M000100Y4Z", false), ("", false), ("1133068300258501IB", false),
    ])
  func creditCodes(code: String, valid: Bool) {
    #expect(CreditCode.isValid(code) == valid)
  }

  @Test(
    "food licences are checked by MOD 11,10",
    arguments: [
      ("JY11108071215650", true), ("JY13101060025900", true), ("JY13301080111719", true), ("JY21117021542763", true),
      ("JY21117021542764", false), ("JY2111702154276", false), ("XX11108071215650", false),
      ("ＪＹ１１１０８０７１２１５６５０", true),
    ])
  func foodLicences(number: String, valid: Bool) {
    #expect(FoodLicence.isValid(number) == valid)
  }

  @Test("a county lies within its city and province")
  func regions() throws {
    let county = try #require(RegionCode("330683"))
    #expect(county.province.description == "330000")
    #expect(county.city.description == "330600")
    #expect(county.level == .county)
    #expect(county.isWithin(county.province) && county.isWithin(county.city) && county.isWithin(county))
    #expect(!county.isWithin(try #require(RegionCode("330100"))))
    for text in ["", "33068", "3306833", "a30683", "030683"] { #expect(RegionCode(text) == nil) }
  }

  @Test(
    "a store code has one spelling and no room for tricks",
    arguments: ["", "a b", "店", "x\u{0}", String(repeating: "x", count: 33), "a/b"])
  func storeCodes(text: String) {
    #expect(StoreCode(text) == nil)
  }

  @Test("a report is due from the month of opening to the month of closing")
  func due() throws {
    let store = Store(
      code: try #require(StoreCode("S1")), names: DatedFacts(), regions: DatedFacts(),
      opened: CalendarDay("2022-03-31"), closed: CalendarDay("2022-06-01"))
    let due = (1...12).filter { YearMonth(year: 2022, month: $0).map(store.isDue) ?? false }
    #expect(due == [3, 4, 5, 6])
  }

  @Test("a dated fact recorded later changes the past only for who knows of it")
  func datedFacts() throws {
    let first = try #require(CalendarDay("2022-01-01"))
    let later = try #require(CalendarDay("2022-06-01"))
    var facts = DatedFacts([Dated("old", validFrom: first, recordedAt: 1)])
    facts.insert(Dated("moved", validFrom: later, recordedAt: 9))
    facts.insert(Dated("corrected", validFrom: first, recordedAt: 12))
    #expect(facts.value(on: first, asOf: 1) == "old")
    #expect(facts.value(on: first) == "corrected")
    #expect(facts.value(on: later, asOf: 8) == "old")
    #expect(facts.value(on: later) == "moved")
    #expect(facts.value(on: first.adding(days: -1)) == nil)
  }

  @Test("a suspension or revocation ends the standing from its date, and a reinstatement begins it anew")
  func standing() throws {
    func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
    let history = StandingHistory([
      StandingEvent(.certified, effective: try day("2022-03-10"), recordedAt: 1),
      StandingEvent(.suspended, effective: try day("2022-08-01"), recordedAt: 5),
      StandingEvent(.certified, effective: try day("2022-10-01"), recordedAt: 6),
      StandingEvent(.revoked, effective: try day("2023-01-15"), recordedAt: 7),
    ])
    #expect(
      history.certifiedIntervals() == [
        CertifiedInterval(from: try day("2022-03-10"), until: try day("2022-08-01")),
        CertifiedInterval(from: try day("2022-10-01"), until: try day("2023-01-15")),
      ])
    #expect(history.certifiedIntervals(asOf: 4) == [CertifiedInterval(from: try day("2022-03-10"), until: nil)])
    #expect(history.standing(on: try day("2022-03-09")) == .outside)
    #expect(history.standing(on: try day("2022-08-01")) == .suspended)
    #expect(history.standing(on: try day("2023-02-01"), asOf: 6) == .certified)
    #expect(history.firstCertified()?.description == "2022-03-10")
  }
}
