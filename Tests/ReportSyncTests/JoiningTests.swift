import Foundation
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol
import Testing

@Suite("Joining")
struct JoiningTests {
  @Test("security 3: a code joins the device, its key stays here and is for the owner only")
  func joins() async throws {
    let fixture = try SyncFixture()
    let outcome = try await fixture.joining().join(code: "７k2mq-0xw4t", deviceName: "counter")
    #expect((outcome.profile.store, outcome.wasJoined) == (fixture.store, false))
    let folder = fixture.home.folder(of: fixture.store)
    let enrollment = try #require(try StoreLedger(home: fixture.home, store: fixture.store).enrollment())
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + enrollment.keyFile)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.root + "/joining").isEmpty)
  }

  @Test("when the answer is lost, the same command gets the same device")
  func lostAnswer() async throws {
    let fixture = try SyncFixture()
    fixture.headquarters.with { $0.faults = [.lostAnswer] }
    await #expect(throws: Joining.Problem.sync(.transport(.cutOff("test")))) {
      try await fixture.joining().join(code: "7K2MQ-0XW4T", deviceName: "counter")
    }
    #expect(try fixture.home.stores().isEmpty)
    _ = try await fixture.joining().join(code: "7K2MQ-0XW4T", deviceName: "counter")
    #expect(fixture.headquarters.with { $0.devices.count } == 1)
  }

  @Test("the same code again on the same device says that it is joined, without asking HQ")
  func again() async throws {
    let fixture = try SyncFixture()
    _ = try await fixture.joined()
    let requests = fixture.headquarters.with { $0.requests }
    #expect(try await fixture.joining().join(code: "7K2MQ-0XW4T", deviceName: "counter").wasJoined)
    #expect(fixture.headquarters.with { $0.requests } == requests)
  }

  @Test("an unknown code, and one that another device used, leave nothing behind", arguments: [false, true])
  func invalid(_ isUsed: Bool) async throws {
    let fixture = try SyncFixture()
    fixture.headquarters.with { $0.invites = isUsed ? ["7K2MQ0XW4T": "another key"] : [:] }
    await #expect(throws: Joining.Problem.inviteInvalid) {
      try await fixture.joining().join(code: "7K2MQ-0XW4T", deviceName: "counter")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.root + "/joining").isEmpty)
    #expect(try fixture.home.stores().isEmpty)
  }

  @Test("what cannot be a code is not sent", arguments: ["", "7K2MQ", "7K2MQ-0XW4TT", "7K2MQ-0XW4U", "小笼包小笼包小笼包包"])
  func mistyped(_ code: String) async throws {
    let fixture = try SyncFixture()
    await #expect(throws: Joining.Problem.mistyped) {
      try await fixture.joining().join(code: code, deviceName: "counter")
    }
    #expect(fixture.headquarters.with { $0.requests } == 0)
  }

  @Test("a revoked device joins anew: its history is kept, and what waited goes with the new key")
  func rejoin() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    _ = await fixture.sync(ledger)
    try fixture.save(ledger, months: 1, from: "2022-06")
    fixture.headquarters.with {
      $0.devices = [:]
      $0.invites["AAAAABBBBB"] = ""
    }
    #expect(await fixture.sync(ledger).problem == .revoked)
    _ = try await fixture.joining().join(code: "aaaaa-bbbbb", deviceName: "counter")
    #expect(await fixture.sync(ledger).accepted == 1)
    try fixture.expectAllThrough(ledger, months: 3)
  }

  @Test("joining anew does not hide that HQ went back meanwhile: what it ever acknowledged is told again")
  func rejoinAfterRestore() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    fixture.headquarters.with { $0.knowsChain = true }
    try fixture.save(ledger, months: 2)
    var report = fixture.report(try #require(YearMonth("2021-06")), 20_000)
    _ = await fixture.sync(ledger)
    fixture.headquarters.importReport(report)
    #expect(await fixture.sync(ledger).learnt == 1)
    // As many changes as before, and the same sums, but one of them is another; the copy does not know the device.
    report.openDays = 20
    fixture.headquarters.with {
      $0.feed.removeLast()
      $0.devices = [:]
      $0.invites["AAAAABBBBB"] = ""
    }
    fixture.headquarters.importReport(report)
    #expect(await fixture.sync(ledger).problem == .revoked)
    _ = try await fixture.joining().join(code: "aaaaa-bbbbb", deviceName: "counter")
    let again = await fixture.sync(ledger)
    #expect((again.repeated, again.learnt, again.waiting, again.problem) == (2, 1, 0, nil))
    #expect(again.differences.isEmpty)
    #expect(await fixture.sync(ledger).sent == 0)
  }
}

@Suite("Addresses")
struct ServerAddressTests {
  @Test(
    "addresses of HQ are read as people type them",
    arguments: [
      ("https://hq.example", "https://hq.example"), ("HQ.example/", "https://hq.example"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost:1", "http://localhost:1"),
      ("http://[::1]:9", "http://[::1]:9"), (" https://hq.example:8443/ ", "https://hq.example:8443"),
    ])
  func good(_ typed: String, _ address: String) throws {
    #expect(try ServerAddress(typed).description == address)
  }

  @Test(
    "security 19: plain http goes to this machine only",
    arguments: [
      "http://hq.example", "http://127.0.0.1.example", "http://10.0.0.1", "http://localhost.example:80",
    ])
  func plain(_ typed: String) {
    #expect(throws: ServerAddress.Problem.plainHTTP) { try ServerAddress(typed) }
  }

  @Test(
    "what is no address is refused",
    arguments: [
      "", "https://", "ftp://hq.example", "https://user:pass@hq.example", "https://hq.example/path", "https://hq?x",
      "file:///etc/passwd", "https://hq.example:0", "https://hq.example:99999", "https://hq\nexample", "https://[::1",
    ])
  func bad(_ typed: String) {
    #expect(throws: ServerAddress.Problem.self) { try ServerAddress(typed) }
  }
}
