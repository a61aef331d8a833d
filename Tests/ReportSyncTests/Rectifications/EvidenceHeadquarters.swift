import Crypto
import Foundation
import Gzip
import ReportSync
import SnackChain
import Synchronization
import SyncProtocol

/// A pretended HQ that takes photographs and answers to rectifications besides: everything else it hands on.
final class EvidenceHeadquarters: SyncTransport {
  struct State {
    var photographs: [EvidenceDigest: [UInt8]] = [:]
    var answers: [OperationID: RectificationReceipt] = [:]
    /// Every photograph that arrived, as often as it did.
    var arrivals: [EvidenceDigest] = []
    var brief: ProgrammeBrief?
    var checklist: StandardVersion?
    /// Requests after which the line breaks: the work is done, the answer is lost. Counted down.
    var losesAnswers = 0
    /// Photographs that cannot be taken.
    var refusesPhotographs = false
    var forges = false
  }

  private let plain: FakeHeadquarters
  private let state = Mutex(State())

  init(_ plain: FakeHeadquarters) { self.plain = plain }

  func with<Value>(_ body: (inout State) -> Value) -> Value { state.withLock { body(&$0) } }

  func send(_ request: WireRequest) async throws(TransportProblem) -> WireResponse {
    let response =
      request.path == EvidenceAnswer.path ? try take(request) : try await sync(request)
    let isLost = with { state in
      guard state.losesAnswers > 0 else { return false }
      state.losesAnswers -= 1
      return true
    }
    if isLost { throw .cutOff("test") }
    return response
  }

  private func take(_ request: WireRequest) throws(TransportProblem) -> WireResponse {
    let isRefused = with { $0.refusesPhotographs }
    if isRefused {
      let problem = ProblemDocument(code: "not_a_photo", title: "photo", status: 422)
      return WireResponse(status: 422, body: try Self.encoded(problem))
    }
    guard let digest = EvidenceDigest(SHA256.hash(data: Data(request.body)).hexadecimal) else {
      throw .local("digest")
    }
    with { state in
      state.photographs[digest] = request.body
      state.arrivals.append(digest)
    }
    return WireResponse(status: 200, body: try Self.encoded(EvidenceAnswer(sha256: digest)))
  }

  private func sync(_ request: WireRequest) async throws(TransportProblem) -> WireResponse {
    let response = try await plain.send(request)
    guard request.path == SyncSession.path, response.status == 200,
      let content = try? Gzip.decompress(request.body, limit: 1 << 24),
      let message = try? JSONDecoder().decode(SyncRequest.self, from: Data(content)),
      var answer = try? JSONDecoder().decode(SyncResponse.self, from: Data(response.body))
    else { return response }
    let key = plain.with { $0.keys.last }
    guard let key else { throw .local("key") }
    answer.rectifications = with { state in
      (message.rectifications ?? []).map { Self.outcome(of: $0, key: key, state: &state) }
    }
    answer.programme = with { $0.brief }
    let checklist = with { $0.checklist }
    if message.checklistVersion != checklist?.version { answer.checklist = checklist }
    return WireResponse(status: 200, body: try Self.encoded(answer))
  }

  private static func outcome(
    of operation: RectificationOperation, key: Curve25519.Signing.PrivateKey, state: inout State
  ) -> RectificationOutcome {
    if let receipt = state.answers[operation.id] {
      return RectificationOutcome(id: operation.id, verdict: .repeated, receipt: receipt)
    }
    let missing = operation.evidence.filter { state.photographs[$0] == nil }
    guard missing.isEmpty else {
      return RectificationOutcome(
        id: operation.id, verdict: .later, problem: RowProblem(code: RectificationOutcome.evidenceMissing),
        missing: missing)
    }
    let signer = state.forges ? Curve25519.Signing.PrivateKey() : key
    let receipt = try? RectificationReceipt(
      store: operation.store, operation: operation.id, contentDigest: RectificationReceipt.digest(of: operation),
      feedPosition: 7, receivedAt: operation.recordedAt, auditHead: "00",
      keyID: ReceiptKey.identifier(of: key.publicKey)
    ).signed(with: signer)
    if !state.forges { state.answers[operation.id] = receipt }
    return RectificationOutcome(id: operation.id, verdict: .accepted, receipt: receipt)
  }

  private static func encoded(_ value: some Encodable) throws(TransportProblem) -> [UInt8] {
    guard let data = try? JSONEncoder().encode(value) else { throw .local("encode") }
    return [UInt8](data)
  }
}
