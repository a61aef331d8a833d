/// What can be set of the server: by flag, by environment, in a file, or left as the house has it.
enum ServingSetting: String, CaseIterable, Sendable {
  case database
  case host
  case port
  case tlsCertificate = "tls-certificate"
  case tlsKey = "tls-key"
  case behindProxy = "behind-proxy"
  case ratePerAddress = "rate-per-address"
  case ratePerDevice = "rate-per-device"
  case maxConnections = "max-connections"
  case metricsPort = "metrics-port"
  case logFormat = "log-format"
  case logLevel = "log-level"

  /// What holds where nobody set it.
  var fallback: String? {
    switch self {
    case .host: "127.0.0.1"
    case .port: "8080"
    case .ratePerAddress: "50"
    case .ratePerDevice: "2"
    case .maxConnections: "4096"
    case .logFormat: "text"
    case .logLevel: "error"
    case .database, .tlsCertificate, .tlsKey, .behindProxy, .metricsPort: nil
    }
  }

  /// The words of the name: keys of the file are nested by them, the environment's are joined by `_`.
  var words: [String] { rawValue.split(separator: "-").map(String.init) }

  /// The name in the environment.
  var environmentName: String { "TONGBIAO_" + words.joined(separator: "_").uppercased() }
}
