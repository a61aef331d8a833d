import SnackChain
import SyncProtocol

/// HQ's system of record: the register of stores, all revisions of all reports, who may send, and what was done when.
///
/// Everything is appended, nothing is overwritten: each change takes the next number of one gap-free feed, and any
/// reading can be asked for as of an earlier number (its *data version*). One protocol, several engines behind it;
/// all of them pass the same tests.
public protocol CentralLedger:
  AccountLedger, ConservationLedger, CopyingLedger, EvidenceLedger, FieldLedger, KeyLedger, OwnerLedger, PeriodLedger,
  ProgrammeImportLedger, ProgrammeLedger, RectificationLedger, SignInLedger, StatementLedger, VisitLedger
{
  // MARK: The feed

  /// The number of the latest change: what a reading made now is made from.
  func dataVersion() async throws(CentralLedgerError) -> Int64

  /// What changed after position `after`, oldest first, at most `limit` report heads.
  ///
  /// A reader that keeps `upTo` and asks with it again misses nothing and sees nothing twice.
  func changes(after: Int64, limit: Int) async throws(CentralLedgerError) -> LedgerChanges

  // MARK: The register

  /// Adds stores and records what changed in known ones. The same rows again change nothing.
  ///
  /// One row that cannot be taken does not stop the rest: it is listed in the summary.
  func importStores(_ rows: [StoreRow], options: RegisterImportOptions) async throws(CentralLedgerError)
    -> RegisterImportSummary

  /// Records what papers state of a store's standing, as long as no event of the programme is recorded for it: from
  /// then on only events move it.
  func appendStanding(
    _ standing: Standing, to store: StoreCode, effective: CalendarDay, note: String?, actor: String
  ) async throws(CentralLedgerError) -> StandingEvent

  /// One store with all its dated facts, or `nil` where the register has none of that code.
  func store(_ code: StoreCode, asOf version: Int64?) async throws(CentralLedgerError) -> Store?

  /// A page of stores in the order of their codes.
  func stores(_ query: StoreQuery) async throws(CentralLedgerError) -> StorePage

  /// Streams all stores in the order of their codes (as bytes), in batches, from one snapshot.
  ///
  /// - Parameters:
  ///   - version: the data version to read as of; `nil` for the latest.
  ///   - initial: what `update` works on; it is called on a reader's thread, never concurrently.
  func reduceStores<Result: Sendable>(
    asOf version: Int64?, into initial: Result,
    _ update: @escaping @Sendable (inout Result, [Store]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Result>

  /// The codes of all registered stores, made to be asked for bytes of a file.
  func storeIndex() async throws(CentralLedgerError) -> StoreIndex

  // MARK: Reports

  /// Hands one device's operations to the queue and waits for the commit that holds their outcomes.
  ///
  /// - Returns: one outcome for each operation, in order.
  /// - Throws: ``CentralLedgerError/busy(retryAfterSeconds:)`` where the queue is full.
  func submit(_ submission: Submission) async throws(CentralLedgerError) -> [OperationOutcome]

  /// Imports a whole file of figures, in large transactions of sorted rows.
  ///
  /// A figure equal to the month's head is unchanged, another one becomes a new revision. What a person would be asked
  /// to confirm is kept and listed as a warning, by the store's own median over all its other months in ledger and
  /// file. Rows that cannot be are refused and do not stop the rest.
  ///
  /// - Parameter progress: called from time to time on the writer's thread with the number of rows done.
  func importReports(
    _ batch: ReportImportBatch, options: ReportImportOptions, progress: (@Sendable (Int) -> Void)?
  ) async throws(CentralLedgerError) -> ReportImportSummary

  /// Streams the head revision of every store and month, ordered by store code (as bytes), then month, in batches,
  /// from one snapshot.
  ///
  /// - Parameter version: the data version to read as of; `nil` for the latest.
  func reduceHeads<Result: Sendable>(
    asOf version: Int64?, into initial: Result,
    _ update: @escaping @Sendable (inout Result, [ReportHead]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Result>

  /// All revisions of one store's month (of all its months, where `month` is `nil`), oldest first.
  func revisions(of store: StoreCode, month: YearMonth?) async throws(CentralLedgerError) -> [ReportRevision]

  /// Operations that were kept apart because their predecessor was not the head, oldest first.
  func conflicts(of store: StoreCode?) async throws(CentralLedgerError) -> [ReportConflict]

  /// The heads of one store that came into the feed after `cursor`, for its devices.
  func headChanges(of store: StoreCode, after cursor: Int64, limit: Int) async throws(CentralLedgerError)
    -> StoreChanges

  /// What a session is told of a store, from one snapshot, or `nil` where it is not registered.
  func briefing(_ question: BriefingQuestion) async throws(CentralLedgerError) -> StoreBriefing?

  /// Whether the feed has that operation of the store at that place still, and the audit chain that entry. Where not,
  /// this ledger went back to a backup since they were told. What is `nil` is not asked for.
  func holds(_ witness: FeedWitness?, link: AuditLink?, of store: StoreCode) async throws(CentralLedgerError) -> Bool

  /// Count and sum of a store's heads by year.
  func totals(of store: StoreCode) async throws(CentralLedgerError) -> [YearTotal]

  /// Which stores owe a report for `month`, and which sent theirs after the deadline.
  func reporting(of month: YearMonth, deadlineDay: Int) async throws(CentralLedgerError) -> ReportingStatus

  // MARK: Devices

  /// Makes an invite for a store: single use, seven days. Only its keyed hash is kept.
  func makeInvite(for store: StoreCode, actor: String) async throws(CentralLedgerError) -> Invite

  /// Joins a device by an invite code. The same code with the same key again gets the same answer.
  ///
  /// - Throws: ``CentralLedgerError/inviteInvalid`` for an unknown, expired or used one, told alike.
  func join(code: String, publicKey: [UInt8], deviceName: String) async throws(CentralLedgerError) -> Device

  /// The device of that id, revoked or not, or `nil` where there is none.
  func device(_ id: String) async throws(CentralLedgerError) -> Device?

  /// The devices of a store, or of all stores, in the order of joining.
  func devices(of store: StoreCode?) async throws(CentralLedgerError) -> [Device]

  /// Takes a device its right to send; what it has sent stays.
  func revokeDevice(_ id: String, actor: String) async throws(CentralLedgerError)

  /// Records that a device was heard of, and how far its clock was from HQ's. Written with the next group.
  func noteContact(device: String, skewMilliseconds: Int64) async

  // MARK: Trust

  /// Walks the whole audit chain and recomputes every digest from the data.
  func verifyAudit() async throws(CentralLedgerError) -> AuditVerdict

  /// Entries of the audit chain after number `after`, oldest first.
  func auditEntries(after: Int64, limit: Int) async throws(CentralLedgerError) -> [AuditEntry]

  /// A few counts that show the ledger alive.
  func health() async throws(CentralLedgerError) -> LedgerHealth

  /// Finishes what is queued, then closes. Later calls throw ``CentralLedgerError/closed``.
  func close() async
}

/// Whether a stream goes on.
public enum StreamStep: Sendable {
  /// The next batch, please.
  case next
  /// Enough.
  case stop
}

/// What a reading gave, and the data version it was made from.
public struct LedgerReading<Result: Sendable>: Sendable {
  /// The data version.
  public let dataVersion: Int64
  /// What was read.
  public let value: Result

  /// Pairs a value with its version.
  public init(dataVersion: Int64, value: Result) {
    self.dataVersion = dataVersion
    self.value = value
  }
}

/// A few counts that show the ledger alive.
public struct LedgerHealth: Hashable, Sendable {
  /// The number of the latest change.
  public let dataVersion: Int64
  /// How many stores are registered.
  public let stores: Int
  /// How many revisions there are.
  public let revisions: Int
  /// How many entries the audit chain has.
  public let auditEntries: Int64
  /// How many operations wait in the queue of this process.
  public let waiting: Int

  /// Makes the counts.
  public init(dataVersion: Int64, stores: Int, revisions: Int, auditEntries: Int64, waiting: Int) {
    self.dataVersion = dataVersion
    self.stores = stores
    self.revisions = revisions
    self.auditEntries = auditEntries
    self.waiting = waiting
  }
}
