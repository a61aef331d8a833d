import CentralLedger
import Crypto
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import SnackChain
import Synchronization
import SyncProtocol
import Testing

@testable import CentralServer

/// A clock that tests turn.
final class TestClock: Sendable {
  private let milliseconds = Mutex<Int64>(1_678_000_000_000)

  var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }

  func turn(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}

/// A device of a store that has joined.
struct JoinedDevice: Sendable {
  let id: String
  let store: StoreCode
  let key: Curve25519.Signing.PrivateKey
}

/// A real server on a free port over a ledger in a folder of its own, with the stores S1 and S2.
struct ServerUnderTest: Sendable {
  let port: Int
  let ledger: any CentralLedger
  let clock: TestClock
  let group: ServiceGroup

  static func with(
    _ change: (inout ServerSettings) -> Void = { _ in }, queueLimit: Int? = nil,
    _ body: @escaping @Sendable (ServerUnderTest) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = TestClock()
    var options = LedgerOptions()
    options.clock = { clock.now }
    if let queueLimit { options.queueLimit = queueLimit }
    let file = folder.appendingPathComponent("hq.sqlite").path
    let ledger = try await CentralLedgers.open("sqlite:" + file, .createIfMissing, options: options)
    let region = try #require(RegionCode("330683"))
    let rows = try ["S1", "S2"].map { StoreRow(line: 2, code: try #require(StoreCode($0)), name: "店", region: region) }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var settings = ServerSettings(port: 0, logger: logger)
    settings.clock = { clock.now }
    change(&settings)
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    let application = try CentralServer(ledger: ledger, settings: settings).application { announce.yield($0) }
    let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [application], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      try await body(ServerUnderTest(port: port, ledger: ledger, clock: clock, group: group))
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    await ledger.close()
  }

  /// Asks to join with an invite code.
  func join(
    _ code: String, key: Curve25519.Signing.PrivateKey = .init(),
    signedBy signer: Curve25519.Signing.PrivateKey? = nil, deviceName: String = "手机", more: [(String, String)] = []
  ) async throws -> WireConnection.Answer {
    let publicKey = key.publicKey.rawRepresentation.base64EncodedString()
    let body = try JSONEncoder().encode(JoinRequest(code: code, publicKey: publicKey, deviceName: deviceName))
    let request = try SignedRequest("/v1/join", body, keyID: publicKey, key: signer ?? key, at: clock.now, more: more)
    return try #require(try await request.sent(to: port))
  }

  /// A device of `store`, joined over the wire.
  func device(of store: String = "S1") async throws -> JoinedDevice {
    let code = try #require(StoreCode(store))
    let key = Curve25519.Signing.PrivateKey()
    let invite = try await ledger.makeInvite(for: code, actor: "test").code
    let answer = try await join(invite.replacing("-", with: ""), key: key)
    return JoinedDevice(id: try answer.decoded(JoinResponse.self).device, store: code, key: key)
  }

  func operation(_ store: String, _ month: String, yuan: Int64) throws -> ReportOperation {
    ReportOperation(
      id: OperationID(at: clock.now),
      report: MonthlyReport(
        store: try #require(StoreCode(store)), month: try #require(YearMonth(month)), turnover: Money(fen: yuan * 100),
        openDays: 26),
      recordedAt: clock.now)
  }

  func body(_ device: JoinedDevice, _ operations: [ReportOperation], cursor: Int64 = 0) throws -> Data {
    try JSONEncoder().encode(
      SyncRequest(store: device.store, operations: operations, cursor: cursor, held: [], sentAt: clock.now))
  }

  /// A signed request of a device with any body.
  func request(_ device: JoinedDevice, _ body: Data, more: [(String, String)] = []) throws -> SignedRequest {
    try SignedRequest("/v1/sync", body, keyID: device.id, key: device.key, at: clock.now, more: more)
  }

  /// A session that must succeed.
  func sync(
    _ device: JoinedDevice, _ operations: [ReportOperation], cursor: Int64 = 0
  ) async throws -> SyncResponse {
    let request = try request(device, try body(device, operations, cursor: cursor))
    let answer = try #require(try await request.sent(to: port))
    try #require(answer.status == 200, "\(answer.text)")
    return try answer.decoded(SyncResponse.self)
  }
}
