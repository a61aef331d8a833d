import CentralLedger
import HTTPTypes
import Hummingbird
import Localization
import Logging
import PanelFeed
import SeedData
import SnackChain

/// HQ's dashboard: pages about the chain, made from the panel while they are asked for.
///
/// It answers requests; whoever serves it decides from where they come. It never throws: what cannot be shown is a page
/// or a problem document that says why.
public struct Dashboard: Sendable {
  private let site: Site
  private let access: any VisitorAccess
  private let responder: RouterResponder<VisitContext>
  private let logger: Logger

  /// Makes the pages over a ledger.
  ///
  /// - Parameters:
  ///   - feed: keeps the panel that pages are made from.
  ///   - access: says who a request is from.
  ///   - clock: HQ's clock.
  /// - Throws: where seed data or templates cannot be read.
  public init(
    ledger: any CentralLedger, feed: PanelFeed, seeds: Seeds, access: any VisitorAccess,
    clock: @escaping @Sendable () -> Timestamp, logger: Logger
  ) throws {
    guard let noStore = StoreCode("-") else { throw PageProblem.broken }
    let site = Site(
      ledger: ledger, panels: LivePanels(feed), estimates: Estimates(), names: RegionNames(table: try seeds.regions()),
      measures: try seeds.measures(), figures: try seeds.publishedFigures(), standards: try seeds.standards(),
      templates: try Templates(), clock: clock, noStore: noStore)
    self.site = site
    self.access = access
    self.logger = logger
    responder = try DashboardRoutes(site: site, access: access).responder()
  }

  /// Works out what takes longest before anybody asks: the panel, the estimate of the last month, the programme.
  public func warm() async {
    do {
      let fed = try await site.panels.panel(asOf: nil, for: .everywhere)
      guard let month = fed.reported?.upperBound else { return }
      let visitor = Visitor(Access(name: "dashboard", role: .viewer, scope: .everywhere))
      _ = try await site.estimates.estimate(fed, month: month, visitor: visitor, version: nil, patience: nil)
      _ = try await site.boards.board(site, month: month, asOf: nil, patience: nil)
    } catch {
      // Whoever asks first will be told what is wrong; a chain of less than a year has no estimate at all.
      logger.debug("not warmed", metadata: ["error": "\(error)"])
    }
  }

  /// Answers a request.
  ///
  /// - Parameters:
  ///   - peer: the address at the other end of the connection.
  ///   - isSecure: whether nobody could read the request on its way.
  ///   - id: under which the log has the request.
  public func answer(
    _ request: Request, from peer: String, isSecure: Bool, id: String
  ) async -> Response {
    let (path, format) = PageFormat.taking(from: request.uri.path)
    let query = try? PageQuery(encoded: request.uri.query ?? "")
    let asked = query?["lang"].flatMap { Language(tag: $0) }
    let kept = request.cookies[LanguageCookie.name].flatMap { Language(tag: $0.value) }
    let context = VisitContext(
      source: VisitSource(
        logger: logger, peer: peer, isSecure: isSecure, requestID: id, format: format, path: path,
        language: asked ?? kept ?? Language.accepted(request.headers[.acceptLanguage]), remembersLanguage: asked != nil)
    )
    var head = request.head
    head.path = path + (request.uri.query.map { "?" + $0 } ?? "")
    if isSecure { SignInDesk.dropLoopbackCookie(of: &head) }
    let inner = Request(head: head, body: request.body)
    var response: Response
    do {
      response = try await responder.respond(to: inner, context: context)
    } catch {
      let problem = PageProblem(error)
      if problem.status.code >= 500 {
        logger.error("page failed", metadata: ["request": "\(id)", "error": "\(error)"])
      }
      response = PageAnswer.problem(
        problem, context: context, templates: site.templates, visitor: try? await access.visitor(of: inner),
        for: request)
    }
    if context.remembersLanguage { response.headers.append(LanguageCookie.field(context.language)) }
    return response
  }
}

/// Says who a request is from.
public protocol VisitorAccess: Sendable {
  /// The visitor, or `nil` where the request is from nobody that is known.
  ///
  /// - Parameter isUse: whether the request counts as use of a session, which ends when it is not used for long.
  func visitor(of request: Request, isUse: Bool) async throws -> Visitor?
}

extension VisitorAccess {
  /// The visitor, who is using their session.
  public func visitor(of request: Request) async throws -> Visitor? { try await visitor(of: request, isUse: true) }
}

/// Everybody is the same visitor: for a chain that is synthetic.
public struct OpenAccess: VisitorAccess {
  private let visitor: Visitor

  /// Lets everybody in as `visitor`.
  public init(as visitor: Visitor) { self.visitor = visitor }

  /// Always the same visitor.
  public func visitor(of request: Request, isUse: Bool) async throws -> Visitor? { visitor }
}

/// Remembers the language that somebody chose. It is no secret and says nothing about anybody.
enum LanguageCookie {
  static let name = "lang"

  static func field(_ language: Language) -> HTTPField {
    HTTPField(
      name: .setCookie, value: "\(name)=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
  }
}
