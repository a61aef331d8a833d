import SnackChain
import SyncProtocol

/// Who inspects which store, and the bundles that inspectors take along.
public protocol FieldLedger: Sendable {
  /// Plans an inspection of a store, or with `nil` as its purpose takes the plan back. The latest plan counts until an
  /// inspection is recorded after it.
  ///
  /// - Throws: ``CentralLedgerError/notAllowed(_:)``; ``CentralLedgerError/accountGivesNoAccess(_:)`` where the inspector
  ///   may not inspect, or not there.
  func plan(_ task: InspectionTask, access: Access) async throws(CentralLedgerError) -> TaskOutcome

  /// The plans within the scope that wait for their inspection, by the day they are due.
  func openTasks(of inspector: AccountName?, access: Access) async throws(CentralLedgerError) -> [InspectionTask]

  /// Makes a signed bundle for an inspector, of the stores named, or of those that are planned for them.
  func makeBundle(
    for inspector: AccountName, stores: [StoreCode]?, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> BundleOutcome

  /// A bundle that was made here, or `nil`.
  func bundle(_ id: OperationID) async throws(CentralLedgerError) -> KnownBundle?
}

/// An inspection that is planned.
public struct InspectionTask: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// Why; `nil` takes the plan back.
  public let purpose: InspectionPurpose?
  /// Who is to go, where that is decided.
  public let inspector: AccountName?
  /// By when.
  public let due: CalendarDay?
  /// A note.
  public let note: String?

  /// Makes a plan.
  public init(
    store: StoreCode, purpose: InspectionPurpose?, inspector: AccountName? = nil, due: CalendarDay? = nil,
    note: String? = nil
  ) {
    self.store = store
    self.purpose = purpose
    self.inspector = inspector
    self.due = due
    self.note = note
  }
}

/// What became of a plan.
public enum TaskOutcome: Hashable, Sendable {
  /// It stands.
  case planned(dataVersion: Int64)
  /// It stood already.
  case unchanged
  /// No such store within the scope.
  case unknownStore(StoreCode)
  /// The inspector may not inspect in the store's region.
  case notTheirRegion(AccountName, StoreCode)
  /// The inspector has no account that may inspect.
  case noInspector(AccountName)
}

/// What became of a wish for a bundle.
public enum BundleOutcome: Hashable, Sendable {
  /// It was made: the signed file, and how many stores are in it.
  case made(SignedText, InspectionBundle)
  /// There is nothing to take along.
  case nothingToInspect
  /// No such stores within the scope of who asks and of the inspector.
  case unknownStores([StoreCode])
  /// The inspector has no account that may inspect.
  case noInspector(AccountName)
}

/// What HQ keeps of a bundle that it made.
public struct KnownBundle: Hashable, Sendable {
  /// The bundle.
  public let id: OperationID
  /// Whose it is.
  public let inspector: AccountName
  /// When it was made.
  public let madeAt: Timestamp
  /// The key that signs its answers.
  public let key: ReceiptKey
  /// The SHA-256 of the signed text.
  public let digest: String
  /// The data version that it was made from.
  public let dataVersion: Int64
}
