import GRDB
import SnackChain
import SyncProtocol

/// What the ledger remembers about the owner's bills: never what is in them, which stays in the files.
public enum BillMemory: String, Hashable, Sendable {
  /// How the file of a till is read; the name is the user's, the content the template.
  case till
  /// An account that a bill named; the content is empty.
  case account
  /// A file whose figures are in a draft, by its path; the content names the months.
  case file
}

extension StoreLedger {
  /// What is remembered of a kind: contents by name.
  public func remembered(_ kind: BillMemory) throws(LedgerProblem) -> [String: String] {
    try read { database in
      let rows = try database.rows(
        sql: "SELECT name, content FROM bill_memory WHERE kind = ?", arguments: [kind.rawValue])
      return Dictionary(rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { $1 })
    }
  }

  /// Remembers contents by name, in place of what was remembered under those names.
  public func remember(_ kind: BillMemory, _ contents: [String: String], now: Timestamp) throws(LedgerProblem) {
    if contents.isEmpty { return }
    try write { database in
      for (name, content) in contents {
        try database.run(
          sql: "INSERT OR REPLACE INTO bill_memory (kind, name, content, kept_at) VALUES (?, ?, ?, ?)",
          arguments: [kind.rawValue, name, content, now.description])
      }
    }
  }

  /// Forgets what is remembered under these names.
  public func forget(_ kind: BillMemory, _ names: [String]) throws(LedgerProblem) {
    if names.isEmpty { return }
    try write { database in
      for name in names {
        try database.run(
          sql: "DELETE FROM bill_memory WHERE kind = ? AND name = ?", arguments: [kind.rawValue, name])
      }
    }
  }
}
