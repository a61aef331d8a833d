import SnackChain

extension SyncResponse {
  /// The answer in JSON, as `JSONEncoder` writes it with sorted keys and without escaped slashes.
  ///
  /// - Parameters:
  ///   - brief: how ``programme`` stands in JSON, where the caller has it at hand: many stores are told the same.
  ///   - checklist: how ``checklist`` stands in JSON, likewise.
  package func json(brief: [UInt8]? = nil, checklist known: [UInt8]? = nil) throws -> [UInt8] {
    var json = JSONText(capacity: 3072)
    try json.object { json in
      if let benchmarks { try json.field("benchmarks", encoded: benchmarks) }
      if let chainLink {
        json.name("chain_link")
        json.object { json in
          json.field("digest", chainLink.digest)
          json.field("number", chainLink.number)
        }
      }
      json.name("changes")
      json.list(changes) { $1.write(to: &$0) }
      if let checklist { json.field("checklist", json: try known ?? Self.json(of: checklist)) }
      json.field("cursor", cursor)
      if let effect { try json.field("effect", encoded: effect) }
      if let keySuccessions { try json.field("key_successions", encoded: keySuccessions) }
      if let messages { try json.field("messages", encoded: messages) }
      json.field("more", more)
      json.name("outcomes")
      json.list(outcomes) { $1.write(to: &$0) }
      json.name("profile")
      profile.write(to: &json)
      if let programme { json.field("programme", json: try brief ?? Self.json(of: programme)) }
      json.name("receipt_keys")
      json.list(receiptKeys) { $1.write(to: &$0) }
      if let rectifications { try json.field("rectifications", encoded: rectifications) }
      if let rewound { json.field("rewound", rewound) }
      json.field("server_time", serverTime.description)
      if let statement { try json.field("statement", encoded: statement) }
      json.name("totals")
      json.list(totals) { $1.write(to: &$0) }
    }
    return json.bytes
  }

  /// A part of an answer in JSON, as ``json(brief:checklist:)`` takes it.
  package static func json(of part: some Encodable) throws -> [UInt8] { try JSONText.bytes(of: part) }
}

extension OperationOutcome {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      if let head {
        json.name("head")
        head.write(to: &json)
      }
      json.field("id", id.description)
      if let problem {
        json.name("problem")
        json.object { json in
          json.field("code", problem.code)
          if let detail = problem.detail { json.field("detail", detail) }
        }
      }
      if let receipt {
        json.name("receipt")
        receipt.write(to: &json)
      }
      json.field("verdict", verdict.rawValue)
    }
  }
}

extension HeadChange {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      json.field("feed_position", feedPosition)
      json.name("operation")
      operation.write(to: &json)
      if let receipt {
        json.name("receipt")
        receipt.write(to: &json)
      }
      json.field("revision", revision)
    }
  }
}

extension ReportOperation {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      json.name("confirmed")
      json.list(confirmed) { $0.value($1) }
      if let correctionReason { json.field("correction_reason", correctionReason) }
      if let helper { json.field("helper", helper) }
      json.field("id", id.description)
      json.field("kind", kind.rawValue)
      if let predecessor { json.field("predecessor", predecessor.description) }
      json.field("recorded_at", recordedAt.description)
      json.name("report")
      report.write(to: &json)
      json.field("rules_version", rulesVersion)
      json.field("source", source.rawValue)
    }
  }
}

extension MonthlyReport {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      if let commission { json.field("commission_fen", commission.fen) }
      json.field("month", month.description)
      if let note { json.field("note", note) }
      if let openDays { json.field("open_days", openDays) }
      if let reason { json.field("reason", reason.rawValue) }
      json.field("store", store.description)
      if let takeaway { json.field("takeaway_fen", takeaway.fen) }
      json.field("turnover_fen", turnover.fen)
    }
  }
}

extension Receipt {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      json.field("audit_head", auditHead)
      json.field("content_sha256", contentDigest)
      json.field("feed_position", feedPosition)
      json.field("key_id", keyID)
      json.field("month", month.description)
      json.field("operation", operation.description)
      json.field("received_at", receivedAt.description)
      json.field("revision", revision)
      json.field("signature", signature)
      json.field("store", store.description)
      json.field("turnover_fen", turnover.fen)
    }
  }
}

extension ReceiptKey {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      json.field("id", id)
      json.field("key", key)
    }
  }
}

extension YearTotal {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      json.field("count", count)
      json.field("fen", fen)
      json.field("year", year)
    }
  }
}

extension StoreProfile {
  fileprivate func write(to json: inout JSONText) {
    json.object { json in
      if let closed { json.field("closed", closed.description) }
      json.field("deadline_day", deadlineDay)
      json.field("name", name)
      if let opened { json.field("opened", opened.description) }
      json.field("region", region.description)
      json.field("standing", standing.rawValue)
      json.field("store", store.description)
    }
  }
}
