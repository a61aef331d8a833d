import CentralLedger
import Hummingbird

/// `GET /readyz`: whether requests should be sent here; `GET /livez`: whether the process answers at all.
struct ReadyRoute: Sendable {
  let ledger: any CentralLedger
  let draining: DrainingFlag

  private struct Answer: Encodable {
    let status: String
    let ledger: String
    let draining: Bool
  }

  func ready(_ request: Request, _ context: ServerContext) async throws -> Response {
    let isDraining = draining.isRaised
    var isReadable = true
    // What is wrong is in the log of whoever works with the ledger; here only whether something is.
    do { _ = try await ledger.dataVersion() } catch { isReadable = false }
    let isReady = isReadable && !isDraining
    let answer = Answer(
      status: isReady ? "ok" : "unavailable", ledger: isReadable ? "ok" : "unavailable", draining: isDraining)
    var response = try Response.json(answer, for: request)
    if !isReady {
      response.status = .serviceUnavailable
      response.headers[.retryAfter] = "5"
    }
    return response
  }

  func alive(_ request: Request, _ context: ServerContext) async throws -> Response {
    try Response.json(["status": "ok"], for: request)
  }
}
