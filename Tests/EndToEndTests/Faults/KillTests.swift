import Foundation
import GRDB
import Synchronization
import Testing

/// Owners who report and sync without end while they and the server are killed, and what must hold afterwards.
///
/// `TONGBIAO_KILLS` and `TONGBIAO_STORES` make it as long as one likes: `make kills` runs it with 500 of each and 50
/// stores.
@Suite("Killed all the time", .serialized)
struct KillTests {
  private static func setting(_ name: String, _ ordinary: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? ordinary
  }

  /// What one owner has been told was saved.
  private struct Owner {
    let program: Program
    let home: TemporaryFolder
    var told: [String: Int] = [:]
    var next = 0
    var isBusy = false
  }

  private struct State {
    var owners: [Owner]
    var ownerKills = 0
    var serverKills = 0
    var saves = 0
    var syncs = 0
  }

  private static func month(_ place: Int) -> String {
    let month = place % 12 + 1
    return "\(2001 + place / 12)-" + (month < 10 ? "0" : "") + "\(month)"
  }

  /// The next owner who does nothing now.
  private static func take(_ state: borrowing Mutex<State>, _ turn: Int) -> (Int, Program, Int)? {
    state.withLock { state in
      let count = state.owners.count
      guard let place = (0..<count).map({ ($0 + turn * 7) % count }).first(where: { !state.owners[$0].isBusy }) else {
        return nil
      }
      state.owners[place].isBusy = true
      state.owners[place].next += 1
      return (place, state.owners[place].program, state.owners[place].next - 1)
    }
  }

  /// Runs a command and kills it after a while, or lets it live.
  ///
  /// - Returns: whether it ended well, and whether it was killed while it ran.
  private static func run(_ program: Program, _ arguments: [String], after time: UInt32?) throws -> (Bool, Bool) {
    let process = try program.process(arguments)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    if let time {
      usleep(time)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return (!isKilled && process.terminationStatus == 0, isKilled)
  }

  @Test("owners' programs and the server are killed again and again; nothing is lost, nothing is doubled")
  func killed() throws {
    let kills = Self.setting("TONGBIAO_KILLS", 12)
    let stores = Self.setting("TONGBIAO_STORES", 6)
    let rows = (1...stores).map { "S\($0),店\($0),330683,2000-01-01,," }.joined(separator: "\n")
    let chain = try Chain(register: "code,name,region,opened,closed,certified\n" + rows + "\n")
    // The rates that a server allows an address are for addresses, not for fifty stores behind one.
    let server = Mutex<RunningServer>(try RunningServer(database: chain.database))
    let address = server.withLock { $0.address }
    let port = server.withLock { $0.port }
    var owners: [Owner] = []
    for number in 1...stores {
      let home = try TemporaryFolder()
      let program = Program.owner(home: home.url)
      let joined = try program.run("join", address, try chain.invite("S\(number)"))
      try #require(joined.status == 0, "\(joined.stderr)")
      owners.append(Owner(program: program, home: home))
    }
    let state = Mutex(State(owners: owners))
    let limit = Date(timeIntervalSinceNow: Double(60 + kills * 3))

    DispatchQueue.concurrentPerform(iterations: 5) { worker in
      var turn = worker
      while Date() < limit, state.withLock({ $0.ownerKills < kills || $0.serverKills < kills }) {
        if worker == 0 {
          // Under load a process takes its time to begin: what is killed before it listens shows nothing.
          usleep(UInt32.random(in: 20_000...300_000))
          let next = server.withLock { server -> RunningServer? in
            server.killNow()
            let next = try? RunningServer(database: chain.database, port: port)
            if let next { server = next }
            return next
          }
          if next != nil { state.withLock { $0.serverKills += 1 } }
          continue
        }
        turn += 1
        guard let (place, program, number) = Self.take(state, turn) else { continue }
        let (month, yuan) = (Self.month(number), 20_000 + number % 900)
        let report = ["report", month, String(yuan), "--open-days", "26", "--yes"]
        let mayKill = state.withLock { $0.ownerKills < kills }
        let saved = try? Self.run(
          program, report, after: mayKill && Bool.random() ? UInt32.random(in: 0...120_000) : nil)
        let synced = try? Self.run(
          program, ["sync"], after: mayKill && Bool.random() ? UInt32.random(in: 0...250_000) : nil)
        state.withLock { state in
          state.owners[place].isBusy = false
          if saved?.0 == true { state.owners[place].told[month] = yuan }
          state.saves += saved?.0 == true ? 1 : 0
          state.syncs += synced?.0 == true ? 1 : 0
          for result in [saved, synced] where result?.1 == true { state.ownerKills += 1 }
        }
      }
    }
    let (ended, counts) = state.withLock { state in
      (state.owners, [state.ownerKills, state.serverKills, state.saves, state.syncs])
    }
    #expect(counts[0] >= kills && counts[1] >= kills, "killed: \(counts)")
    try check(ended, chain)
    if kills > 100 {
      print(
        "\(counts[0]) kills of owners' programs, \(counts[1]) of the server, \(stores) stores: \(counts[2]) figures "
          + "said to be saved, \(counts[3]) sessions ended well")
    }
    server.withLock { server in #expect(server.terminate() == 0) }
  }

  /// Each figure is at HQ once, as the owner was told; both sides agree; every file is whole.
  private func check(_ owners: [Owner], _ chain: Chain) throws {
    var held: [String: String] = [:]
    for (place, owner) in owners.enumerated() {
      let store = "S\(place + 1)"
      let last = try owner.program.run("sync", "--format", "json")
      #expect(last.status == 0, "\(store): \(last.stderr)")
      #expect(try last.json()["waiting"] as? Int == 0)
      let ledger = try DatabaseQueue(path: owner.home.path("stores/\(store)/ledger.sqlite"))
      let (whole, figures) = try ledger.read { database in
        (
          try String.fetchOne(database, sql: "PRAGMA integrity_check"),
          try Row.fetchAll(database, sql: "SELECT month, turnover_fen FROM revision ORDER BY ordinal")
        )
      }
      #expect(whole == "ok")
      for row in figures {
        let (month, fen): (Int, Int) = (row[0], row[1])
        let name = "\(month / 100)-" + (month % 100 < 10 ? "0" : "") + "\(month % 100)"
        #expect(held["\(store) \(name)"] == nil, "\(store) \(name) was saved twice")
        held["\(store) \(name)"] = "\(fen / 100).00,26,"
      }
      for (month, yuan) in owner.told { #expect(held["\(store) \(month)"] == "\(yuan).00,26,", "\(store) \(month)") }
      let doctor = try owner.program.with(["HOME": owner.home.path("user")]).run("doctor", "--format", "csv")
      #expect(doctor.status == 0, "\(store): \(doctor.stdout)")
    }
    #expect(try chain.exported() == held)
    let whole = try DatabaseQueue(path: chain.database).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(whole == "ok")
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }
}
