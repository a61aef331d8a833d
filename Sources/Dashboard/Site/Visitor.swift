import SnackChain

/// Who looks, and which stores they may see. Pages are only ever made for a visitor.
public struct Visitor: Hashable, Sendable {
  /// With what they come: who it is, what it may do, and where.
  public let access: Access

  /// Makes a visitor.
  public init(_ access: Access) { self.access = access }

  /// Whoever looks at a synthetic chain: everything in it is made up, so everything may be seen.
  public static let demo = Visitor(Access(name: "demo", role: .viewer, scope: .everywhere))

  /// The name of the account, as it stands in the audit chain.
  var name: String { access.name }
  /// The stores that may be seen.
  var scope: RegionScope { access.scope }

  /// Whether they may do that at all.
  func may(_ deed: Deed) -> Bool { access.may(deed) }
}
