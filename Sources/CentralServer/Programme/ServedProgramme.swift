import Evidence
import SnackChain

/// What devices are served of the programme.
public struct ServedProgramme: Sendable {
  /// The versions of the standard that the program knows before headquarters adopts any.
  public let standards: StandardBook
  /// Where photographs are kept; `nil` takes none.
  public let evidence: EvidenceFolder?

  /// Says what is served.
  public init(standards: StandardBook, evidence: EvidenceFolder?) {
    self.standards = standards
    self.evidence = evidence
  }
}
