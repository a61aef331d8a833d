import SnackChain

/// What HQ decided about one answer to a rectification.
public struct RectificationOutcome: Hashable, Sendable, Codable {
  /// The operation.
  public var id: OperationID
  /// The decision; never `conflict`.
  public var verdict: OperationOutcome.Verdict
  /// Accepted and repeated: the receipt, to be verified before the answer counts as sent.
  public var receipt: RectificationReceipt?
  /// Refused and later: why.
  public var problem: RowProblem?
  /// Later: the photographs that HQ does not hold, to be sent first.
  public var missing: [EvidenceDigest]?

  /// The code of a problem: photographs that the answer names are not at HQ.
  public static let evidenceMissing = "evidence_missing"

  /// Makes an outcome.
  public init(
    id: OperationID, verdict: OperationOutcome.Verdict, receipt: RectificationReceipt? = nil,
    problem: RowProblem? = nil, missing: [EvidenceDigest]? = nil
  ) {
    self.id = id
    self.verdict = verdict
    self.receipt = receipt
    self.problem = problem
    self.missing = missing
  }
}

/// HQ's answer to a photograph that was sent to `POST /v1/evidence`.
public struct EvidenceAnswer: Hashable, Sendable, Codable {
  /// The path that photographs are posted to, each alone and as it is.
  public static let path = "/v1/evidence"
  /// The type of the body.
  public static let contentType = "application/octet-stream"

  /// The digest under which HQ holds it.
  public var sha256: EvidenceDigest

  /// Makes an answer.
  public init(sha256: EvidenceDigest) { self.sha256 = sha256 }
}
