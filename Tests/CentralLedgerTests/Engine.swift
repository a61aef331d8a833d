import Foundation
import GRDB
import PostgreSQLClient
import TemporaryPostgreSQL
import Testing

/// The engines that pass the same tests.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
  case sqlite, postgresql
  /// PostgreSQL behind PgBouncer in transaction mode: every transaction may meet another server connection.
  case pgbouncer

  var testDescription: String { rawValue }

  /// The address of the one database that belongs to a folder.
  func address(in folder: URL) throws -> String {
    switch self {
    case .sqlite: "sqlite:" + folder.appendingPathComponent("hq.sqlite").path
    case .postgresql: try TemporaryCluster.shared().address(Self.database(of: folder))
    case .pgbouncer: try TemporaryCluster.shared().address(Self.database(of: folder), port: 6432)
    }
  }

  /// Makes room for a database: for a file there is room.
  func prepare(_ folder: URL) throws {
    guard self != .sqlite else { return }
    try TemporaryCluster.shared().execute(["CREATE DATABASE \(Self.database(of: folder))"])
  }

  func remove(_ folder: URL) {
    guard self != .sqlite else { return }
    try? TemporaryCluster.shared().execute(["DROP DATABASE IF EXISTS \(Self.database(of: folder)) WITH (FORCE)"])
  }

  static func database(of folder: URL) -> String {
    folder.lastPathComponent.lowercased().replacing("-", with: "_")
  }

  /// Runs statements past the ledger, with its guards switched off.
  func tamper(_ folder: URL, _ statements: [String]) throws {
    switch self {
    case .sqlite:
      let file = try DatabaseQueue(path: folder.appendingPathComponent("hq.sqlite").path)
      try file.write { database in
        for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
          try database.execute(sql: "DROP TRIGGER \(trigger)")
        }
        for statement in statements { try database.execute(sql: statement) }
      }
      try file.close()
    case .postgresql, .pgbouncer:
      let off = "SET session_replication_role = replica"
      try TemporaryCluster.shared().execute([off] + statements, in: Self.database(of: folder))
    }
  }

  /// Runs a statement past the ledger; an error where the database itself does not let it through.
  func execute(_ folder: URL, _ statement: String) throws {
    switch self {
    case .sqlite:
      let file = try DatabaseQueue(path: folder.appendingPathComponent("hq.sqlite").path)
      defer { try? file.close() }
      try file.write { try $0.execute(sql: statement) }
    case .postgresql, .pgbouncer: try TemporaryCluster.shared().execute([statement], in: Self.database(of: folder))
    }
  }
}
