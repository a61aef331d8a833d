import Foundation
import Testing

@Suite("Panels that are not quite right")
struct PanelRefusalTests {
  private static let header = "unit,time,cohort,y,x"

  /// Two treated and two controls over three periods, on lines 2 to 13.
  private static let good = [
    "a,2021,2022,10,1", "a,2022,2022,14,1", "a,2023,2022,17,1", "b,2021,2022,20,2", "b,2022,2022,22,2",
    "b,2023,2022,27,2", "c,2021,0,5,1", "c,2022,0,6,1", "c,2023,0,6,1", "d,2021,,8,3", "d,2022,,8,3", "d,2023,,10,3",
  ]

  private func run(_ rows: [String], _ more: [String] = [], language: String = "en") throws -> Program.Result {
    let folder = try TemporaryFolder()
    let file = try folder.file("panel.csv", ([Self.header] + rows).joined(separator: "\n") + "\n")
    return try Program.headquarters.run(
      all: [
        "uplift", "--panel", file, "--unit", "unit", "--time", "time", "--cohort", "cohort", "--value", "y", "--format",
        "json", "--lang", language,
      ] + more)
  }

  @Test("a good panel is estimated, by integers and by months alike")
  func good() throws {
    let result = try run(Self.good)
    try #require(result.status == 0, "\(result.stderr)")
    let cells = try #require(try result.json()["group_time"] as? [[String: Any]])
    #expect(cells.compactMap { $0["att"] as? Double } == [2.5, 5.5])
    let months = Self.good.map { row in
      var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      fields[1] = "2022-\(fields[1].suffix(2) == "21" ? "11" : fields[1].suffix(2) == "22" ? "12" : "13")"
        .replacingOccurrences(of: "2022-13", with: "2023-01")
      if fields[2] == "2022" { fields[2] = "2022-12" }
      return fields.joined(separator: ",")
    }
    let again = try run(months)
    try #require(again.status == 0, "\(again.stderr)")
    let labelled = try #require(try again.json()["group_time"] as? [[String: Any]])
    #expect(labelled.compactMap { $0["att"] as? Double } == [2.5, 5.5])
    #expect(labelled.compactMap { $0["time"] as? String } == ["2022-12", "2023-01"])
  }

  /// Rows to add, and what each language must say beside the line.
  static let refusals: [(rows: [String], line: Int?, en: String, zh: String)] = [
    (["a,2022,2022,1,1"], 14, "is there already, on line 3", "已经有一行（第 3 行）"),
    (["e,2021,0,abc,1"], 14, "is not a number", "不是数字"),
    (["e,2021,0,NaN,1"], 14, "is not finite", "不是有限的数"),
    (["e,2021,0,inf,1"], 14, "is not finite", "不是有限的数"),
    (["e,2021,0,1e999,1"], 14, "is not finite", "不是有限的数"),
    (["e,yesterday,0,1,1"], 14, "neither a whole number nor a month", "既不是整数也不是"),
    (["e,2021-05,0,1,1"], 14, "is written unlike the others", "与前面的写法不同"),
    (["e,2021,soon,1,1"], 14, "neither a whole number nor a month", "既不是整数也不是"),
    (["c,2024,2023,1,1"], 14, "has another cohort than on line 8", "与第 8 行不同"),
    ([",2021,0,1,1"], 14, "is empty", "没有填"),
  ]

  @Test("a row that cannot be is refused with its line and the reason, in both languages", arguments: refusals.indices)
  func refused(_ place: Int) throws {
    let refusal = Self.refusals[place]
    for (language, reason, line) in [("en", refusal.en, "Line 14"), ("zh-Hans", refusal.zh, "第 14 行")] {
      let result = try run(Self.good + refusal.rows, language: language)
      #expect(result.status == 65)
      #expect(result.stdout.isEmpty)
      #expect(result.stderr.contains(reason), "\(result.stderr)")
      #expect(result.stderr.contains(line), "\(result.stderr)")
    }
  }

