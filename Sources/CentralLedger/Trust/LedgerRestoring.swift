import Dispatch

extension CentralLedgers {
  /// What walking a ledger from end to end found, without its private keys.
  public struct Examination: Sendable {
    /// The number of the latest change.
    public let dataVersion: Int64
    /// What the audit chain says.
    public let verdict: AuditVerdict
  }

  /// Walks the audit chain of the ledger at `address`. Its private keys are not needed: nothing is signed.
  public static func examine(
    _ address: String, options: LedgerOptions = LedgerOptions()
  ) async throws(CentralLedgerError) -> Examination {
    let engine = try await engine(address, .existing, options: options)
    do throws(CentralLedgerError) {
      let found = try await engine.reading { database in
        var walk = try AuditWalk(database)
        return Examination(dataVersion: try LedgerHeadRow.read(database).position, verdict: try walk.verdict())
      }
      await engine.closed()
      return found
    } catch {
      await engine.closed()
      throw error
    }
  }

  /// Fills the empty database at `address`, of a server, from a copy that ``CopyingLedger/copy(to:)`` made of another:
  /// all of it, or nothing.
  ///
  /// - Throws: ``CentralLedgerError/targetNotEmpty`` where anything is there.
  public static func restore(_ copy: String, to address: String) async throws(CentralLedgerError) {
    let result: Result<Void, CentralLedgerError> = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        do throws(CentralLedgerError) {
          continuation.resume(returning: .success(try PostgreSQLDump.read(copy, into: address)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    try result.get()
  }
}
