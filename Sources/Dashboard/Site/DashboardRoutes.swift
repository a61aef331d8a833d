import CentralLedger
import ChainStatistics
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import PanelFeed
import SnackChain

/// Which page answers which address.
struct DashboardRoutes {
  let site: Site
  let access: any VisitorAccess

  /// The most characters of an address that the audit chain keeps.
  private static let longestNote = 300

  func responder() throws -> RouterResponder<VisitContext> {
    let router = Router(context: VisitContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: RouterErrors())
    try addAssets(to: router)
    let specification = try EmbeddedFile.named("openapi.yaml")
    router.get("/openapi.yaml") { request, _ in
      PageAnswer.whole(specification.bytes, type: "application/yaml", for: request)
    }
    if let desk = access as? SignInDesk { SignInRoutes(desk: desk, templates: site.templates).add(to: router) }
    let live = LiveRoute(site: site, access: access)
    router.get("/live") { try await live.answer($0, $1) }
    page("/", OverviewPage(), on: router)
    page("/uplift", UpliftPage(), on: router)
    page("/uplift/stores", ArmStoresPage(), on: router)
    page("/programme", ProgrammePage(), on: router)
    page("/programme/stores", ProgrammeStoresPage(), on: router)
    page("/regions", RegionsPage(), on: router)
    page("/regions/{region}", RegionPage(), names: ["region"], on: router)
    page("/why", WhyPage(), on: router)
    page("/reports", ReportsPage(), on: router)
    page("/months", MonthsPage(), on: router)
    page("/statements", StatementsPage(), on: router)
    page("/statements/{digest}", StatementPage(), names: ["digest"], on: router)
    page("/audit", AuditPage(), on: router)
    page("/people", PeoplePage(), on: router)
    deed("/months/close", CloseMonthDeed(), on: router)
    deed("/months/reopen", ReopenMonthDeed(), on: router)
    deed("/people/invite", InviteDeed(), on: router)
    deed("/people/revoke-device", RevokeDeviceDeed(), on: router)
    page("/stores", StoresPage(), on: router)
    page("/stores/{store}", StorePage(), names: ["store"], on: router)
    router.get("**") { _, _ -> Response in throw PageProblem.notFound }
    for method: HTTPRequest.Method in [.post, .put, .patch, .delete, .options, .trace] {
      router.on("**", method: method) { _, _ -> Response in throw PageProblem.wrongMethod }
    }
    return router.buildResponder()
  }

  private func page(
    _ path: RouterPath, _ page: some DashboardPage, names: [String] = [], on router: Router<VisitContext>
  ) {
    for method: HTTPRequest.Method in [.post, .put, .patch, .delete, .options, .trace] {
      router.on(path, method: method) { _, _ -> Response in throw PageProblem.wrongMethod }
    }
    router.get(path) { request, context in
      guard let visitor = try await access.visitor(of: request) else {
        guard access is SignInDesk, context.format == .html else { throw PageProblem.signInFirst }
        let next = context.path + (request.uri.query.map { "?" + $0 } ?? "")
        return Response.redirect(to: PageQuery([.init(name: "next", value: next)]).address("/sign-in"), type: .normal)
      }
      let query = try PageQuery(encoded: request.uri.query ?? "")
      let visit = Visit(
        site: site, visitor: visitor, path: context.path, format: context.format, query: query,
        language: context.language, asOf: try query.version())
      var values: [String: String] = [:]
      for name in names { values[name] = context.parameters.get(name) }
      let parameters = PageParameters(values: values)
      guard context.format == .html else {
        try Self.checkSite(of: request, visit)
        return try await file(of: try await page.content(for: visit, parameters), for: page, visit)
      }
      let made = try await Self.made(page, for: visit, parameters)
      var answer = PageAnswer.page(
        PageMarkup(visit: visit, content: made.head).document(around: made.body), language: context.language,
        for: request)
      if made.head.isPending { answer.headers[.named("Refresh")] = "2" }
      return answer
    }
  }

  /// What a page shows: made for this visit, or a moment ago for somebody who is shown the same.
  private static func made(
    _ page: some DashboardPage, for visit: Visit, _ parameters: PageParameters
  ) async throws -> MadePage {
    @Sendable func make() async throws -> MadePage {
      let content = try await page.content(for: visit, parameters)
      return MadePage(content, body: try PageMarkup(visit: visit, content: content).body())
    }
    guard page.isSameForAll else { return try await make() }
    return try await visit.site.pages.page(
      KeptPages.Key(path: visit.path, query: visit.query, language: visit.language, scope: visit.visitor.scope),
      make: make)
  }

