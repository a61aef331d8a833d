import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

extension SyncSession {
  /// Sends the photographs that waiting answers name and that HQ is not known to hold, one by one. Each that HQ has
  /// confirmed is noted at once: a session that is cut off goes on with the next one.
  ///
  /// One that HQ does not take, or that is gone here, is noted with its answer and stops nothing else.
  ///
  /// - Returns: whether HQ holds one more than before.
  func sendEvidence(by exchange: inout SignedExchange, lease: SyncLease) async throws(SyncProblem) -> Bool {
    let digests = try onLedger { () throws(LedgerProblem) in try ledger.unsentEvidence() }
    var hasSent = false
    for digest in digests {
      let bytes = try onLedger { () throws(LedgerProblem) in
        try ledger.renew(lease, now: environment.now())
        return try ledger.evidence(digest)
      }
      guard let bytes else {
        try note("evidence_gone", of: digest)
        continue
      }
      do throws(SyncProblem) {
        guard let body = try await send(bytes, by: &exchange) else {
          try note(ProblemCode.tooLarge, of: digest)
          continue
        }
        guard let answer = try? JSONDecoder().decode(EvidenceAnswer.self, from: body) else {
          throw .notHeadquarters(status: 200)
        }
        guard answer.sha256 == digest else { throw .contradictory("another photograph") }
      } catch .refused(let code, let status) where status != 401 && status != 403 {
        try note(code, of: digest)
        continue
      }
      try onLedger { () throws(LedgerProblem) in try ledger.noteEvidenceSent(digest, now: environment.now()) }
      hasSent = true
    }
    return hasSent
  }

  private func send(_ bytes: [UInt8], by exchange: inout SignedExchange) async throws(SyncProblem) -> Data? {
    try await retrying { () async throws(SyncProblem) -> Data? in
      try await exchange.send(bytes: bytes, to: EvidenceAnswer.path)
    }
  }

  private func note(_ code: String, of digest: EvidenceDigest) throws(SyncProblem) {
    try onLedger { () throws(LedgerProblem) in
      try ledger.noteEvidenceProblem(digest, code: code, now: environment.now())
    }
  }
}
