import CoreMetrics
import Logging
import SnackChain

/// How HQ's server behaves: parsed once at the start, the same for every request.
public struct ServerSettings: Sendable {
  /// The address to listen on. Loopback unless somebody decides otherwise.
  public var host: String
  /// The port; 0 takes any free one.
  public var port: Int
  /// The largest body as it comes over the wire, in bytes.
  public var bodyLimit: Int
  /// The largest body after unpacking, in bytes.
  public var unpackedLimit: Int
  /// How long a request may take to arrive, in seconds.
  public var arrivalSeconds: Int64
  /// How long a connection may be idle, in seconds.
  public var idleSeconds: Int64
  /// How many connections may be open at once.
  public var connectionLimit: Int
  /// How many of them one address may have; listed proxies are not counted.
  public var connectionsOfAddress: Int
  /// How often one address may come. This machine's own addresses may as often as they like.
  public var addressRate: RateAllowance
  /// How often one device may come.
  public var deviceRate: RateAllowance
  /// How many photographs that it has not sent yet a store's devices may send: each has up to 10 MB of the disk.
  public var storeEvidence: RateAllowance
  /// How many bytes of the evidence folder's disk photographs leave to everything else.
  public var evidenceReserve: Int64
  /// The certificate to speak TLS with; `nil` for plain HTTP.
  public var certificate: ServerCertificate?
  /// The addresses of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
  public var proxies: [String]
  /// What is counted, and told at `/metrics`.
  public var metrics: PrometheusMetrics
  /// A port on 127.0.0.1 for `/metrics`, `/healthz` and `/readyz` alone; `nil` for none of their own.
  public var metricsPort: Int?
  /// Called when the certificate has been read anew on SIGHUP, or could not be.
  public var certificateRead: @Sendable (ServerCertificate.Problem?) -> Void
  /// Answers what is no address of devices or operators: the pages for people. `nil` serves none.
  public var pages: ServedPages?
  /// What devices are told of the programme, and where their photographs go; `nil` for nothing.
  public var programme: ServedProgramme?
  /// HQ's clock.
  public var clock: @Sendable () -> Timestamp
  /// Where the server says what it does.
  public var logger: Logger

  /// Settings with the house's defaults.
  public init(host: String = "127.0.0.1", port: Int = 8080, logger: Logger = Logger(label: "tongbiao-hq")) {
    self.host = host
    self.port = port
    self.logger = logger
    bodyLimit = 1 << 20
    unpackedLimit = 4 << 20
    arrivalSeconds = 30
    idleSeconds = 60
    connectionLimit = 4096
    connectionsOfAddress = 1024
    addressRate = RateAllowance(perSecond: 50, burst: 500)
    deviceRate = RateAllowance(perSecond: 2, burst: 120)
    storeEvidence = RateAllowance(perSecond: 60.0 / 86_400, burst: 60)
    evidenceReserve = 1 << 30
    proxies = []
    metrics = PrometheusMetrics()
    certificateRead = { _ in }
    clock = { Timestamp.now }
  }
}
