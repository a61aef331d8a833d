import SnackChain

/// The folder that holds an owner's ledgers: one folder for each store, `stores/CODE/ledger.sqlite`.
public struct LedgerHome: Hashable, Sendable {
  /// The folder's path.
  public let path: String

  /// Takes a folder; it need not exist yet.
  public init(path: String) { self.path = path }

  /// `$TONGBIAO_HOME`, or `tongbiao` in the XDG data folder (`$XDG_DATA_HOME`, else `~/.local/share`).
  public init(environment: [String: String]) {
    if let home = environment["TONGBIAO_HOME"], !home.isEmpty {
      path = home
    } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      path = data + "/tongbiao"
    } else {
      path = (environment["HOME"] ?? ".") + "/.local/share/tongbiao"
    }
  }

  /// The folder of a store. A code that begins with a point cannot lead out of the home.
  public func folder(of store: StoreCode) -> String {
    let code = store.description
    return path + "/stores/" + (code.hasPrefix(".") ? "%2E" + code.dropFirst() : code)
  }

  /// The file of a store's ledger.
  public func ledgerPath(of store: StoreCode) -> String { folder(of: store) + "/ledger.sqlite" }

  /// Where a joining that has no answer yet keeps its key; `name` is made from the invite code.
  package func joiningFolder(named name: String) -> String { path + "/joining/" + name }

  /// The stores with a ledger here, sorted. Empty where nothing was joined yet.
  public func stores() throws(LedgerProblem) -> [StoreCode] {
    var found: [StoreCode] = []
    for name in try DiskFile.names(in: path + "/stores") {
      let code = name.hasPrefix("%2E") ? "." + name.dropFirst(3) : name
      if let store = StoreCode(code), DiskFile.exists(ledgerPath(of: store)) { found.append(store) }
    }
    return found.sorted()
  }
}
