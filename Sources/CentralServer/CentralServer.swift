import CentralLedger
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import PanelFeed
import ServiceLifecycle
import UnixSignals

/// HQ's server: takes devices in, takes their reports, and says that it is alive.
public struct CentralServer: Sendable {
  private let ledger: any CentralLedger
  private let settings: ServerSettings
  private let benchmarks: BenchmarkDesk
  private let effects: EffectDesk
  private let draining = DrainingFlag()

  /// Makes a server over `ledger`, which stays open when the server has ended.
  ///
  /// - Parameter feed: keeps the panel of the ledger; one for all in a process who read it, or it is there twice.
  ///   `nil` where nobody else does.
  public init(ledger: any CentralLedger, feed: PanelFeed? = nil, settings: ServerSettings) {
    self.ledger = ledger
    self.settings = settings
    effects = EffectDesk(ledger: ledger)
    benchmarks = BenchmarkDesk(
      ledger: ledger, feed: feed ?? PanelFeed(ledger), logger: settings.logger, clock: settings.clock)
  }

  /// Serves until the process is asked to end (SIGTERM, SIGINT) or the task is cancelled. Answers in flight leave first.
  ///
  /// - Parameter ready: called once with the port, as soon as connections are taken.
  /// - Throws: where the address cannot be listened on.
  public func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
    // The first device shall find them ready.
    if let version = try? await ledger.dataVersion() { await benchmarks.refreshIfStale(version) }
    try await application(ready: ready).runService(gracefulShutdownSignals: [.sigterm, .sigint])
  }

  /// The application without its signals: what tests run.
  func application(ready: @escaping @Sendable (Int) async -> Void) throws -> some ApplicationProtocol {
    let idle = TimeAmount.seconds(settings.idleSeconds)
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)
    // A little longer than the reading of the body waits, so that its problem document can still leave.
    let arrival = TimeAmount.seconds(settings.arrivalSeconds + 2)
    let shares = AddressShares(limit: settings.connectionsOfAddress, proxies: settings.proxies)
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [AddressShare(shares), ArrivalDeadline(head: idle, body: arrival)], idleTimeout: idle,
      httpDecoderConfiguration: decoder)
    var services: [any Service] = [draining]
    let server = try server(channel, services: &services)
    if let port = settings.metricsPort { services.append(metricsApplication(on: port)) }
    return Application(
      router: router(), server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionLimit)),
      services: services,
      onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) }, logger: settings.logger)
  }

  /// Plain HTTP, or TLS whose certificate is read anew on SIGHUP.
  private func server(
    _ channel: HTTP1Channel.Configuration, services: inout [any Service]
  ) throws -> HTTPServerBuilder {
    guard let certificate = settings.certificate else { return .http1(configuration: channel) }
    let tls = try certificate.configuration()
    let idle = settings.idleSeconds
    let configuration = HTTP2ChannelConfiguration(
      idleTimeout: .seconds(idle), gracefulCloseTimeout: .seconds(settings.arrivalSeconds), streamConfiguration: channel
    )
    let current = CurrentChannel()
    let tell = settings.certificateRead
    services.append(
      HangUpService {
        do throws(ServerCertificate.Problem) {
          try current.show(try certificate.configuration())
          tell(nil)
        } catch {
          // The one that is shown stays.
          tell(error)
        }
      })
    return HTTPServerBuilder { responder in
      let channel = try SecureChannel(
        tls: tls, configuration: configuration, handshake: .seconds(idle), responder: responder)
      current.set(channel)
      return channel
    }
  }

  /// What operators' programs ask for, where nobody else can ask.
  private func metricsApplication(on port: Int) -> some ApplicationProtocol {
    let router = Router(context: ServerContext.self)
    addUpkeepRoutes(to: router)
    return Application(
      router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      logger: settings.logger)
  }

  private func addUpkeepRoutes(to router: Router<ServerContext>) {
    let health = HealthRoute(ledger: ledger)
    let ready = ReadyRoute(ledger: ledger, draining: draining)
    let metrics = MetricsRoute(ledger: ledger, metrics: settings.metrics, certificate: settings.certificate)
    router.get("/healthz") { try await health.answer($0, $1) }
    router.get("/livez") { try await ready.alive($0, $1) }
    router.get("/readyz") { try await ready.ready($0, $1) }
    router.get("/metrics") { try await metrics.answer($0, $1) }
    for path: RouterPath in ["/healthz", "/livez", "/readyz", "/metrics"] {
      for method: HTTPRequest.Method in [.post, .put, .patch, .delete, .options, .trace] {
        router.on(path, method: method) { _, _ -> Response in
          throw HTTPError(.methodNotAllowed, headers: [.allow: "GET"])
        }
      }
    }
  }

  /// All routes; every error below becomes a problem document.
  func router() -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.add(middleware: ProblemMiddleware(settings))
    let reading = RequestReading(settings)
    let join = JoinRoute(ledger: ledger, settings: settings, reading: reading)
    let check = DeviceCheck(
      ledger: ledger, replays: ReplayGuard(), rate: RequestRate(settings.deviceRate), clock: settings.clock)
    let sync = SyncRoute(
      answers: SyncAnswer(
        ledger: ledger, benchmarks: benchmarks, effects: effects, programme: settings.programme,
        clock: settings.clock),
      reading: reading, check: check)
    let evidence = EvidenceRoute(ledger: ledger, settings: settings, reading: reading, check: check)
    let recovery = RecoveryRoute(ledger: ledger, reading: reading, check: check)
    router.post("/v1/join") { try await join.answer($0, $1) }
    router.post("/v1/sync") { try await sync.answer($0, $1) }
    router.post("/v1/evidence") { try await evidence.answer($0, $1) }
    router.post("/v1/recovery") { try await recovery.answer($0, $1) }
    addUpkeepRoutes(to: router)
    settings.pages?.addRoutes(to: router)
    return router
  }
}
