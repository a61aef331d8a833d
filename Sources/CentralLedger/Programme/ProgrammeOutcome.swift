import SnackChain

/// What became of the entries, one for one.
public struct ProgrammeRecording: Hashable, Sendable {
  /// The outcomes in the order of the entries.
  public let outcomes: [ProgrammeOutcome]
  /// The data version afterwards.
  public let dataVersion: Int64

  /// Makes a result.
  public init(outcomes: [ProgrammeOutcome], dataVersion: Int64) {
    self.outcomes = outcomes
    self.dataVersion = dataVersion
  }
}

/// What became of one entry.
public enum ProgrammeOutcome: Hashable, Sendable {
  /// It is in the history; with the state from the day of its effect.
  case recorded(ProgrammeEvent, ProgrammeState)
  /// It was there already; the event as it was recorded first.
  case repeated(ProgrammeEvent, ProgrammeState)
  /// An inspection that came in after another of the same visit: kept, not counted, waiting for a decision.
  case conflict(RecordedInspection)
  /// An inspection that contradicted another, and on which somebody has decided since.
  case decided(RecordedInspection)
  /// An impossible step, with what is missing.
  case refused(ProgrammeRefusal)
  /// An inspection that cannot be judged.
  case unjudged(InspectionProblem)
  /// The same identity with another content: the first stays.
  case changed
  /// A decision for what counts already: kept, and nothing else moved.
  case upheld
  /// No such store within the scope.
  case unknownStore(StoreCode)
  /// No such inspection waits for a decision.
  case nothingToDecide
  /// The role does not allow it.
  case notAllowed(Deed)
  /// An inspector answers for no visits but their own.
  case notOwnVisit
  /// Evidence that is named was not handed in, nor ever before.
  case evidenceMissing([EvidenceDigest])

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .recorded: "recorded"
    case .repeated: "repeated"
    case .conflict: "conflict"
    case .decided: "decided"
    case .refused: "refused"
    case .unjudged(let problem): problem.code
    case .changed: "changed"
    case .upheld: "upheld"
    case .unknownStore: "unknown_store"
    case .nothingToDecide: "nothing_to_decide"
    case .notAllowed: "not_allowed"
    case .notOwnVisit: "not_own_visit"
    case .evidenceMissing: "evidence_missing"
    }
  }

  /// Whether what was handed in is in the ledger now.
  public var isKept: Bool {
    switch self {
    case .recorded, .repeated, .conflict, .decided, .upheld: true
    case .refused, .unjudged, .changed, .unknownStore, .nothingToDecide, .notAllowed, .notOwnVisit, .evidenceMissing:
      false
    }
  }
}

/// An inspection in the ledger.
public struct RecordedInspection: Hashable, Sendable {
  /// How it came in.
  public enum Status: String, Hashable, Sendable {
    /// It counted when it came in.
    case counted
    /// It contradicted another.
    case conflict
  }

  /// Whether it counts now.
  public enum Use: String, Hashable, Sendable {
    /// It does.
    case counts
    /// Another does in its place.
    case setAside = "set_aside"
    /// It contradicts another, and nobody has decided yet.
    case openConflict = "open_conflict"
  }

  /// What was decided where it was one of several.
  public struct Decision: Hashable, Sendable {
    /// Whether it is the one that counts.
    public let isUpheld: Bool
    /// Why.
    public let reason: String
    /// Who decided.
    public let decidedBy: String
    /// The data version of the decision.
    public let recordedAt: Int64
  }

  /// The inspection.
  public let inspection: Inspection
  /// What it came to.
  public let outcome: InspectionOutcome
  /// How it came in.
  public let status: Status
  /// The decision on it, if any: the latest.
  public internal(set) var decision: Decision?
  /// The data version at which it came in.
  public let recordedAt: Int64
  /// Who recorded it.
  public let recordedBy: String
  /// The bundle that it came in.
  public let bundle: String?

  /// Whether it counts now.
  public var counts: Bool { decision?.isUpheld ?? (status == .counted) }

  /// Whether somebody has to decide.
  public var isOpenConflict: Bool { status == .conflict && decision == nil }

  /// Both in one word.
  public var use: Use { isOpenConflict ? .openConflict : counts ? .counts : .setAside }
}

/// A photograph or paper in the ledger.
public struct RecordedEvidence: Hashable, Sendable {
  /// The file.
  public let file: EvidenceFile
  /// The data version at which it came in.
  public let recordedAt: Int64
  /// When, by HQ's clock.
  public let receivedAt: Timestamp
  /// Who handed it in.
  public let recordedBy: String
}

/// What became of a new version of the standard.
public enum StandardAdoption: Hashable, Sendable {
  /// It is in the book.
  case adopted(dataVersion: Int64)
  /// It is there already, word for word.
  case repeated
  /// It cannot be.
  case refused([StandardProblem])
}
