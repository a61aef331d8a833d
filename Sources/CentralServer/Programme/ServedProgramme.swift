import Evidence
import SnackChain

/// What devices are served of the programme.
public struct ServedProgramme: Sendable {
  /// The versions of the standard that the program knows before headquarters adopts any.
  public let standards: StandardBook
  /// What the public promises to stores.
  public let benefits: [ProgrammeBenefit]
  /// Where photographs are kept; `nil` takes none.
  public let evidence: EvidenceFolder?

  /// Says what is served.
  public init(standards: StandardBook, benefits: [ProgrammeBenefit], evidence: EvidenceFolder?) {
    self.standards = standards
    self.benefits = benefits
    self.evidence = evidence
  }
}
