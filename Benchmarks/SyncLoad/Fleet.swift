import CentralLedger
import Crypto
import Foundation
import GRDB
import PostgreSQLClient
import SnackChain
import SyncProtocol

/// Stores with one device each. Keys come from their numbers, so that two processes have the same.
struct Fleet: Sendable {
  let count: Int

  func store(_ number: Int) -> StoreCode? { StoreCode("L" + String(1_000_000 + number).dropFirst()) }

  func device(_ number: Int) -> String { "d" + String(repeating: "0", count: 12) + String(10_000_000 + number) }

  func key(_ number: Int) throws -> Curve25519.Signing.PrivateKey {
    try Curve25519.Signing.PrivateKey(
      rawRepresentation: Data(SHA256.hash(data: Data("load \(number)".utf8))))
  }

  /// Registers the stores and the figures of earlier months by the ledger's own imports, and their devices in one
  /// transaction: what joining costs is not what is measured.
  func register(in database: LoadedDatabase, months: Int) async throws {
    guard let region = RegionCode("330683") else { throw LoadProblem.setup("region") }
    let ledger = try await database.open(.createIfMissing)
    let rows = try (0..<count).map { number in
      guard let code = store(number) else { throw LoadProblem.setup("store \(number)") }
      return StoreRow(line: number + 2, code: code, name: "示范\(number)", region: region)
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "bench"))
    try await importHistory(into: ledger, months: months)
    await ledger.close()
    let devices = try (0..<count).map { number in
      guard let code = store(number) else { throw LoadProblem.setup("store \(number)") }
      let key = try key(number).publicKey.rawRepresentation.base64EncodedString()
      return DeviceLine(id: device(number), store: code.description, key: key)
    }
    if let path = database.path {
      try Self.add(devices, toFile: path)
    } else {
      try Self.add(devices, toServer: database.address)
    }
  }

  private struct DeviceLine {
    let id: String
    let store: String
    let key: String
    static let joined: Int64 = 1_700_000_000_000
  }

  private static func add(_ devices: [DeviceLine], toFile path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      for line in devices {
        try database.execute(
          sql: "INSERT INTO device (device_id, store_id, public_key, name, joined_at) VALUES (?, ?, ?, ?, ?)",
          arguments: [line.id, line.store, line.key, "手机", DeviceLine.joined])
      }
    }
    try queue.close()
  }

  private static func add(_ devices: [DeviceLine], toServer address: String) throws {
    let connection = try PostgreSQLConnection(PostgreSQLAddress(address))
    var rest = devices[...]
    try connection.copyIn("COPY device (device_id, store_id, public_key, name, joined_at) FROM STDIN") {
      guard !rest.isEmpty else { return nil }
      let part = rest.prefix(1000)
      rest = rest.dropFirst(1000)
      return Array(part.map { "\($0.id)\t\($0.store)\t\($0.key)\t手机\t\(DeviceLine.joined)\n" }.joined().utf8)
    }
    // As on a server that has been up for a while.
    _ = try connection.query("ANALYZE", keeping: false)
  }

  /// The figures of the months before the storm's, so that every store has a past that a session carries along.
  private func importHistory(into ledger: any CentralLedger, months: Int) async throws {
    guard months > 0 else { return }
    var batch = ReportImportBatch(index: try await ledger.storeIndex(), expecting: count * months)
    for back in (1...months).reversed() {
      for number in 0..<count {
        guard let code = store(number), let place = batch.index.place(of: Array(code.description.utf8)) else {
          throw LoadProblem.setup("store \(number)")
        }
        batch.append(
          ReportImportRow(
            line: batch.rows.count + 2, store: place, month: DeadlineStorm.month.adding(months: -back),
            turnover: Money(fen: 3_000_000 + Int64(number)), openDays: 26))
      }
    }
    _ = try await ledger.importReports(batch, options: ReportImportOptions(actor: "bench"), progress: nil)
  }

  /// What a device knows of HQ, as of the session before.
  struct Memory: Sendable {
    var cursor: Int64 = 0
    var held: [YearTotal] = []
    var witness: FeedWitness?
    /// Devices as they are ask for their papers; those of `sessions` are bare.
    var wantsPapers = false
    var checklist: String?
  }

  /// A session: the bytes of the request.
  ///
  /// - Parameters:
  ///   - moment: when it is sent, by HQ's clock.
  ///   - clockOff: how far the device's clock is off, in seconds.
  ///   - correction: what it has learnt about that since.
  func session(
    _ number: Int, operations: [ReportOperation], memory: Memory = Memory(), at moment: Date = Date(),
    clockOff: Int64 = 0, correction: Int64 = 0
  ) throws -> [UInt8] {
    guard let code = store(number) else { throw LoadProblem.setup("store \(number)") }
    let now = Int64(moment.timeIntervalSince1970 * 1000)
    var message = SyncRequest(
      store: code, operations: operations, cursor: memory.cursor, held: memory.held, witness: memory.witness,
      checklistVersion: memory.checklist, sentAt: Timestamp(milliseconds: now + clockOff * 1000))
    if memory.wantsPapers {
      (message.benchmarks, message.statement, message.messages) = (memory.cursor, memory.cursor, 0)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(message)
    let signed = try RequestSignature.sign(
      method: "POST", path: "/v1/sync", body: body, created: now / 1000 + clockOff + correction,
      keyID: device(number), nonce: UUID().uuidString, key: try key(number))
    let head =
      "POST /v1/sync HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
      + "Want-Content-Digest: sha-256=1\r\n"
      + "Content-Length: \(body.count)\r\nContent-Digest: \(signed.contentDigest)\r\n"
      + "Signature-Input: \(signed.signatureInput)\r\nSignature: \(signed.signature)\r\n\r\n"
    return Array(head.utf8) + Array(body)
  }

  func operation(_ number: Int, month: YearMonth) throws -> ReportOperation {
    guard let code = store(number) else { throw LoadProblem.setup("store \(number)") }
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    return ReportOperation(
      id: OperationID(at: now),
      report: MonthlyReport(
        store: code, month: month, turnover: Money(fen: 3_000_000 + Int64(number)), openDays: 26), recordedAt: now)
  }
}

/// A database under load, by its address.
struct LoadedDatabase: Sendable {
  let address: String
  let keys: String?

  /// - Parameter name: `postgres://…`, `sqlite:FILE` or a bare path.
  init(_ name: String, keys: String?) {
    address = name.contains("://") || name.hasPrefix("sqlite:") ? name : "sqlite:" + name
    self.keys = keys
  }

  /// The file, where it is one.
  var path: String? { address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : nil }

  func open(_ opening: CentralLedgers.Opening = .existing) async throws -> any CentralLedger {
    var options = LedgerOptions(keyFile: keys)
    options.busySeconds = 60
    return try await CentralLedgers.open(address, opening, options: options)
  }
}

enum LoadProblem: Error {
  case setup(String)
  case connection(Int32)
}
