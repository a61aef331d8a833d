import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// Lays what HQ holds of a store beside what its device believes that HQ holds, month by month. Changes nothing on
/// either side.
public struct HeadquartersComparison: Sendable {
  private let ledger: StoreLedger
  private let transport: any SyncTransport
  private let environment: SyncEnvironment

  /// One month that differs.
  public struct Difference: Hashable, Sendable {
    /// The month.
    public let month: YearMonth
    /// What the device believes HQ to hold.
    public let here: Money?
    /// What HQ holds.
    public let there: Money?
    /// Whether the device has a figure of the month that waits.
    public let isWaiting: Bool
  }

  /// What came of it.
  public struct Result: Hashable, Sendable {
    /// Months that differ; empty where all agree.
    public let differences: [Difference]
    /// How many months HQ holds.
    public let months: Int
    /// HQ's clock against the device's, in milliseconds.
    public let clockOffset: Int64
  }

  /// Makes a comparison.
  public init(ledger: StoreLedger, transport: any SyncTransport, environment: SyncEnvironment = .system) {
    self.ledger = ledger
    self.transport = transport
    self.environment = environment
  }

  /// Asks HQ for all that it holds of the store.
  public func run() async throws(SyncProblem) -> Result {
    let (enrollment, store, records) = try onLedger { () throws(LedgerProblem) in
      (try ledger.enrollment(), try ledger.profile().store, try ledger.months())
    }
    guard let enrollment else { throw .ledger(.missing(path: ledger.path)) }
    var exchange = SignedExchange(
      transport: transport, key: try DeviceKey(of: enrollment, besideLedger: ledger.path), keyID: enrollment.device,
      clockOffset: enrollment.clockOffset, environment: environment)
    var there: [YearMonth: Money] = [:]
    var cursor: Int64 = 0
    var offset: Int64 = 0
    var random = environment.random
    while true {
      let line = RequestLine(turn: RequestLine.name(using: &random), after: nil)
      let request = SyncRequest(
        store: store, operations: [], cursor: cursor, held: [], line: line, sentAt: environment.now())
      guard let body = try await exchange.send(request, to: SyncSession.path),
        let answer = try? JSONDecoder().decode(SyncResponse.self, from: body), answer.profile.store == store
      else { throw .notHeadquarters(status: 200) }
      offset = answer.serverTime.milliseconds - environment.now().milliseconds
      for change in answer.changes { there[change.operation.report.month] = change.operation.report.turnover }
      guard answer.more else { break }
      guard answer.cursor > cursor else { throw .contradictory("more without advance") }
      cursor = answer.cursor
    }
    let here = Dictionary(uniqueKeysWithValues: records.map { ($0.month, $0) })
    let differences = Set(here.keys).union(there.keys).sorted().compactMap { month -> Difference? in
      let record = here[month]
      let held = record?.held?.operation.report.turnover
      guard held != there[month] else { return nil }
      return Difference(month: month, here: held, there: there[month], isWaiting: record?.state == .waiting)
    }
    return Result(differences: differences, months: there.count, clockOffset: offset)
  }

  private func onLedger<Value>(
    _ body: () throws(LedgerProblem) -> Value
  ) throws(SyncProblem) -> Value {
    do throws(LedgerProblem) { return try body() } catch { throw .ledger(error) }
  }
}
