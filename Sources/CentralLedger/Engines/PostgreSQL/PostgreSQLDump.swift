import Foundation
import PostgreSQLClient

/// A database of PostgreSQL as one file, in the custom format of `pg_dump`.
enum PostgreSQLDump {
  /// Writes the database as of one moment, while others go on; blocks.
  static func write(
    _ place: String, _ address: PostgreSQLAddress, to path: String
  ) throws(CentralLedgerError) -> LedgerCopy {
    guard access(path, F_OK) != 0 else { throw .notAccessible(path: path, errno: EEXIST) }
    // Readable for the process's own user only, from its first byte on.
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notAccessible(path: path, errno: errno) }
    close(descriptor)
    do {
      // The moment is held here, so that the data version is that of the file.
      let connection = try PostgreSQLConnection(address)
      _ = try connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", keeping: false)
      _ = try connection.query("SET LOCAL idle_in_transaction_session_timeout = 0", keeping: false)
      let head = try connection.query(
        "SELECT pg_export_snapshot(), position FROM ledger_head WHERE singleton = 1", keeping: false)
      guard head.count == 1 else { throw CentralLedgerError.corrupt("ledger_head is empty") }
      try PostgreSQLTool.dump.run([
        "--format=custom", "--no-owner", "--no-privileges", "--snapshot=\(head.text(0, 0))", "--file=\(path)",
        "--dbname=\(writable(place))",
      ])
      // What cannot be read again is no copy.
      try PostgreSQLTool.restore.run(["--list", path])
      return LedgerCopy(engine: "postgresql", dataVersion: head.int(0, 1))
    } catch {
      unlink(path)
      throw .of(error, at: address)
    }
  }

  /// Fills an empty database from such a file, all of it or nothing; blocks.
  static func read(_ path: String, into place: String) throws(CentralLedgerError) {
    let address: PostgreSQLAddress
    do throws(PostgreSQLError) {
      address = try PostgreSQLAddress(place)
    } catch {
      throw error.state == "password" ? .passwordInAddress : .unknownAddress("postgres://…")
    }
    do {
      let connection = try PostgreSQLConnection(address)
      guard try PostgreSQLSchema.isEmpty(connection) else { throw CentralLedgerError.targetNotEmpty }
      try PostgreSQLTool.restore.run([
        "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname=\(writable(place))", path,
      ])
      _ = try connection.query("ANALYZE", keeping: false)
    } catch {
      throw .of(error, at: address)
    }
  }

  /// Of several hosts the one that we use ourselves.
  private static func writable(_ place: String) -> String {
    place.contains("target_session_attrs")
      ? place : place + (place.contains("?") ? "&" : "?") + "target_session_attrs=read-write"
  }
}
