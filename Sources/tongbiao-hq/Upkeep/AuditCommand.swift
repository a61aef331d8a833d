import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `audit`
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("audit", .hqAudit, subcommands: [VerifyAudit.self, ListAudit.self])
}

/// `audit verify`
struct VerifyAudit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "verify", .hqAuditVerify, examples: ["audit verify --database sqlite:hq.sqlite"])

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let verdict = try await database.withLedger { try await $0.verifyAudit() }
    let result = AuditResult(verdict)
    switch door.format {
    case .json: try door.writeJSON(result)
    case .csv:
      try door.write(
        Listing(
          columns: [
            .init("intact", .hqAuditIntactColumn), .init("entries", .hqAuditEntries), .init("head", .hqAuditHead),
            .init("broken_at", .hqAuditBrokenAt), .init("fault", .hqAuditFault),
          ],
          rows: [
            [
              .text(String(result.intact)), .optional(result.entries.map(Int.init)), .optional(result.head),
              .optional(result.brokenAt.map(Int.init)), .optional(result.fault),
            ]
          ]))
    case .table:
      if case .intact(let entries, let head) = verdict { door.write(.hqAuditIntact(Int(entries), head: head)) }
    }
    if case .broken(let number, let fault) = verdict {
      throw DoorFailure(
        "audit_broken", .hqAuditBroken(number, fault: fault.code), advice: .hqCorruptAdvice, status: .dataError)
    }
  }
}

/// What walking the chain found, as JSON has it.
private struct AuditResult: Encodable {
  let intact: Bool
  var entries: Int64?
  var head: String?
  var brokenAt: Int64?
  var fault: String?

  init(_ verdict: AuditVerdict) {
    switch verdict {
    case .intact(let entries, let head):
      intact = true
      self.entries = entries
      self.head = head
    case .broken(let number, let fault):
      intact = false
      brokenAt = number
      self.fault = fault.code
    }
  }

  enum CodingKeys: String, CodingKey {
    case intact, entries, head, fault
    case brokenAt = "broken_at"
  }
}

extension AuditVerdict.Fault {
  /// A stable code for machines.
  var code: String {
    switch self {
    case .chain: "chain"
    case .content: "content"
    case .gap: "gap"
    }
  }
}

/// `audit list`
struct ListAudit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqAuditList, examples: ["audit list --after 100 --limit 50 --database sqlite:hq.sqlite"])

  @Option(help: ArgumentHelp(Message.hqOptionAfter)) var after: Int64 = 0
  @Option(help: ArgumentHelp(Message.hqOptionLimit)) var limit = 1_000
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let entries = try await database.withLedger {
      try await $0.auditEntries(after: max(0, after), limit: max(0, limit))
    }
    let listing = Listing(
      columns: [
        .init("number", Message(zh: "编号", en: "Number")), .init("at", Message(zh: "时间", en: "At")),
        .init("actor", Message(zh: "操作者", en: "Actor")), .init("action", Message(zh: "操作", en: "Action")),
        .init("subject", Message(zh: "对象", en: "Subject")),
        .init("first_position", Message(zh: "起始版本", en: "First position")),
        .init("last_position", Message(zh: "截止版本", en: "Last position")),
        .init("digest", Message(zh: "摘要", en: "Digest")),
      ],
      rows: entries.map {
        [
          .integer($0.number), .text($0.at.description), .text($0.actor),
          .message(.hqAuditAction($0.action.rawValue), code: $0.action.rawValue), .text($0.subject),
          .integer($0.firstPosition), .integer($0.lastPosition), .text($0.digest),
        ]
      })
    try Door(options).write(listing)
  }
}
