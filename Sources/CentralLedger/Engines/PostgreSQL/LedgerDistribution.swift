/// How the ledger's tables are spread over many machines by their stores.
public enum LedgerDistribution {
  /// The statements that spread an existing ledger on Citus, made of the schema itself.
  ///
  /// Tables of stores go to the workers, all rows of a store to the same one; what is one for the whole chain (head,
  /// audit chain, keys, invites, devices, accounts) stays on the coordinator.
  public static var citusScript: String {
    let spread = LedgerTable.all.filter { $0.key.first == "store_id" }
    let local = LedgerTable.all.filter { $0.key.first != "store_id" }.map(\.name) + ["ledger_head"]
    let first = spread.first?.name ?? ""
    return """
      -- Spreads the ledger by store_id on Citus 11 or later. Run it once, with the servers stopped.
      -- Every statement of the program that names a store goes to one worker; only the feed, the audit's walk, who
      -- else sent a photograph, and readings of the whole chain go to all of them.
      -- On CockroachDB and YugabyteDB nothing is run: their keys spread tables by themselves, and the program repeats
      -- what they answer with 40001. Both need triggers in PL/pgSQL (CockroachDB from 24.3).
      -- Stays on the coordinator: \(local.joined(separator: ", ")).
      CREATE EXTENSION IF NOT EXISTS citus;
      -- The append-only guards are row triggers: each looks at its own row only.
      SET citus.enable_unsafe_triggers = on;
      \(spread.map { table in
        table.name == first
          ? "SELECT create_distributed_table('\(table.name)', 'store_id');"
          : "SELECT create_distributed_table('\(table.name)', 'store_id', colocate_with => '\(first)');"
      }.joined(separator: "\n"))

      """
  }
}
