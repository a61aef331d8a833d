import SnackChain
import StoreLedger

/// Syncs again and again: at once when something waits, now and then to hear of changes, and after a failure with full
/// jitter up to a quarter of an hour.
public struct SyncWatch: Sendable {
  /// How often HQ is asked for changes where nothing waits, in milliseconds: about once an hour.
  public static let idleWait: Int64 = 3_600_000
  /// How often the ledger is looked at for something new, in milliseconds.
  public static let glance: Int64 = 5000

  private let ledger: StoreLedger
  private let transport: any SyncTransport
  private let environment: SyncEnvironment

  /// Makes a watch over a ledger that is joined.
  public init(ledger: StoreLedger, transport: any SyncTransport, environment: SyncEnvironment = .system) {
    self.ledger = ledger
    self.transport = transport
    self.environment = environment
  }

  /// Watches until the task is cancelled, or until a session ends in a way that waiting does not mend.
  ///
  /// - Parameter each: told of every session.
  /// - Returns: the problem that ended it; `nil` after a cancellation.
  public func run(each: @Sendable (SyncReport) -> Void) async -> SyncProblem? {
    var backoff = Backoff()
    var random = environment.random
    while !Task.isCancelled {
      let report = await SyncSession(
        ledger: ledger, transport: transport, environment: environment, retries: .none
      ).run()
      each(report)
      do {
        switch report.problem {
        case nil:
          backoff.reset()
          try await idle(random: &random)
        case .cancelled?: return nil
        case let problem? where problem.isTransient:
          var retryAfter: Int64?
          if case .busy(let seconds) = problem { retryAfter = seconds }
          try await environment.sleep(backoff.next(retryAfter: retryAfter, random: &random))
        case let problem?: return problem
        }
      } catch let problem as LedgerProblem {
        return .ledger(problem)
      } catch {
        return nil
      }
    }
    return nil
  }

  /// Waits for something to send, or for the next look at HQ's changes, whatever comes first.
  private func idle(random: inout SyncRandom) async throws {
    let postponed = try ledger.waitingCount()
    var left = Self.idleWait / 2 + Int64.random(in: 0...Self.idleWait, using: &random)
    while left > 0 {
      try await environment.sleep(Self.glance)
      left -= Self.glance
      // What HQ put off in this session is no reason to come back at once.
      if try ledger.waitingCount() > postponed { return }
    }
  }
}
