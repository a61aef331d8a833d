import SnackChain

/// The accounts of those who work with the programme. Appended, twice dated, audited.
public protocol AccountLedger: Sendable {
  /// Gives an account a position from a day on, or takes it every right with `nil`. What it already is changes nothing.
  ///
  /// - Throws: ``CentralLedgerError/notAllowed(_:)`` where `access` may not manage people;
  ///   ``CentralLedgerError/unknownAccount(_:)`` where an account that there is not would be revoked.
  func recordPosition(
    _ position: Position?, of name: AccountName, validFrom day: CalendarDay, note: String?, access: Access
  ) async throws(CentralLedgerError) -> AccountChange

  /// The account of that name, revoked or not, or `nil` where there is none.
  func account(_ name: AccountName) async throws(CentralLedgerError) -> Account?

  /// All accounts in the order of their names, revoked ones included.
  func accounts(asOf version: Int64?) async throws(CentralLedgerError) -> [Account]
}

/// An account after a change, and whether there was one.
public struct AccountChange: Hashable, Sendable {
  /// The account as it is now.
  public let account: Account
  /// Whether anything was recorded.
  public let isNew: Bool
  /// The data version.
  public let dataVersion: Int64

  /// Makes a result.
  public init(account: Account, isNew: Bool, dataVersion: Int64) {
    self.account = account
    self.isNew = isNew
    self.dataVersion = dataVersion
  }
}

extension AccountLedger {
  /// The access that an account gives today, with the door that it is used through.
  ///
  /// - Throws: ``CentralLedgerError/accountGivesNoAccess(_:)`` where there is no such account or it has no rights today,
  ///   told alike.
  public func access(
    of name: AccountName, on day: CalendarDay, via door: String? = nil
  ) async throws(CentralLedgerError) -> Access {
    guard let access = try await account(name)?.access(on: day, via: door) else {
      throw .accountGivesNoAccess(name)
    }
    return access
  }
}
