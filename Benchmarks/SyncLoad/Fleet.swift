import CentralLedger
import Crypto
import Foundation
import GRDB
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

  /// Registers the stores by the ledger's own import, and their devices in one transaction: what joining costs is not
  /// what is measured.
  func register(in database: String) async throws {
    guard let region = RegionCode("330683") else { throw LoadProblem.setup("region") }
    let ledger = try await CentralLedgers.open("sqlite:" + database, .createIfMissing)
    let rows = try (0..<count).map { number in
      guard let code = store(number) else { throw LoadProblem.setup("store \(number)") }
      return StoreRow(line: number + 2, code: code, name: "示范\(number)", region: region)
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "bench"))
    await ledger.close()
    let queue = try DatabaseQueue(path: database)
    try await queue.write { database in
      for number in 0..<count {
        guard let code = store(number) else { continue }
        try database.execute(
          sql: "INSERT INTO device (device_id, store_id, public_key, name, joined_at) VALUES (?, ?, ?, ?, ?)",
          arguments: [
            device(number), code.description, try key(number).publicKey.rawRepresentation.base64EncodedString(), "手机",
            Int64(1_700_000_000_000),
          ])
      }
    }
    try queue.close()
  }

  /// A session with one report: the bytes of the request, and the report.
  ///
  /// - Parameters:
  ///   - clockOff: how far the device's clock is off, in seconds.
  ///   - correction: what it has learnt about that since.
  func session(
    _ number: Int, operation: ReportOperation, clockOff: Int64 = 0, correction: Int64 = 0
  ) throws -> [UInt8] {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let message = SyncRequest(
      store: operation.report.store, operations: [operation], cursor: 0, held: [],
      sentAt: Timestamp(milliseconds: now + clockOff * 1000))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(message)
    let signed = try RequestSignature.sign(
      method: "POST", path: "/v1/sync", body: body, created: now / 1000 + clockOff + correction,
      keyID: device(number), nonce: UUID().uuidString, key: try key(number))
    let head =
      "POST /v1/sync HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
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

enum LoadProblem: Error {
  case setup(String)
  case connection(Int32)
}