  @Test("a panel that cannot be compared is refused by name, in both languages")
  func nothingToCompare() throws {
    let cases: [(rows: [String], en: String, zh: String)] = [
      (Self.good.filter { $0.contains(",2021,") }, "a single period (2021)", "只有一期（2021）"),
      (Array(Self.good.prefix(6)), "nobody to compare with", "没有可以对照的单位"),
      (Array(Self.good.suffix(6)), "Nobody is treated after the first period", "第一期之后没有任何单位受处理"),
      ([], "no row that can be used", "没有可以用的数据"),
    ]
    for (rows, en, zh) in cases {
      for (language, reason) in [("en", en), ("zh-Hans", zh)] {
        let result = try run(rows, language: language)
        #expect(result.status == 65, "\(en)")
        #expect(result.stderr.contains(reason), "\(result.stderr)")
      }
    }
  }

  @Test("what is treated in a documented way is counted and said, in both languages")
  func counted() throws {
    let rows =
      Self.good + [
        "early,2021,2020,3,1", "early,2022,2020,9,1", "first,2021,2021,3,1", "first,2022,2021,4,1", "zero,2021,0,0,1",
        "zero,2022,0,-3,1", "gap,2021,0,,1", "gap,2022,0,4,1",
      ]
    for (language, words) in [
      ("en", ["2 units treated at or before the first period", "2 rows of zero or less", "1 rows without a value"]),
      ("zh-Hans", ["2 个单位在第一期或之前就已受处理", "2 行的数值不大于零", "1 行没有数值"]),
    ] {
      let result = try run(rows, ["--log"], language: language)
      #expect(result.status == 0, "\(result.stderr)")
      for word in words { #expect(result.stderr.contains(word), "\(result.stderr)") }
      let left = try #require(try result.json()["left_out"] as? [String: Any])
      #expect(left["alwaysTreated"] as? Int ?? left["always_treated"] as? Int == 2)
    }
  }

  @Test("a covariate that is text, missing or changing is refused or counted")
  func covariates() throws {
    let text = try run(Self.good + ["e,2021,0,1,tall"], ["--covariates", "x"])
    #expect(text.status == 65)
    #expect(text.stderr.contains("Line 14"))
    let empty = try run(Self.good + ["e,2021,0,1,"], ["--covariates", "x"])
    #expect(empty.status == 65)
    #expect(empty.stderr.contains("Line 14"))
    let unknown = try run(Self.good, ["--covariates", "height"])
    #expect(unknown.status == 65)
    #expect(unknown.stderr.contains("height"))
  }

  @Test("a unit in two clusters is refused, and bands by cluster are the same for the same seed")
  func clusters() throws {
    let arguments = ["--cluster", "x", "--bands", "99", "--band-seed", "3"]
    let good = try run(Self.good, arguments)
    try #require(good.status == 0, "\(good.stderr)")
    let bands = try #require(try good.json()["bands"] as? [String: Any])
    #expect(bands["draws"] as? Int == 99)
    #expect(bands["cluster"] as? String == "x")
    #expect(try run(Self.good, arguments).stdout == good.stdout)
    let bad = try run(Self.good + ["a,2024,2022,17,5"], arguments)
    #expect(bad.status == 65)
    #expect(bad.stderr.contains("Line 14: a has another cluster than on line 2"), "\(bad.stderr)")
    #expect(try run(Self.good, ["--bands", "3"]).status == 64)
  }

  @Test("a column that is not there, a file that is not there and options that are missing are told apart")
  func usage() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("panel.csv", "unit,time,y\na,1,2\n")
    let column = try Program.headquarters.run(
      "uplift", "--panel", file, "--unit", "unit", "--time", "time", "--cohort", "g", "--value", "y")
    #expect(column.status == 65)
    #expect(column.stderr.contains("g"))
    let missing = try Program.headquarters.run(
      "uplift", "--panel", folder.path("nowhere.csv"), "--unit", "unit", "--time", "time", "--cohort", "g", "--value",
      "y")
    #expect(missing.status == 66)
    #expect(try Program.headquarters.run("uplift", "--panel", file).status == 64)
    #expect(try Program.headquarters.run("uplift", "--panel", file, "--month", "2023-02").status == 64)
  }
}
