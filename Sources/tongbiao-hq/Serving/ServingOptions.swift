import ArgumentParser
import CentralServer
import CommandLineDoor
import Foundation
import Localization
import Logging

/// What the command line says about serving.
struct ServingOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionPort)) var port: String?
  @Option(help: ArgumentHelp(Message.hqOptionHost)) var host: String?
  @Option(help: ArgumentHelp(Message.hqOptionTLSCertificate)) var tlsCertificate: String?
  @Option(help: ArgumentHelp(Message.hqOptionTLSKey)) var tlsKey: String?
  @Option(help: ArgumentHelp(Message.hqOptionBehindProxy)) var behindProxy: String?
  @Option(help: ArgumentHelp(Message.hqOptionRatePerAddress)) var ratePerAddress: String?
  @Option(help: ArgumentHelp(Message.hqOptionRatePerDevice)) var ratePerDevice: String?
  @Option(help: ArgumentHelp(Message.hqOptionMaxConnections)) var maxConnections: String?
  @Option(help: ArgumentHelp(Message.hqOptionMetricsPort)) var metricsPort: String?
  @Option(help: ArgumentHelp(Message.hqOptionLogFormat)) var logFormat: String?
  @Option(help: ArgumentHelp(Message.hqOptionLogLevel)) var logLevel: String?
  @Option(help: ArgumentHelp(Message.hqOptionConfig)) var config: String?

  /// The flags that were given.
  private var given: [ServingSetting: String] {
    let all: [ServingSetting: String?] = [
      .port: port, .host: host, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey, .behindProxy: behindProxy,
      .ratePerAddress: ratePerAddress, .ratePerDevice: ratePerDevice, .maxConnections: maxConnections,
      .metricsPort: metricsPort, .logFormat: logFormat, .logLevel: logLevel,
    ]
    return all.compactMapValues { $0 }
  }

  /// All sources together.
  ///
  /// - Parameter database: the database's flag.
  func configuration(database: String?) async throws -> ServingConfiguration {
    var flags = given
    if let database { flags[.database] = database }
    return try await ServingConfiguration.read(flags: flags, file: config, environment: environment())
  }
}

extension ServingConfiguration {
  /// The server's settings.
  ///
  /// - Throws: what cannot be used, and plain HTTP where other machines could read it.
  func settings() throws(DoorFailure) -> ServerSettings {
    let host = self[.host]?.text ?? ""
    var settings = ServerSettings(
      host: host, port: try integer(.port, in: 0...65_535) ?? 0, logger: try logger())
    switch (self[.tlsCertificate]?.text, self[.tlsKey]?.text) {
    case (let chain?, let key?): settings.certificate = ServerCertificate(chainFile: chain, keyFile: key)
    case (nil, nil): break
    default: throw DoorFailure("tls_incomplete", .hqTLSIncomplete, status: .usage)
    }
    settings.proxies = (self[.behindProxy]?.text ?? "").split(separator: ",").map(String.init)
    guard settings.certificate != nil || !settings.proxies.isEmpty || Self.isLoopback(host) else {
      throw DoorFailure("plain_http", .hqPlainHTTP(host), advice: .hqPlainHTTPAdvice, status: .usage)
    }
    if let rate = try number(.ratePerAddress, in: 0...1_000_000) {
      settings.addressRate = RateAllowance(perSecond: rate, burst: Int(rate * 10))
    }
    if let rate = try number(.ratePerDevice, in: 0...1_000_000) {
      settings.deviceRate = RateAllowance(perSecond: rate, burst: Int(rate * 60))
    }
    settings.connectionLimit = try integer(.maxConnections, in: 1...1_000_000) ?? settings.connectionLimit
    settings.metricsPort = try integer(.metricsPort, in: 0...65_535)
    return settings
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  private func logger() throws(DoorFailure) -> Logger {
    guard let level = Logger.Level(rawValue: self[.logLevel]?.text ?? "") else { throw unusable(.logLevel) }
    var logger: Logger
    switch self[.logFormat]?.text {
    case "json": logger = Logger(label: "tongbiao-hq") { JSONLogHandler(label: $0) }
    case "text": logger = Logger(label: "tongbiao-hq") { StreamLogHandler.standardError(label: $0) }
    default: throw unusable(.logFormat)
    }
    logger.logLevel = level
    return logger
  }
}
