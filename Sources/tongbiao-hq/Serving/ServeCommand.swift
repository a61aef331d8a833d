import ArgumentParser
import CentralLedger
import CentralServer
import CommandLineDoor
import Foundation
import Localization
import Logging
import SeedData

/// `serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "serve", .hqServe,
    examples: ["serve --database sqlite:hq.sqlite --port 8080", "serve --demo --stores 3000"])

  @Option(help: ArgumentHelp(Message.hqOptionPort)) var port = 8080
  @Option(help: ArgumentHelp(Message.hqOptionHost)) var host = "127.0.0.1"
  @Flag(help: ArgumentHelp(Message.hqOptionDemo)) var demo = false
  @OptionGroup var chain: DemoOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError(Message.hqPortRange[options.language]) }
  }

  func run() async throws {
    guard demo else { return try await serve(try database.address()) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbiao-demo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let address = "sqlite:" + folder.appending(path: "hq.sqlite").path(percentEncoded: false)
    _ = try await DemoFilling(chain, seeds: try Seeds.chosen(by: environment())).fill(address, on: Door(options))
    try await serve(address)
  }

  private func serve(_ address: String) async throws {
    let ledger = try await CentralLedgers.open(address, .createIfMissing)
    // Standard error carries one line when the server is ready; what follows are warnings only.
    var logger = Logger(label: "tongbiao-hq") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let shown = host.contains(":") ? "[\(host)]" : host
    let server = CentralServer(ledger: ledger, settings: ServerSettings(host: host, port: port, logger: logger))
    do {
      try await server.run { port in Door.announce("listening on http://\(shown):\(port)") }
    } catch {
      await ledger.close()
      throw DoorFailure(
        "cannot_listen", .hqCannotListen(host: host, port: port, reason: String(describing: error)),
        status: .unavailable)
    }
    await ledger.close()
  }
}