  private func deed(_ path: RouterPath, _ deed: some DashboardDeed, on router: Router<VisitContext>) {
    router.post(path) { request, context in
      let form = try await FormGuard.fields(of: request)
      guard let visitor = try await access.visitor(of: request) else {
        guard let desk = access as? SignInDesk else { throw PageProblem.notAllowed }
        // The session ended while the form was being filled in: what was filled in is not lost.
        return SignInRoutes(desk: desk, templates: site.templates).interrupted(request, context, entry: form)
      }
      guard visitor.formToken != nil else { throw PageProblem.notAllowed }
      guard visitor.accepts(form["token"]) else { throw PageProblem.staleForm }
      guard visitor.may(deed.deed) else { throw PageProblem.notAllowed }
      let visit = Visit(
        site: site, visitor: visitor, path: context.path, format: .html, query: PageQuery(),
        language: context.language, asOf: nil)
      switch try await deed.done(form, for: visit) {
      case .goTo(let address): return Response.redirect(to: address, type: .normal)
      case .told(let title, let text, let back):
        var content = PageContent(nil, title: title)
        content.crumbs = [.init(text: .webBack, address: back)]
        content.parts = [.done(text)]
        return PageAnswer.page(
          try PageMarkup(visit: visit, content: content).rendered(), language: context.language, for: request)
      }
    }
  }

  /// Programs are told of what a browser's form may leave empty or an older link may still say.
  private func checkStrictly(_ query: PageQuery) throws(PageProblem) {
    for pair in query.pairs {
      switch pair.name {
      case "month" where pair.value.isEmpty: throw .badParameter("month", "", wanted: .webWantMonth)
      case "region" where RegionCode(pair.value) == nil:
        throw .badParameter("region", pair.value, wanted: .webWantRegion)
      case "lang" where Language(rawValue: pair.value) == nil:
        throw .badParameter("lang", pair.value, wanted: .webWantOneOf(Language.allCases.map(\.rawValue)))
      case "order": _ = try query.choice("order", SheetOrder.self)
      case "q" where pair.value.unicodeScalars.count > SheetRequest.longestText:
        throw .badParameter("q", pair.value, wanted: .webTooLong)
      default: continue
      }
    }
  }

  /// A link on another site takes nothing away in the name of whoever follows it. Browsers say where a request comes
  /// from; programs and old browsers do not, and need no such care or never had it.
  private static func checkSite(of request: Request, _ visit: Visit) throws(PageProblem) {
    guard request.headers[.secFetchSite] != "cross-site" else { throw .foreignExport(page: visit.here([])) }
  }

  /// Whoever takes figures away leaves their name; a visitor of a synthetic chain has none.
  private func note(_ sheet: Sheet, of page: some DashboardPage, version: Int64?, _ visit: Visit) async throws {
    guard visit.visitor.formToken != nil else { return }
    // What nobody understands does not get into the audit chain, and what is understood once and in one order.
    var view = Set(page.parameters + sheet.fileParameters + ["month", "as-of"]).sorted()
      .reduce(PageQuery()) { $0.with($1, visit.query[$1]) }
    func subject() -> String {
      let address = view.address(visit.path)
      let short = address.count > Self.longestNote ? address.prefix(Self.longestNote - 1) + "…" : address[...]
      return "\(short) \(sheet.id) \(visit.format.rawValue)"
    }
    // Asked for again after another report has come in, it is the same view.
    let export = ExportNotes.Export(person: visit.visitor.name, view: subject())
    view = view.with("as-of", version.map(String.init))
    let (ledger, access, noted) = (site.ledger, visit.visitor.access, subject())
    try await site.exports.note(export, at: site.clock()) {
      try await ledger.noteDeed(.tableExported, noted, access: access)
    }
  }

  private func file(
    of content: PageContent, for page: some DashboardPage, _ visit: Visit
  ) async throws -> Response {
    try checkStrictly(visit.query)
    let wanted = visit.query["table"] ?? content.sheets.first?.id
    guard let wanted, let sheet = content.sheets.first(where: { $0.id == wanted }) else {
      throw PageProblem.badParameter(
        "table", visit.query["table"] ?? "", wanted: .webWantOneOf(content.sheets.map(\.id)))
    }
    let request = try SheetRequest(visit.query, for: sheet)
    let version = content.source?.dataVersion
    let view = visit.query.with("as-of", version.map(String.init)).with("lang", nil).with("table", nil)
    let file = SheetFile(
      selection: SheetSelection(sheet, request), dataVersion: version,
      isSynthetic: content.source?.isSynthetic ?? false, language: visit.language, address: view.address(visit.path))
    try await note(sheet, of: page, version: version, visit)
    let stem = visit.path == "/" ? "overview" : visit.path.dropFirst().map { $0 == "/" ? "-" : String($0) }.joined()
    let safe = stem.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return try PageAnswer.file(file, format: visit.format, name: "\(safe)-\(sheet.id)", at: site.clock())
  }

  private func addAssets(to router: Router<VisitContext>) throws {
    for (name, type) in [
      ("style.css", "text/css; charset=utf-8"), ("live.js", "text/javascript; charset=utf-8"),
      ("icon.svg", "image/svg+xml"),
    ] {
      let file = try EmbeddedFile.named(name)
      router.get("/assets/\(name)") { request, _ in
        PageAnswer.whole(
          file.bytes, type: type, for: request, headers: [.cacheControl: "public, max-age=3600"])
      }
    }
  }
}

/// What the router itself refuses becomes a page like everything else that is refused.
private struct RouterErrors: RouterMiddleware {
  typealias Context = VisitContext

  func handle(
    _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      throw error.status == .methodNotAllowed ? PageProblem.wrongMethod : PageProblem.notFound
    }
  }
}
