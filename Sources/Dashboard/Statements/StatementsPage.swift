import CentralLedger
import HTTPTypes
import Localization
import SnackChain

/// What headquarters has published: frozen, and reproducible by anybody who has the ledger.
struct StatementsPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    var content = PageContent(.statements, title: .webStatements, fed: fed)
    content.lead = .webStatementsLead
    // A statement is about the whole chain: whoever answers for some regions sees none of it.
    let isWhole = visit.visitor.scope == .everywhere
    if !isWhole { content.parts.append(.notes([.webStatementsWhole])) }
    let statements = isWhole ? try await visit.site.ledger.statements() : []
    var sheet = Sheet(
      "main", .webStatements,
      columns: [
        .init("published_at", .webPublishedAt), .init("month", .webMonth), .init("kind", .webKind),
        .init("data_version", .webVersion), .init("published_by", .webBy), .init("program_version", .webProgram),
        .init("digest", .webDigest),
      ],
      rows: .all(
        statements.map { statement in
          [
            .moment(statement.publishedAt),
            .month(statement.draft.month, to: "/statements/\(statement.digest)"),
            .message(.webStatementKind(statement.draft.kind), code: statement.draft.kind),
            .serial(
              statement.draft.dataVersion,
              to: "/uplift?month=\(statement.draft.month)&as-of=\(statement.draft.dataVersion)"),
            .text(statement.publishedBy), .text(statement.draft.programVersion), .digest(statement.digest),
          ]
        }))
    sheet.isSearchable = true
    sheet.emptiness = .webNoStatements
    content.parts.append(.sheet(sheet))
    return content
  }
}

/// One published statement, byte for byte.
struct StatementPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let digest = parameters["digest"]
    guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      visit.visitor.scope == .everywhere, let statement = try await visit.site.ledger.statement(digest)
    else {
      throw PageProblem(
        code: "unknown_statement", status: .notFound, title: .webUnknownStatement, advice: .webNotFoundAdvice,
        ways: [.init(text: .webStatements, address: "/statements")])
    }
    let fed = try await visit.panel()
    var content = PageContent(.statements, title: .webStatementOf(statement.draft.month), fed: fed)
    content.crumbs = [.init(text: .webStatements, address: "/statements")]
    content.lead = .webStatementFrozen(
      version: statement.draft.dataVersion, at: statement.publishedAt.inChina, by: statement.publishedBy.visible)
    content.parts.append(.text(statement.draft.content))
    content.parts.append(.notes([.webStatementCheck(statement.digest)]))
    return content
  }
}
