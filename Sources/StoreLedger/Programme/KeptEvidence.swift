import Evidence
import GRDB
import SnackChain
import SyncProtocol

/// A photograph that is kept beside the ledger under its digest.
public struct KeptEvidence: Hashable, Sendable {
  /// Its name, and the proof that it was not changed.
  public let digest: EvidenceDigest
  /// Its bytes.
  public let size: Int
}

extension StoreLedger {
  /// The folder of photographs, beside the ledger.
  private var evidenceFolder: EvidenceFolder {
    EvidenceFolder(path: (path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".") + "/evidence")
  }

  /// Keeps a copy of the photograph at `source`, durably, so that the answer that names it can be sent whatever becomes
  /// of the original. The same photograph again is kept once. It is looked at as headquarters will look at it.
  public func keepEvidence(at source: String, now: Timestamp) throws(LedgerProblem) -> KeptEvidence {
    try keepEvidence(now: now) { folder throws(EvidenceProblem) in try folder.put(source) }
  }

  /// The same for a photograph whose bytes are here.
  public func keepEvidence(_ bytes: [UInt8], now: Timestamp) throws(LedgerProblem) -> KeptEvidence {
    try keepEvidence(now: now) { folder throws(EvidenceProblem) in try folder.put(bytes) }
  }

  private func keepEvidence(
    now: Timestamp, putting: (EvidenceFolder) throws(EvidenceProblem) -> EvidenceFile
  ) throws(LedgerProblem) -> KeptEvidence {
    if let reasonAgainstWriting { throw reasonAgainstWriting }
    let file: EvidenceFile
    do throws(EvidenceProblem) {
      // The file first: a row never names one that is not there.
      file = try putting(evidenceFolder)
    } catch .notKept(let path, let code) {
      throw DiskFile.problem(code, at: path)
    } catch {
      throw .evidence(error)
    }
    try write { database in
      try database.run(
        sql: "INSERT OR IGNORE INTO evidence (digest, size, format, kept_at) VALUES (?, ?, ?, ?)",
        arguments: [file.digest.description, file.bytes, file.media, now.description])
    }
    return KeptEvidence(digest: file.digest, size: file.bytes)
  }

  /// The bytes of a photograph that was kept; `nil` where its file is gone or was changed.
  public func evidence(_ digest: EvidenceDigest) throws(LedgerProblem) -> [UInt8]? {
    evidenceFolder.content(named: digest)
  }

  /// Photographs that waiting answers name and that HQ is not known to hold, in the order of the answers.
  public func unsentEvidence() throws(LedgerProblem) -> [EvidenceDigest] {
    try read { database in
      let sent = try Self.sentEvidence(in: database)
      var seen: Set<EvidenceDigest> = []
      return try Self.waitingRectifications(in: database).flatMap(\.evidence)
        .filter { !sent.contains($0) && seen.insert($0).inserted }
    }
  }

  private static func sentEvidence(in database: Database) throws -> Set<EvidenceDigest> {
    Set(
      try database.values(String.self, sql: "SELECT digest FROM evidence WHERE sent_at IS NOT NULL")
        .compactMap { EvidenceDigest($0) })
  }

  /// Waiting answers all of whose photographs HQ is noted to hold.
  static func readyRectifications(in database: Database) throws -> [RectificationOperation] {
    let waiting = try waitingRectifications(in: database)
    if waiting.isEmpty { return [] }
    let sent = try sentEvidence(in: database)
    return waiting.filter { $0.evidence.allSatisfy(sent.contains) }
  }

  /// Notes why answers that name a photograph cannot be sent; they wait.
  public func noteEvidenceProblem(_ digest: EvidenceDigest, code: String, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      for operation in try Self.waitingRectifications(in: database) where operation.evidence.contains(digest) {
        try Self.postpone(operation.id.description, problem: code, now: now, in: database)
      }
    }
  }

  /// Notes that HQ holds a photograph.
  public func noteEvidenceSent(_ digest: EvidenceDigest, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      try database.run(
        sql: "UPDATE evidence SET sent_at = ? WHERE digest = ?", arguments: [now.description, digest.description])
    }
  }

  /// Notes that HQ does not hold these, whatever was noted before.
  static func forgetSent(_ digests: [EvidenceDigest], in database: Database) throws {
    for digest in digests {
      try database.run(
        sql: "UPDATE evidence SET sent_at = NULL WHERE digest = ?", arguments: [digest.description])
    }
  }
}
