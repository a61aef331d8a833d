import SnackChain

extension LedgerProblem {
  /// A stable code for machines and for asking somebody.
  public var code: String {
    switch self {
    case .missing: "not_joined"
    case .newerSchema: "newer_ledger"
    case .notOurs: "not_a_ledger"
    case .damaged: "damaged_ledger"
    case .readOnly: "read_only"
    case .diskFull: "disk_full"
    case .busy: "ledger_busy"
    case .inputOutput: "io_error"
    case .otherStore: "other_store"
    case .alreadyReported: "already_reported"
    case .nothingToCorrect: "nothing_to_correct"
    case .unchanged: "unchanged"
    case .refusedByRules(let findings): findings.first?.code ?? "refused"
    case .unconfirmed: "unconfirmed"
    case .nothingToDecide: "nothing_to_decide"
    case .syncingElsewhere: "syncing_elsewhere"
    case .leaseLost: "lease_lost"
    case .evidence(let problem): problem.code
    case .rectification(let problem): problem.code
    }
  }
}
