import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// Whom a decision about a month is about, on the command line.
struct PeriodScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionPeriodRegion)) var region: RegionCode?
  @Option(name: .customLong("store"), help: ArgumentHelp(Message.hqOptionNamedStores)) var stores: [StoreCode] = []

  var scopes: [PeriodEvent.Scope] {
    if !stores.isEmpty { return stores.map { .store($0) } }
    return [region.map { .region($0) } ?? .chain]
  }
}

/// `reports close`
struct CloseReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "close", .hqReportsClose,
    examples: ["reports close 2023-02 --because paid --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth
  @Option(help: ArgumentHelp(Message.hqOptionBecause)) var because = ""
  @OptionGroup var scope: PeriodScopeOptions
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let (events, status) = try await database.withLedger(as: access) { ledger, access in
      let decision = PeriodDecision(
        month: month, scopes: scope.scopes, kind: .closed, reason: because, access: access)
      return (try await ledger.decidePeriod(decision), try await ledger.reporting(of: month, deadlineDay: 10))
    }
    guard door.format == .table else { return try door.write(.periods(events)) }
    door.write(
      .hqPeriodClosed(
        month, due: status.due, reported: status.reported, version: events.first?.dataVersion ?? status.dataVersion))
  }
}

/// `reports reopen`
struct ReopenReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "reopen", .hqReportsReopen,
    examples: ["reports reopen 2023-02 --store SZ000005 --because recount --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth
  @Option(help: ArgumentHelp(Message.hqOptionBecause)) var because = ""
  @OptionGroup var scope: PeriodScopeOptions
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let events = try await database.withLedger(as: access) { ledger, access in
      try await ledger.decidePeriod(
        PeriodDecision(month: month, scopes: scope.scopes, kind: .reopened, reason: because, access: access))
    }
    guard door.format == .table else { return try door.write(.periods(events)) }
    door.write(.hqPeriodReopened(month))
  }
}

/// `reports closings`
struct ListClosings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "closings", .hqReportsClosings, examples: ["reports closings --month 2023-02 --database sqlite:hq.sqlite"])

  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let events = try await database.withLedger { try await $0.periodEvents(of: month) }
    try Door(options).write(.periods(events))
  }
}

extension Listing {
  /// Decisions about months, oldest first.
  fileprivate static func periods(_ events: [PeriodEvent]) -> Listing {
    Listing(
      columns: [
        .init("month", Message(zh: "月份", en: "Month")), .init("kind", Message(zh: "决定", en: "Decision")),
        .init("scope", Message(zh: "范围", en: "Scope")), .init("reason", Message(zh: "原因", en: "Reason")),
        .init("actor", Message(zh: "操作者", en: "Actor")), .init("at", Message(zh: "时间", en: "At")),
        .init("data_version", Message(zh: "数据版本", en: "Data version")),
      ],
      rows: events.map { event in
        let scope = Message.hqPeriodScope(event.scope)
        return [
          .text(event.month.description), .message(.hqPeriodKind(event.kind), code: event.kind.rawValue),
          .message(scope, code: event.scope == .chain ? "all" : scope.en), .text(event.reason), .text(event.actor),
          .text(event.recordedAt.description), .integer(event.dataVersion),
        ]
      })
  }
}
