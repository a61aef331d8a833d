import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import TemporaryPostgreSQL
import Testing

extension ServerFaultTests {
  /// What a server under work turns into, and how it gets well again.
  enum Outage: String, CaseIterable, CustomTestStringConvertible {
    case readOnly, noConnections, wrongPassword

    var testDescription: String { rawValue }

    func begin(_ cluster: TemporaryCluster) throws {
      switch self {
      case .readOnly: try cluster.execute(["ALTER DATABASE hq SET default_transaction_read_only = on"])
      case .noConnections: try cluster.execute(["ALTER ROLE clerk CONNECTION LIMIT 0"])
      case .wrongPassword: try cluster.execute(["ALTER ROLE clerk NOLOGIN"])
      }
      // Connections of before would not notice.
      _ = try cluster.rows(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'hq'", in: "postgres")
    }

    func end(_ cluster: TemporaryCluster) throws {
      switch self {
      case .readOnly: try cluster.execute(["ALTER DATABASE hq RESET default_transaction_read_only"])
      case .noConnections: try cluster.execute(["ALTER ROLE clerk CONNECTION LIMIT -1"])
      case .wrongPassword: try cluster.execute(["ALTER ROLE clerk LOGIN"])
      }
    }
  }

  @Test(
    "a server that takes nothing for a while is told as what it is, loses nothing, and is worked with again by itself",
    arguments: Outage.allCases)
  func outage(_ outage: Outage) async throws {
    try cluster.execute(["CREATE ROLE clerk LOGIN", "GRANT ALL ON SCHEMA public TO clerk"], in: "hq")
    let test = try await open(cluster.address("hq", user: "clerk"), patience: 0.5)
    let cluster = cluster
    let operations = try await report(test) {
      try outage.begin(cluster)
      usleep(1_500_000)
      try outage.end(cluster)
    }
    try await check(test.ledger, holds: operations)
    try outage.begin(cluster)
    var told: CentralLedgerError?
    do {
      _ = try await test.submit(test.operation("S1", "2023-01", yuan: 20_000))
    } catch let error as CentralLedgerError {
      told = error
    }
    let server = "postgres://[\(cluster.folder)]/hq"
    switch outage {
    case .readOnly: #expect(told == .unavailable(.readOnly, server: server))
    case .noConnections: #expect(told == .unavailable(.tooManyConnections, server: server))
    case .wrongPassword: #expect(told == .signInRefused(server: server))
    }
    try outage.end(cluster)
    let outcome = try await test.submit(test.operation("S1", "2023-01", yuan: 20_000))
    #expect(outcome.first?.verdict == .accepted)
    await test.ledger.close()
  }

  @Test("a disk that is really full is told and keeps nothing half; once there is room, all is there once")
  func fullDisk() async throws {
    let cluster = try TemporaryCluster(megabytes: 120)
    try cluster.run("set main max_wal_size = 32MB")
    try cluster.run("start main")
    try cluster.execute(["CREATE DATABASE hq"])
    let test = try await open(cluster.address("hq"), patience: 1)
    try await test.register("S0")
    let operations = try await report(test) {
      try cluster.run("fill main")
      usleep(2_000_000)
      try cluster.run("empty main")
      // Where not even the log had room, the server has given up, and whoever looks after it starts it again.
      try cluster.run("revive main")
    }
    try await check(test.ledger, holds: operations)

    try cluster.run("fill main")
    var told: Set<CentralLedgerError> = []
    var month = try #require(YearMonth("2015-01"))
    var asked: [ReportOperation] = []
    for _ in 0..<400 where told.isEmpty {
      var operation = try test.operation("S0", month.description, yuan: 20_000)
      operation.report.note = String(repeating: "满", count: 400)
      asked.append(operation)
      month = month.next.year > 2022 ? try #require(YearMonth("2015-01")) : month.next
      do {
        if try await test.submit(operation).first?.verdict != .accepted { asked.removeLast() }
      } catch let error as CentralLedgerError {
        told.insert(error)
      }
    }
    let server = "postgres://[\(cluster.folder)]/hq"
    let allowed: [CentralLedgerError] = [
      .diskFull, .unavailable(.unreachable, server: server), .unavailable(.starting, server: server),
    ]
    #expect(told.count == 1 && told.isSubset(of: allowed), "\(told)")
    try cluster.run("empty main")
    try cluster.run("revive main")
    for operation in asked {
      let outcome = try await test.submit(operation)
      #expect([.accepted, .repeated].contains(outcome.first?.verdict), "\(outcome)")
    }
    try await check(test.ledger, holds: operations + asked)
    await test.ledger.close()
  }
}

@Suite("A clock that jumps")
struct ClockTests {
  @Test(
    "forward by years or back by days: the feed keeps its order, receipts stay what they were, the chain holds",
    arguments: Engine.allCases)
  func jumps(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      var answered: [(ReportOperation, OperationOutcome)] = []
      for (number, seconds) in [0, 3600, -86_400 * 3, 86_400 * 400, -86_400 * 390].enumerated() {
        test.clock.turn(seconds: Int64(seconds))
        let operation = try test.operation("S1", "2022-0\(number + 1)", yuan: 20_000 + Int64(number))
        let outcome = try #require(try await test.submit(operation).first)
        #expect(outcome.verdict == .accepted)
        answered.append((operation, outcome))
      }
      let positions = answered.compactMap(\.1.receipt?.feedPosition)
      #expect(positions == (0..<5).map { positions[0] + $0 })
      for (operation, outcome) in answered {
        let again = try #require(try await test.submit(operation).first)
        #expect(again.verdict == .repeated && again.receipt == outcome.receipt)
      }
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the chain is broken")
        return
      }
    }
  }
}
