import Foundation
import Testing

@Suite("What the next step is worth, as owners are told")
struct WorthTests {
  @Test("nothing before anything is published, then the published interval, and the place in the waiting list")
  func worth() throws {
    let folder = try TemporaryFolder()
    let database = folder.path("hq.sqlite")
    func hq(_ arguments: String...) throws -> Program.Result {
      let result = try Program.headquarters.run(all: arguments + ["--database", "sqlite:" + database])
      #expect(result.status == 0, "\(arguments): \(result.stderr)")
      return result
    }
    _ = try hq("demo", "--stores", "900", "--seed", "3")
    let listed = try hq("standard", "waiting", "--lottery-seed", "7", "--format", "csv").stdout
    let waiting = listed.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    try #require(waiting.count > 2)
    let store = waiting[1][1]
    let server = try RunningServer(database: database)
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    let invite = try #require(try hq("stores", "invite", store, "--format", "json").json()["code"] as? String)
    #expect(try owner.run("join", server.address, invite).status == 0)
    #expect(try owner.run("sync").status == 0)
    #expect(try owner.run("standard", "--lang", "en").stdout.contains("has published nothing yet"))
    #expect(try owner.run("standard", "--format", "json").json()["effect"] is NSNull)

    let published = try hq("uplift", "--month", "2023-02", "--format", "json").json()
    _ = try hq("uplift", "publish", folder.path("2023-02.json"), "--month", "2023-02")
    _ = try hq("standard", "waiting", "--lottery-seed", "7", "--publish")
    let causal = try #require(published["causal"] as? [String: Any])
    let interval = try #require(causal["effect_interval"] as? [String: Any])
    let (low, high) = (try #require(interval["low"] as? Double), try #require(interval["high"] as? Double))
    #expect((published["headline"] as? [String: Any])?["value"] is Double)
    #expect(try owner.run("sync").status == 0)
    let told = try owner.run("standard", "--format", "json").json()
    let paper = try #require(told["effect"] as? [String: Any])
    let effect = try #require(paper["effect"] as? [String: Any])
    let figures = try #require(effect["figures"] as? [String: Int])
    #expect(figures["low"] == Int((low * 10_000).rounded(.down)))
    #expect(figures["high"] == Int((high * 10_000).rounded(.down)))
    #expect(effect["synthetic"] as? Bool == true)
    #expect(effect["stores"] as? Int == causal["treated"] as? Int)
    let programme = try #require(told["programme"] as? [String: Any])
    #expect(programme["waiting_place"] as? Int == 2)
    #expect(programme["waiting_total"] as? Int == waiting.count)
    for (language, words) in [("zh-Hans", "（模拟数据）"), ("en", "(synthetic data)")] {
      let shown = try owner.run("standard", "--lang", language).stdout
      #expect(shown.contains(words), "\(shown)")
      #expect(low > 0 ? shown.contains("+") : !shown.contains("20%"), "\(shown)")
    }

    #expect(server.terminate() == 0)
    #expect(try hq("audit", "verify").status == 0)
  }
}
