import ArgumentParser
import CentralLedger
import CentralServer
import CommandLineDoor
import Dashboard
import Evidence
import Foundation
import Localization
import Logging
import PanelFeed
import ProcessMemory
import SeedData

/// `serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "serve", .hqServe,
    examples: [
      "serve --database sqlite:hq.sqlite --port 8080", "serve --demo --stores 3000",
      "serve --database sqlite:hq.sqlite --host 0.0.0.0 --port 443 --tls-certificate tls.pem --tls-key tls.key",
      "serve --database sqlite:hq.sqlite --behind-proxy 127.0.0.1 --metrics-port 9464 --log-format json",
    ])

  @Flag(help: ArgumentHelp(Message.hqOptionDemo)) var demo = false
  @Flag(help: ArgumentHelp(Message.hqOptionPrintUnit)) var printUnit = false
  @OptionGroup var serving: ServingOptions
  @OptionGroup var chain: DemoOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    if printUnit { return Door(options).write(SystemdUnit.text) }
    ProcessMemory.shareHeaps()
    let configuration = try await serving.configuration(database: database.database)
    let settings = try configuration.settings()
    guard demo else {
      let database = DatabaseOptions.named(configuration[.database]?.text)
      return try await serve(try database.address(), settings)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbiao-demo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let address = "sqlite:" + folder.appending(path: "hq.sqlite").path(percentEncoded: false)
    _ = try await DemoFilling(chain, seeds: try Seeds.chosen(by: environment())).fill(address, on: Door(options))
    try await serve(address, settings, openTo: .demo)
  }

  private func serve(
    _ address: String, _ settings: ServerSettings, openTo visitor: Visitor? = nil
  ) async throws {
    var settings = settings
    let logger = settings.logger
    settings.certificateRead = { problem in
      if let problem {
        logger.error("certificate not read, the old one stays", metadata: ["problem": "\(problem)"])
      } else {
        logger.notice("certificate read anew")
      }
    }
    settings.programme = try DatabaseOptions.servedProgramme(beside: address)
    let ledger = try await CentralLedgers.open(address, .createIfMissing, options: database.ledgerOptions)
    SecretFile(path: ledger.keyFilePath).warn()
    let access: any VisitorAccess =
      visitor.map { OpenAccess(as: $0) } ?? SignInDesk(ledger: ledger, clock: settings.clock)
    let feed = PanelFeed(ledger)
    let dashboard = try Dashboard(
      ledger: ledger, feed: feed, seeds: try Seeds.chosen(by: environment()), access: access,
      clock: settings.clock, logger: logger)
    settings.pages = ServedPages { request, origin in
      await dashboard.answer(request, from: origin.peer, isSecure: origin.isSecure, id: origin.requestID)
    }
    let host = settings.host
    let shown = (settings.certificate == nil ? "http://" : "https://") + (host.contains(":") ? "[\(host)]" : host)
    let server = CentralServer(ledger: ledger, feed: feed, settings: settings)
    // What takes long is worked out while nobody waits for it.
    let warming = Task.detached(priority: .utility) { await dashboard.warm() }
    defer { warming.cancel() }
    do {
      try await server.run { port in Door.announce("listening on \(shown):\(port)") }
    } catch let problem as ServerCertificate.Problem {
      await ledger.close()
      throw explainFailure(problem) ?? DoorFailure("certificate", .hqTLSIncomplete, status: .unavailable)
    } catch {
      await ledger.close()
      throw DoorFailure(
        "cannot_listen", .hqCannotListen(host: host, port: settings.port, reason: String(describing: error)),
        status: .unavailable)
    }
    await ledger.close()
  }
}
