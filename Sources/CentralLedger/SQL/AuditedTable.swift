/// The tables whose rows the audit chain vouches for.
enum AuditedTable: CaseIterable {
  case fact, standing, revision, conflict, account, statement, period
  case programme, inspection, decision, task, evidence, bundle, standard
  case overruling, complaint

  var name: String {
    switch self {
    case .fact: "store_fact"
    case .standing: "standing_event"
    case .revision: "revision"
    case .conflict: "report_conflict"
    case .account: "account_event"
    case .statement: "published_statement"
    case .period: "period_event"
    case .programme: "programme_event"
    case .inspection: "inspection"
    case .decision: "inspection_decision"
    case .task: "inspection_task"
    case .evidence: "evidence"
    case .bundle: "inspection_bundle"
    case .standard: "standard_version"
    case .overruling: "visit_overruling"
    case .complaint: "complaint"
    }
  }

  /// How many columns are vouched for, from the first.
  var columns: Int32 {
    switch self {
    case .standing, .conflict, .account, .standard: 6
    case .decision, .bundle, .complaint: 7
    case .task: 8
    case .fact, .programme, .evidence, .overruling: 9
    case .inspection: 11
    case .revision: RevisionRow.columnCount
    case .statement: StatementRow.columnCount
    case .period: PeriodRow.columnCount
    }
  }

  /// The column of the number by which an entry of the chain names its rows.
  var numberColumn: Int32 {
    switch self {
    case .fact, .standing, .account, .programme, .inspection, .decision, .task, .bundle, .standard, .statement,
      .overruling, .complaint:
      1
    case .evidence: 2
    case .revision: 11
    case .conflict: 6
    case .period: 0
    }
  }

  /// The order in which the rows went into the digest: by that number first.
  var order: String {
    switch self {
    case .fact, .programme, .inspection, .task, .overruling, .complaint: "recorded_at, store_id"
    case .standing: "recorded_at, store_id, effective"
    case .decision: "recorded_at, store_id, inspection_id"
    case .evidence: "recorded_at, store_id, digest"
    case .account, .bundle, .standard, .statement: "recorded_at"
    case .revision: "position"
    case .conflict: "audit_number, store_id, operation_id"
    case .period: "audit_number, place"
    }
  }
}

extension AuditEntry.Action {
  /// The tables in which an entry's positions of the feed name rows, in the order in which they went into the digest.
  var tables: [AuditedTable] {
    switch self {
    case .registerImported, .standingRecorded: [.fact, .standing]
    case .accountChanged: [.account]
    case .programmeRecorded: [.fact, .standing, .programme, .inspection, .decision, .task, .evidence]
    case .standardAdopted: [.standard]
    case .statementPublished: [.statement]
    case .visitNoted: [.overruling, .complaint]
    case .bundleMade: [.bundle]
    default: [.revision]
    }
  }
}
