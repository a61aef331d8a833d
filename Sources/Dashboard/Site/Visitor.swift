import SnackChain

/// Who looks, and which stores they may see. Pages are only ever made for a visitor.
public struct Visitor: Hashable, Sendable {
  /// With what they come: who it is, what it may do, and where.
  public let access: Access
  /// What their forms have to carry; `nil` where they can send none.
  let formToken: String?

  /// Makes a visitor.
  public init(_ access: Access) {
    self.access = access
    formToken = nil
  }

  init(_ access: Access, formToken: String) {
    self.access = access
    self.formToken = formToken
  }

  /// Whoever looks at a synthetic chain: everything in it is made up, so everything may be seen.
  public static let demo = Visitor(Access(name: "demo", role: .viewer, scope: .everywhere))

  /// The name of the account, as it stands in the audit chain.
  var name: String { access.name }
  /// The stores that may be seen.
  var scope: RegionScope { access.scope }

  /// Whether they may do that at all.
  func may(_ deed: Deed) -> Bool { access.may(deed) }

  /// Whether a form carried the right token. How long that takes does not tell how much was right.
  func accepts(_ token: String?) -> Bool {
    guard let formToken else { return false }
    let (wanted, found) = (Array(formToken.utf8), Array((token ?? "").utf8))
    guard wanted.count == found.count else { return false }
    return zip(wanted, found).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
