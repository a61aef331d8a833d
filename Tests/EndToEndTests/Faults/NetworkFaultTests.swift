import Foundation
import Testing

@Suite("The fault matrix: the network", .serialized)
struct NetworkFaultTests {
  @Test("fault 11: a lost answer is asked for again and gives the same receipt")
  func lostAnswer() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.loseAnswer)
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    #expect(try joined.chain.exported().count == 1)
    joined.proxy.set(.pass)
    let again = try joined.owner.run("sync", "--format", "json").json()
    #expect(again["repeated"] as? Int == 1)
    #expect(again["accepted"] as? Int == 0)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 12: of a request that is cut in the middle nothing is applied")
  func cutRequest() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.cutRequest)
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.chain.exported().isEmpty)
    #expect(try joined.waiting() == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 13: an answer that is cut does not acknowledge")
  func cutAnswer() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.cutAnswer)
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 13: an answer with one bit changed does not acknowledge")
  func flippedAnswer() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.flipAnswer)
    _ = try joined.owner.run("sync")
    #expect(try joined.waiting() == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 14: what a proxy sends twice counts once")
  func duplicated() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.duplicate)
    _ = try joined.owner.run("sync")
    #expect(try joined.chain.exported().count == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 17: a network's sign-in page acknowledges nothing")
  func captivePortal() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.captivePortal)
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    #expect(try joined.chain.exported().isEmpty)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 18: a redirect to another host is not followed, and that host gets nothing")
  func redirected() throws {
    let joined = try JoinedOwner()
    let stranger = try FaultyProxy(before: joined.server.port)
    defer { stranger.stop() }
    try joined.report("2022-03")
    joined.proxy.set(.redirect(stranger.address))
    #expect(try joined.owner.run("sync").status != 0)
    #expect(stranger.requests.isEmpty)
    #expect(try joined.waiting() == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 20: a year is typed without a network and drains later")
  func offline() throws {
    let joined = try JoinedOwner()
    #expect(joined.server.terminate() == 0)
    let months = (1...12).map { "2022-" + ($0 < 10 ? "0\($0)" : "\($0)") }
    for month in months { try joined.report(month) }
    #expect([69, 75].contains(try joined.owner.run("sync").status))
    #expect(try joined.waiting() == 12)
    try joined.restartServer()
    try joined.expectThrough(months)
  }
}
