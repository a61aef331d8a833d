import CentralLedger
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import Logging
import NIOCore
import SnackChain
import SyncProtocol

/// Turns every error into a problem document, and gives every answer the headers that keep browsers careful.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServerContext

  private let clock: @Sendable () -> Timestamp
  private let origin: RequestOrigin
  private let addressRate: RequestRate
  private let measures: RequestMeasures

  init(_ settings: ServerSettings) {
    clock = settings.clock
    origin = RequestOrigin(proxies: settings.proxies, isTLS: settings.certificate != nil)
    addressRate = RequestRate(settings.addressRate)
    measures = RequestMeasures(settings.metrics)
  }

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    var response: Response
    let start = ContinuousClock.now
    measures.begin()
    do {
      try Self.checkHost(of: request, context)
      try origin.resolve(request, &context)
      if !context.isLocal { try addressRate.check(CallerAddress(context.peer).description, at: clock()) }
      response = try await next(request, context)
    } catch {
      let problem = Self.problem(of: error, in: request)
      // The route, not the path: what a stranger typed has no business in the log.
      let route = context.endpointPath ?? "none"
      // Which error it was is for HQ's log; whoever asked learns the id under which it stands there.
      if problem.status.code >= 500 {
        context.logger.error(
          "request failed",
          metadata: ["request": "\(context.requestID)", "route": "\(route)", "error": "\(error)"])
      } else {
        context.logger.info(
          "request refused",
          metadata: ["request": "\(context.requestID)", "route": "\(route)", "code": "\(problem.code)"])
      }
      response = answer(problem, to: request, id: context.requestID)
    }
    response.headers[.contentTypeOptions] = "nosniff"
    response.headers[.requestID] = context.requestID
    for (name, value) in Self.careful where response.headers[name] == nil { response.headers[name] = value }
    if context.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    let took = ContinuousClock.now - start
    let route = context.endpointPath ?? "none"
    measures.end(route: route, status: response.status.code, took: took)
    context.logger.debug(
      "request answered",
      metadata: [
        "request": "\(context.requestID)", "route": "\(route)", "status": "\(response.status.code)",
        "microseconds": "\(took.components.attoseconds / 1_000_000_000_000 + took.components.seconds * 1_000_000)",
      ])
    return response
  }

  /// Who names two hosts is asking two of them: whoever stands between may have looked at the other one (RFC 9112,
  /// 3.2). The framework takes the first as the authority and leaves any more among the fields. Only HTTP/2 may name
  /// the same once in each place (RFC 9113, 8.3.1).
  private static func checkHost(of request: Request, _ context: ServerContext) throws(ServerProblem) {
    let more = request.headers[values: .host]
    guard let authority = request.head.authority else {
      guard more.count <= 1 else { throw .malformed }
      return
    }
    guard more.isEmpty || context.isStream && more.count == 1 && more[0].lowercased() == authority.lowercased() else {
      throw .malformed
    }
  }

  /// What holds unless a page says otherwise for itself.
  private static let careful: [(HTTPField.Name, String)] = [
    (.cacheControl, "no-store"),
    (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
    (.referrerPolicy, "no-referrer"),
  ]

  /// Methods that some address takes; of others the router does not even know that the address is there.
  private static let usual: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

  private static func problem(of error: any Error, in request: Request) -> ServerProblem {
    switch error {
    case let error as HTTPError where error.status == .notFound && !usual.contains(request.method):
      ServerProblem(code: "method_not_allowed", status: .methodNotAllowed, title: .problemNotFound)
    case let problem as ServerProblem: problem
    case let error as CentralLedgerError: ServerProblem(error)
    case let error as HTTPError where error.status == .notFound:
      ServerProblem(code: "not_found", status: .notFound, title: .problemNotFound)
    case let error as HTTPError where error.status == .methodNotAllowed:
      ServerProblem(code: "method_not_allowed", status: .methodNotAllowed, title: .problemNotFound)
    case is NIOTooManyBytesError: .tooLarge
    case is StrictJSON.Malformed: .malformed
    default: .broken
    }
  }

  private func answer(_ problem: ServerProblem, to request: Request, id: String) -> Response {
    let document = ProblemDocument(
      code: problem.code, title: problem.title[request.language], status: problem.status.code,
      detail: problem.detail, instance: "urn:tongbiao:request:\(id)", serverTime: problem.tellsTime ? clock() : nil)
    var headers: HTTPFields = [
      .contentType: "application/problem+json", .contentLanguage: request.language.rawValue,
    ]
    if let seconds = problem.retryAfter { headers[.retryAfter] = String(seconds) }
    if problem.status == .methodNotAllowed { headers[.allow] = "GET" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(document)) ?? Data()
    return Response(status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension HTTPField.Name {
  /// `Host`, where the framework left it among the fields.
  static var host: Self { named("Host") }
  /// `X-Content-Type-Options`
  static var contentTypeOptions: Self { .xContentTypeOptions }
  /// `Referrer-Policy`
  static var referrerPolicy: Self { named("Referrer-Policy") }
  /// `X-Request-ID`: under which the server's log has the request.
  static var requestID: Self { named("X-Request-ID") }
}
