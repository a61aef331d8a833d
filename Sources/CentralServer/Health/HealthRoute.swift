import CentralLedger
import Hummingbird

/// `GET /healthz`: whether the ledger answers.
struct HealthRoute: Sendable {
  let ledger: any CentralLedger

  private struct Answer: Encodable {
    let status: String
    let dataVersion: Int64

    enum CodingKeys: String, CodingKey {
      case status
      case dataVersion = "data_version"
    }
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    try Response.json(Answer(status: "ok", dataVersion: try await ledger.dataVersion()), for: request)
  }
}
