import Foundation
import TemporaryPostgreSQL

/// Measures the ledger over a server of PostgreSQL that it starts for itself, or over a file of SQLite.
///
/// `LedgerBenchmarks group-commit SHAPE [nosync]` answers each line with seconds per report, on PostgreSQL, and
/// `LedgerBenchmarks group-commit SHAPE sqlite FILE` on SQLite: `grouped` as they come together, `single` with a commit
/// each, `apart` one after the other with a pause before each, as on a quiet evening. `LedgerBenchmarks cluster` prints the address of
/// an empty database for each empty line, and does what any other line says (`backup main standby 5433`, `promote
/// standby`), until its input ends.
@main
struct LedgerBenchmarks {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let shape = arguments.count > 2 ? Shape(rawValue: arguments[2]) : nil
    if let shape, arguments.count == 5, arguments[1] == "group-commit", arguments[3] == "sqlite" {
      return try await GroupCommits(shape: shape).run(on: "sqlite:\(arguments[4])")
    }
    let cluster = try TemporaryCluster()
    if arguments.last == "nosync" { try cluster.run("set main fsync = off") }
    try cluster.run("start main")
    switch (arguments.count > 1 ? arguments[1] : "", shape) {
    case ("cluster", _):
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
    case ("group-commit", .some(let shape)):
      try cluster.execute(["CREATE DATABASE bench"])
      try await GroupCommits(shape: shape).run(on: cluster.address("bench"))
    default:
      let usage = "usage: LedgerBenchmarks cluster | group-commit grouped|single|apart [nosync | sqlite FILE]\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
  }
}

/// A line on stdout that whoever steers the run reads at once.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
