/// An entry of HQ's audit chain, by its number and its digest.
///
/// A ledger that went back (to a backup, or to a replica that had not heard everything) and on again gives the same
/// places of the feed to other figures, but never has this entry again: whoever finds it there has missed nothing of
/// what was before it.
public struct AuditLink: Hashable, Sendable, Codable {
  /// Its number.
  public var number: Int64
  /// Its digest.
  public var digest: String

  /// Names an entry.
  public init(number: Int64, digest: String) {
    self.number = number
    self.digest = digest
  }
}
