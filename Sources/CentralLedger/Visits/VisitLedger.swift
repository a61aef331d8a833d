import SnackChain

/// What people say of whom to visit: decisions against the ranked list, and complaints.
public protocol VisitLedger: Sendable {
  /// Records a decision against the ranked list. The same again changes nothing.
  ///
  /// - Returns: the data version; `nil` where there is no such store within the scope.
  func record(_ overruling: VisitOverruling, access: Access) async throws(CentralLedgerError) -> Int64?

  /// Records a complaint about a store. The same again changes nothing.
  ///
  /// - Returns: the data version; `nil` where there is no such store within the scope.
  func record(_ complaint: Complaint, access: Access) async throws(CentralLedgerError) -> Int64?

  /// All decisions and complaints as far as a data version knew, by store.
  func visitNotes(asOf version: Int64?, access: Access) async throws(CentralLedgerError) -> VisitNotes
}

/// What somebody complained of.
public struct Complaint: Hashable, Sendable {
  /// The most characters.
  public static let longestText = 500

  /// Made once.
  public let id: OperationID
  /// The store.
  public let store: StoreCode
  /// The day of the complaint.
  public let day: CalendarDay
  /// What was said, without names.
  public let text: String

  /// Makes a complaint.
  public init(id: OperationID, store: StoreCode, day: CalendarDay, text: String) {
    self.id = id
    self.store = store
    self.day = day
    self.text = text
  }
}

/// Decisions and complaints.
public struct VisitNotes: Hashable, Sendable {
  /// Decisions against the ranked list.
  public var overrulings: [VisitOverruling] = []
  /// Complaints by store, in the order of recording.
  public var complaints: [StoreCode: [Complaint]] = [:]
}
