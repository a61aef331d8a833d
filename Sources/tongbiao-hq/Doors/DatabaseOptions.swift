import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionDatabase))
  var database: String?

  @Option(help: ArgumentHelp(Message.hqOptionKeys))
  var keys: String?

  /// How the ledger behaves, as far as the command line says it.
  var ledgerOptions: LedgerOptions {
    LedgerOptions(keyFile: keys ?? ProcessInfo.processInfo.environment["TONGBIAO_KEYS"])
  }

  /// The options as if `--database` had been given; without a name what the environment says.
  static func named(_ name: String?) -> DatabaseOptions {
    var options = DatabaseOptions()
    options.database = name
    options.keys = nil
    return options
  }

  /// The address as the ledger takes it: a bare path is a file of SQLite.
  func address() throws(DoorFailure) -> String {
    let named = database ?? ProcessInfo.processInfo.environment["TONGBIAO_DATABASE"] ?? ""
    guard !named.isEmpty else {
      throw DoorFailure("no_database", .hqNoDatabase, advice: .hqNoDatabaseAdvice, status: .usage)
    }
    if named.contains("://") || named.hasPrefix("sqlite:") { return named }
    return "sqlite:" + named
  }

  /// The path of the file, where the database is one.
  func path() throws(DoorFailure) -> String? {
    let address = try address()
    return address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : nil
  }

  /// Opens the ledger and closes it when `body` is done, however it ends.
  func withLedger<Result>(
    _ opening: CentralLedgers.Opening = .existing, _ body: (any CentralLedger) async throws -> Result
  ) async throws -> Result {
    let ledger = try await CentralLedgers.open(try address(), opening, options: ledgerOptions)
    SecretFile(path: ledger.keyFilePath).warn()
    do {
      let result = try await body(ledger)
      await ledger.close()
      return result
    } catch {
      await ledger.close()
      throw error
    }
  }
}

extension ExitCode {
  /// 64: the command line was wrong (`EX_USAGE`).
  static let usage = ExitCode(64)
}
