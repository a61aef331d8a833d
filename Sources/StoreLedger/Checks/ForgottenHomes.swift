import SnackChain

/// Folders beside the one in use that hold ledgers as well: of an earlier installation, of another user's setting, or a
/// copy that somebody made.
public struct ForgottenHomes: Hashable, Sendable {
  /// A ledger that nobody opens any more.
  public struct Found: Hashable, Sendable {
    /// Its store.
    public let store: StoreCode
    /// Its home.
    public let home: String
    /// How many figures wait in it; `nil` where it cannot be opened.
    public let waiting: Int?
  }

  /// What was found, by folder.
  public let found: [Found]

  /// Looks where ledgers usually are, without going deep.
  ///
  /// - Parameters:
  ///   - home: the folder in use.
  ///   - environment: of this run, for `HOME` and `XDG_DATA_HOME`.
  public init(besides home: LedgerHome, environment: [String: String]) {
    var usual = environment
    usual["TONGBIAO_HOME"] = nil
    var candidates: [String] = [LedgerHome(environment: usual).path]
    let own = Self.plain(home.path)
    let parents = [environment["HOME"].map(Self.plain), own.lastIndex(of: "/").map { String(own[..<$0]) }]
    for parent in parents.compactMap({ $0 }) where !parent.isEmpty && parent != "/tmp" {
      for name in ((try? DiskFile.names(in: parent)) ?? []).sorted() where name.lowercased().contains("tongbiao") {
        candidates.append(parent + "/" + name)
      }
    }
    var seen: Set<String> = [own]
    var found: [Found] = []
    for path in candidates.map(Self.plain) where seen.insert(path).inserted {
      let other = LedgerHome(path: path)
      for store in (try? other.stores()) ?? [] {
        let waiting = try? StoreLedger(home: other, store: store).waitingCount()
        found.append(Found(store: store, home: path, waiting: waiting))
      }
    }
    self.found = found
  }

  /// A path without slashes at its end.
  private static func plain(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
