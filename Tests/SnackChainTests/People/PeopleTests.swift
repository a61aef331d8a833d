import SnackChain
import Testing

@Suite("People")
struct PeopleTests {
  @Test(
    "regions are typed as prefixes, and one within another says nothing more",
    arguments: [
      ("all", "all"), ("33", "330000"), ("3306", "330600"), ("330683", "330683"), ("3306,44", "330600,440000"),
      ("３３０６、44", "330600,440000"), ("33,3306,330683", "330000"),
    ])
  func scopes(typed: String, read: String) throws {
    #expect(try #require(RegionScope(typed)).description == read)
  }

  @Test("what is no list of codes is refused", arguments: ["", "3", "33x", "33,", "0306", "33068", "全国"])
  func badScopes(typed: String) {
    #expect(RegionScope(typed) == nil)
  }

  @Test(
    "a scope holds its divisions and what lies within them",
    arguments: [
      ("all", "110101", true), ("33", "330683", true), ("3306", "330683", true), ("330683", "330683", true),
      ("330683", "330681", false), ("3306", "330700", false), ("44", "330683", false),
    ])
  func contains(scope: String, region: String, holds: Bool) throws {
    let scope = try #require(RegionScope(scope))
    let region = try #require(RegionCode(region))
    #expect(scope.contains(region) == holds)
    // Queries ask by ranges of numbers: they have to say the same.
    #expect((scope.codeRanges?.contains { $0.contains(region.number) } ?? true) == holds)
    #expect(scope.contains(nil) == (scope == .everywhere))
  }

  @Test("names are plain", arguments: ["wang", "王督导", "li.na-2"])
  func names(text: String) { #expect(AccountName(text)?.description == text) }

  @Test("names that could mislead are refused", arguments: ["", "a", "a b", "a\u{202E}b", "x@y", "Ａb"])
  func badNames(text: String) { #expect(AccountName(text) == nil) }

  @Test("an account is what its latest position of the day says, as far as was known")
  func positions() throws {
    let wang = try #require(AccountName("wang"))
    let first = try #require(CalendarDay("2023-01-01"))
    let later = try #require(CalendarDay("2023-03-01"))
    let inspector = Position(role: .inspector, scope: try #require(RegionScope("3306")))
    var account = Account(name: wang)
    account.record(inspector, validFrom: first, recordedAt: 1)
    account.record(nil, validFrom: later, recordedAt: 5)
    #expect(account.position(on: first.adding(days: -1)) == nil)
    #expect(account.position(on: first) == inspector)
    #expect(account.position(on: later) == nil)
    #expect(account.position(on: later, asOf: 4) == inspector)
    #expect(account.access(on: first, via: "hq:root")?.actor == "wang via hq:root")
    #expect(account.access(on: later) == nil)
  }

  @Test("only the association certifies, decides and manages people; a viewer only looks")
  func rights() {
    for role in Role.allCases {
      #expect(role.may(.look))
      for deed in [Deed.takeStep(.certify), .takeStep(.revoke), .decideInspections, .managePeople, .adoptStandard] {
        #expect(role.may(deed) == (role == .association), "\(role) \(deed.code)")
      }
      #expect(role.may(.inspect) == (role != .viewer))
      #expect(role.may(.takeStep(.apply)) == (role == .association || role == .station))
    }
  }
}
