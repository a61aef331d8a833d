import ChainStatistics
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import PanelFeed

/// Which page answers which address.
struct DashboardRoutes {
  let site: Site
  let access: any VisitorAccess

  func responder() throws -> RouterResponder<VisitContext> {
    let router = Router(context: VisitContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: RouterErrors())
    try addAssets(to: router)
    page("/", OverviewPage(), on: router)
    page("/uplift", UpliftPage(), on: router)
    page("/uplift/stores", ArmStoresPage(), on: router)
    page("/regions", RegionsPage(), on: router)
    page("/regions/{region}", RegionPage(), names: ["region"], on: router)
    page("/stores", StoresPage(), on: router)
    page("/stores/{store}", StorePage(), names: ["store"], on: router)
    router.get("**") { _, _ -> Response in throw PageProblem.notFound }
    router.post("**") { _, _ -> Response in throw PageProblem.wrongMethod }
    return router.buildResponder()
  }

  private func page(
    _ path: RouterPath, _ page: some DashboardPage, names: [String] = [], on router: Router<VisitContext>
  ) {
    router.get(path) { request, context in
      guard let visitor = try await access.visitor(of: request) else { throw PageProblem.signInFirst }
      let query = try PageQuery(encoded: request.uri.query ?? "")
      let visit = Visit(
        site: site, visitor: visitor, path: context.path, format: context.format, query: query,
        language: context.language, asOf: try query.version())
      var values: [String: String] = [:]
      for name in names { values[name] = context.parameters.get(name) }
      let content = try await page.content(for: visit, PageParameters(values: values))
      if context.format == .html {
        return PageAnswer.page(
          try PageMarkup(visit: visit, content: content).rendered(), language: context.language, for: request)
      }
      return try file(of: content, visit)
    }
  }

  private func file(of content: PageContent, _ visit: Visit) throws -> Response {
    let wanted = visit.query["table"] ?? content.sheets.first?.id
    guard let wanted, let sheet = content.sheets.first(where: { $0.id == wanted }) else {
      throw PageProblem.badParameter(
        "table", visit.query["table"] ?? "", wanted: .webWantOneOf(content.sheets.map(\.id)))
    }
    let request = try SheetRequest(visit.query, for: sheet)
    let version = content.fed?.panel.dataVersion
    let view = visit.query.with("as-of", version.map(String.init)).with("lang", nil).with("table", nil)
    let file = SheetFile(
      selection: SheetSelection(sheet, request), dataVersion: version,
      isSynthetic: content.fed?.isSynthetic ?? false, language: visit.language, address: view.address(visit.path))
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
