import Foundation
import SeedData
import SnackChain
import Testing

@Suite("Seed data")
struct SeedDataTests {
  @Test(
    "Shengzhou is 330683 and has its full name",
    arguments: [
      ("330683", "浙江省绍兴市嵊州市"), ("310115", "上海市浦东新区"), ("330000", "浙江省"), ("441900", "广东省东莞市"),
      ("659001", "新疆维吾尔自治区自治区直辖县级行政区划石河子市"), ("710000", "台湾省"),
    ])
  func fullNames(code: String, name: String) throws {
    let region = try #require(RegionCode(code))
    #expect(try Seeds.embedded.regions().fullName(of: region) == name)
  }

  @Test("every division has the divisions above it")
  func parents() throws {
    let table = try Seeds.embedded.regions()
    let today = try #require(CalendarDay("2026-01-01"))
    for region in table.all where region.isValid(on: today) {
      #expect(table[region.code.city] != nil, "\(region.code)")
      #expect(table[region.code.province] != nil, "\(region.code)")
    }
    #expect(table.all.count { $0.code.level == .province } == 34)
    #expect(table.all.count { $0.code.level == .county && $0.isValid(on: today) } > 2_800)
  }

  @Test("a retired code is known, with the days on which it was valid")
  func retired() throws {
    let table = try Seeds.embedded.regions()
    let xiacheng = try #require(RegionCode("330103").flatMap { table[$0] })
    #expect(xiacheng.name == "下城区")
    #expect(xiacheng.isValid(on: try #require(CalendarDay("2020-06-01"))))
    #expect(!xiacheng.isValid(on: try #require(CalendarDay("2022-06-01"))))
  }

  @Test("New Year's days are known", arguments: [(2022, "2022-02-01"), (2023, "2023-01-22"), (2027, "2027-02-06")])
  func springFestivals(year: Int, day: String) throws {
    let table = try Seeds.embedded.springFestivals()
    #expect(table[year]?.newYear.description == day)
    #expect(table[1999] == nil)
  }

  @Test("measures say how they are computed, in both languages")
  func measures() throws {
    let table = try Seeds.embedded.measures()
    for key in [
      "turnover", "due", "reported", "response_rate", "year_on_year", "ratio_of_sums", "mean_of_ratios",
      "median_of_ratios", "raw_uplift", "gap", "causal", "upgraded", "standardised", "others",
    ] {
      let measure = try #require(table[key], "\(key)")
      #expect(!measure.definition.zh.isEmpty && !measure.definition.en.isEmpty)
    }
    #expect(table["unheard_of"] == nil)
  }

  @Test("published figures carry their source and date")
  func published() throws {
    let figures = try Seeds.embedded.publishedFigures()
    let exact = try #require(figures.first { $0.key == "standardised_stores_exact" })
    #expect(exact.value == 3_512)
    #expect(exact.asOf == "2023-02-23")
    #expect(figures.allSatisfy { !$0.source.isEmpty })
  }

  @Test("shares of the demo chain's regions add up to all of it, and none lies in a retired county")
  func demo() throws {
    let demo = try Seeds.embedded.demo()
    let table = try Seeds.embedded.regions()
    #expect(abs(demo.regions.reduce(0) { $0 + $1.share } - 100) < 0.2)
    #expect(demo.regions.allSatisfy { table[$0.code]?.validUntil == nil })
    #expect(demo.certifiedOf30000 == 3_512)
  }

  @Test(
    "the checklist of each tier has critical items and evidence, and a flagship is asked most",
    arguments: [Tier.model, .convenience])
  func checklists(tier: Tier) throws {
    let standard = try #require(try Seeds.embedded.standards().versions.first)
    let items = standard.checklist(for: tier)
    #expect(items.contains { $0.isCritical })
    #expect(items.allSatisfy { !$0.evidence.isEmpty && $0.weight > 0 })
    #expect(items.count < standard.checklist(for: .flagship).count)
  }

  @Test("every product has a recipe with grams, and the bun its minutes of steaming")
  func recipes() throws {
    let standard = try #require(try Seeds.embedded.standards().versions.first)
    for product in standard.products {
      #expect(product.recipe.contains { $0.kind == .ingredient && ($0.grams ?? 0) > 0 }, "\(product.id)")
    }
    let bun = try #require(standard.products.first { $0.id == "xiaolongbao" })
    #expect(bun.recipe.last?.minutes == 7)
    #expect(standard.basis == .ownDefault)
  }

  @Test("the grades are those of the national scheme, to the critical item")
  func grades() throws {
    let standard = try #require(try Seeds.embedded.standards().versions.first)
    #expect(
      standard.scoring.grades.map { [$0.leastScore.hundredths, $0.mostCriticalFailed] }
        == ScoringScheme.national.grades.map { [$0.leastScore.hundredths, $0.mostCriticalFailed] })
    #expect(standard.scoring.grades.map(\.id) == ScoringScheme.national.grades.map(\.id))
  }

  @Test("the standard's deadlines are data, and say what the program takes without them")
  func terms() throws {
    let book = try Seeds.embedded.standards()
    #expect(book.versions.map(\.terms) == [StandardTerms()])
  }

  @Test("the embedded files are those of the folder Seeds")
  func embedded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Seeds").path
    let fromFolder = try Seeds(folder: folder)
    #expect(try fromFolder.regions().all == Seeds.embedded.regions().all)
    #expect(try fromFolder.measures().all == Seeds.embedded.measures().all)
    #expect(try fromFolder.demo() == Seeds.embedded.demo())
    #expect(try fromFolder.standards() == Seeds.embedded.standards())
    #expect(try fromFolder.publishedFigures() == Seeds.embedded.publishedFigures())
    for file in SeedFile.allCases {
      #expect(FileManager.default.fileExists(atPath: folder + "/" + file.rawValue), "\(file.rawValue)")
    }
  }
}
