import CentralLedger
import Evidence
import HTTPTypes
import Hummingbird
import Localization
import Logging
import SnackChain
import SyncProtocol

/// `POST /v1/evidence`: one photograph of a device, as it is. The same again changes nothing.
///
/// No store fills the disk: each has an allowance of new photographs, and all together leave room for the ledger.
struct EvidenceRoute: Sendable {
  private let ledger: any CentralLedger
  private let folder: EvidenceFolder?
  private let allowance: RequestRate
  private let reserve: Int64
  private let clock: @Sendable () -> Timestamp
  private let logger: Logger
  private let reading: RequestReading
  private let check: DeviceCheck

  init(ledger: any CentralLedger, settings: ServerSettings, reading: RequestReading, check: DeviceCheck) {
    self.ledger = ledger
    folder = settings.programme?.evidence
    allowance = RequestRate(settings.storeEvidence)
    reserve = settings.evidenceReserve
    clock = settings.clock
    logger = settings.logger
    self.reading = reading
    self.check = check
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(
      request, type: EvidenceAnswer.contentType, limit: EvidenceLimits.bytes)
    let device = try await check.device(of: received)
    guard let folder else {
      throw ServerProblem(code: "no_evidence_folder", status: .notImplemented, title: .problemNoEvidence)
    }
    let bytes = [UInt8](received.body)
    let file: EvidenceFile
    do throws(EvidenceProblem) {
      file = try EvidenceFolder.examine(bytes)
    } catch {
      throw ServerProblem(code: error.code, status: .unprocessableContent, title: .problemNotEvidence)
    }
    let isKnown = try await ledger.hasSent(file.digest, store: device.store)
    // By store: whoever has many devices has no more for that.
    if !isKnown { try allowance.check(device.store.description, at: clock()) }
    if folder.find(file.digest) == nil, let free = folder.freeBytes, free - Int64(bytes.count) < reserve {
      logger.error("the disk of the photographs is nearly full", metadata: ["free": "\(free)"])
      throw ServerProblem.busy(retryAfter: 3600)
    }
    do throws(EvidenceProblem) {
      try folder.put(bytes, as: file)
    } catch .notKept {
      throw ServerProblem.busy(retryAfter: 60)
    } catch {
      throw ServerProblem(code: error.code, status: .unprocessableContent, title: .problemNotEvidence)
    }
    if !isKnown { try await ledger.noteSent(file, by: device) }
    return try Response.json(EvidenceAnswer(sha256: file.digest), for: request)
  }
}
