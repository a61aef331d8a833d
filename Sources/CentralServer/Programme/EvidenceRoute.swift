import Evidence
import HTTPTypes
import Hummingbird
import Localization
import SnackChain
import SyncProtocol

/// `POST /v1/evidence`: one photograph of a device, as it is. The same again changes nothing.
struct EvidenceRoute: Sendable {
  private let folder: EvidenceFolder?
  private let reading: RequestReading
  private let check: DeviceCheck

  init(settings: ServerSettings, reading: RequestReading, check: DeviceCheck) {
    folder = settings.programme?.evidence
    self.reading = reading
    self.check = check
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(
      request, type: EvidenceAnswer.contentType, limit: EvidenceLimits.bytes)
    _ = try await check.device(of: received)
    guard let folder else {
      throw ServerProblem(code: "no_evidence_folder", status: .notImplemented, title: .problemNoEvidence)
    }
    let file: EvidenceFile
    do throws(EvidenceProblem) {
      file = try folder.put([UInt8](received.body))
    } catch .notKept {
      throw ServerProblem.busy(retryAfter: 60)
    } catch {
      throw ServerProblem(code: error.code, status: .unprocessableContent, title: .problemNotEvidence)
    }
    return try Response.json(EvidenceAnswer(sha256: file.digest), for: request)
  }
}
