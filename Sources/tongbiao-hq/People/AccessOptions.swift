import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// As whom a command of the programme works.
struct AccessOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: ArgumentHelp(Message.hqOptionAs))
  var account: AccountName?

  /// The access of this run: that of the account named, or the local administrator's.
  func access(to ledger: any CentralLedger) async throws -> Access {
    guard let account else { return .administrator(localActor()) }
    return try await ledger.access(of: account, on: todayInChina(), via: localActor())
  }
}

extension DatabaseOptions {
  /// Opens the ledger with the access that `options` give, and closes it when `body` is done.
  func withLedger<Result>(
    as options: AccessOptions, _ body: (any CentralLedger, Access) async throws -> Result
  ) async throws -> Result {
    try await withLedger { ledger in try await body(ledger, try await options.access(to: ledger)) }
  }
}
