import CentralLedger
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import UnixSignals

/// HQ's server: takes devices in, takes their reports, and says that it is alive.
public struct CentralServer: Sendable {
  private let ledger: any CentralLedger
  private let settings: ServerSettings

  /// Makes a server over `ledger`, which stays open when the server has ended.
  public init(ledger: any CentralLedger, settings: ServerSettings) {
    self.ledger = ledger
    self.settings = settings
  }

  /// Serves until the process is asked to end (SIGTERM, SIGINT) or the task is cancelled. Answers in flight leave first.
  ///
  /// - Parameter ready: called once with the port, as soon as connections are taken.
  /// - Throws: where the address cannot be listened on.
  public func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
    try await application(ready: ready).runService(gracefulShutdownSignals: [.sigterm, .sigint])
  }

  /// The application without its signals: what tests run.
  func application(ready: @escaping @Sendable (Int) async -> Void) -> some ApplicationProtocol {
    let idle = TimeAmount.seconds(settings.idleSeconds)
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)
    // A little longer than the reading of the body waits, so that its problem document can still leave.
    let arrival = TimeAmount.seconds(settings.arrivalSeconds + 2)
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [ArrivalDeadline(head: idle, body: arrival)], idleTimeout: idle,
      httpDecoderConfiguration: decoder)
    return Application(
      router: router(), server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionLimit)),
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) }, logger: settings.logger)
  }

  /// All routes; every error below becomes a problem document.
  func router() -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(middleware: ProblemMiddleware(clock: settings.clock))
    let reading = RequestReading(settings)
    let join = JoinRoute(ledger: ledger, settings: settings, reading: reading)
    let sync = SyncRoute(ledger: ledger, settings: settings, reading: reading)
    let health = HealthRoute(ledger: ledger)
    router.post("/v1/join") { try await join.answer($0, $1) }
    router.post("/v1/sync") { try await sync.answer($0, $1) }
    router.get("/healthz") { try await health.answer($0, $1) }
    return router
  }
}
