import SnackChain

/// The stores' ways through the programme: events, inspections and their evidence, the versions of the standard.
///
/// Whatever is read or written is asked for with an ``Access``: what its role does not allow is refused, and a store
/// outside its regions is answered like one that does not exist.
public protocol ProgrammeLedger: Sendable {
  // MARK: The standard

  /// All versions of the standard: those that headquarters adopted, and of `seeds` those whose names it did not use.
  func standardBook(seeds: StandardBook, asOf version: Int64?) async throws(CentralLedgerError) -> StandardBook

  /// Puts a new version in force. Inspections stay as they were judged: each names its version.
  func adopt(
    _ version: StandardVersion, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> StandardAdoption

  // MARK: Events

  /// Records steps and inspections in the given order, in one transaction, each for itself: an impossible one is refused
  /// with all that is missing and does not stop the rest. The same again is answered with what was recorded.
  func record(
    _ entries: [ProgrammeEntry], seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeRecording

  /// One store with its history, or `nil` where there is none within the scope.
  func programme(
    of store: StoreCode, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> StoreProgramme?

  /// Streams all stores within the scope with their histories, in the order of codes, in batches, from one snapshot.
  func reduceProgrammes<Result: Sendable>(
    asOf version: Int64?, access: Access, into initial: Result,
    _ update: @escaping @Sendable (inout Result, [StoreProgramme]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Result>

  /// The standings of all stores within the scope side by side.
  func standingTable(asOf version: Int64?, access: Access) async throws(CentralLedgerError) -> LedgerReading<
    StandingTable
  >

  /// The six counts as of the end of `month`, over the stores within the scope.
  func programmeCounts(
    of month: YearMonth, asOf version: Int64?, estimated: Int?, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeCounts

  // MARK: Inspections

  /// The inspections of a store in the order in which they came in, with what was decided of them.
  func inspections(
    of store: StoreCode, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> [RecordedInspection]

  /// The inspections within the scope that contradict one that counts and wait for a decision, oldest first.
  func inspectionConflicts(access: Access) async throws(CentralLedgerError) -> [RecordedInspection]

  /// Decides between contradicting inspections of a store: `kept` counts, the others that wait are set aside.
  func decide(
    keep kept: OperationID, of store: StoreCode, reason: String, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeOutcome

  /// The photographs and papers recorded for a store, oldest first.
  func evidence(of store: StoreCode, access: Access) async throws(CentralLedgerError) -> [RecordedEvidence]
}

/// A store with its way through the programme.
public struct StoreProgramme: Hashable, Sendable {
  /// What the register knows.
  public let store: Store
  /// All events.
  public let history: ProgrammeHistory
  /// The data version that was read.
  public let dataVersion: Int64

  /// Pairs a store with its history.
  public init(store: Store, history: ProgrammeHistory, dataVersion: Int64) {
    self.store = store
    self.history = history
    self.dataVersion = dataVersion
  }
}

/// Something to be recorded of a store in the programme.
public enum ProgrammeEntry: Hashable, Sendable {
  /// A step other than an inspection.
  case step(StepRequest)
  /// An inspection with its evidence.
  case inspection(InspectionReport)

  /// The store.
  public var store: StoreCode {
    switch self {
    case .step(let request): request.store
    case .inspection(let report): report.inspection.store
    }
  }
}

/// A step that somebody wants recorded.
public struct StepRequest: Hashable, Sendable {
  /// Made once, so that what is sent twice is recorded once.
  public let id: OperationID
  /// The store.
  public let store: StoreCode
  /// What happened.
  public let step: ProgrammeStep
  /// The day on which it took effect; `nil` for today.
  public let effective: CalendarDay?
  /// A note or reason, kept beside the event.
  public let note: String?
  /// Photographs and papers that came with it.
  public let evidence: [EvidenceFile]

  /// Makes a request.
  public init(
    id: OperationID, store: StoreCode, step: ProgrammeStep, effective: CalendarDay? = nil, note: String? = nil,
    evidence: [EvidenceFile] = []
  ) {
    self.id = id
    self.store = store
    self.step = step
    self.effective = effective
    self.note = note
    self.evidence = evidence
  }
}

/// An inspection as it comes in.
public struct InspectionReport: Hashable, Sendable {
  /// The inspection.
  public let inspection: Inspection
  /// The files that it names.
  public let evidence: [EvidenceFile]
  /// The data version that the inspector's bundle was made from. An inspection that others got in before contradicts
  /// theirs; `nil` where it was made with the ledger at hand.
  public let seen: Int64?
  /// The bundle that it came in.
  public let bundle: String?

  /// Makes a report.
  public init(
    inspection: Inspection, evidence: [EvidenceFile] = [], seen: Int64? = nil, bundle: String? = nil
  ) {
    self.inspection = inspection
    self.evidence = evidence
    self.seen = seen
    self.bundle = bundle
  }
}
