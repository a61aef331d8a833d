import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import TemporaryPostgreSQL

/// Measures the ledger over a server of PostgreSQL that it starts for itself.
///
/// `LedgerBenchmarks group-commit grouped|single [nosync]` answers each line with seconds per report; `LedgerBenchmarks cluster`
/// prints the address of an empty database for each empty line, and does what any other line says (`backup main standby
/// 5433`, `promote standby`), until its input ends.
@main
struct LedgerBenchmarks {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let cluster = try TemporaryCluster()
    if arguments.last == "nosync" { try cluster.run("set main fsync = off") }
    try cluster.run("start main")
    switch arguments.count > 1 ? arguments[1] : "" {
    case "cluster":
      say("ready")
      var number = 0
      while let line = readLine() {
        if line.isEmpty {
          number += 1
          try cluster.execute(["CREATE DATABASE bench\(number)"])
          say(cluster.address("bench\(number)"))
        } else {
          try cluster.run(line)
          say("done")
        }
      }
    case "group-commit":
      try await groupCommit(cluster, isGrouped: arguments.count > 2 && arguments[2] == "grouped")
    default:
      let usage = "usage: LedgerBenchmarks cluster | group-commit grouped|single [nosync]\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
  }

  /// Many devices report at once. One commit takes what waits, or one report.
  private static func groupCommit(_ cluster: TemporaryCluster, isGrouped: Bool) async throws {
    try cluster.execute(["CREATE DATABASE bench"])
    let keys = NSTemporaryDirectory() + "/bench-\(getpid()).keys"
    defer { unlink(keys) }
    var options = LedgerOptions(keyFile: keys)
    if !isGrouped { options.groupLimit = 1 }
    let ledger = try await CentralLedgers.open(cluster.address("bench"), options: options)
    let stores = try (1...4096).compactMap { number in
      guard let code = StoreCode("B\(number)"), let region = RegionCode("330683") else { throw Unusable() }
      return StoreRow(line: number, code: code, name: "示范 \(number)", region: region)
    }
    _ = try await ledger.importStores(stores, options: RegisterImportOptions(actor: "bench"))
    say("ready")
    var month = YearMonth("2019-01")
    while readLine() != nil, let current = month {
      let count = isGrouped ? 4096 : 256
      let start = ContinuousClock.now
      try await withThrowingTaskGroup(of: Void.self) { group in
        for store in stores.prefix(count) {
          group.addTask {
            let report = MonthlyReport(
              store: store.code, month: current, turnover: Money(fen: 3_000_000), openDays: 26)
            let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            let operation = ReportOperation(id: OperationID(at: now), report: report, recordedAt: now)
            let outcomes = try await ledger.submit(
              Submission(store: store.code, device: "bench", operations: [operation]))
            guard outcomes.first?.verdict == .accepted else { throw Unusable() }
          }
        }
        try await group.waitForAll()
      }
      let elapsed = (ContinuousClock.now - start).components
      say("\((Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18) / Double(count))")
      month = current.next
    }
    await ledger.close()
  }

  private struct Unusable: Error {}

  private static func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
