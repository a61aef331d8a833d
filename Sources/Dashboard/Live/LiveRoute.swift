import CentralLedger
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import SyncProtocol

/// `GET /live`: says when there is a newer data version (server-sent events). It says nothing else: who hears of it
/// asks for the page again, with their own rights.
struct LiveRoute {
  let site: Site
  let access: any VisitorAccess

  /// How often the feed is looked at, and how long one answer lasts; browsers come again by themselves.
  private static let (pause, longest) = (Duration.seconds(2), Duration.seconds(300))

  func answer(_ request: Request, _ context: VisitContext) async throws -> Response {
    guard let visitor = try await access.visitor(of: request) else { throw PageProblem.signInFirst }
    let version = try PageQuery(encoded: request.uri.query ?? "").version("after") ?? 0
    let place = try site.live.take(
      visitor.formToken == nil ? .stranger(CallerAddress(context.peer)) : .account(visitor.name))
    let (site, access) = (site, access)
    let body = ResponseBody { writer in
      let end = ContinuousClock.now + Self.longest
      var known = version
      try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
      // Who was signed out meanwhile, or may do less than before, is not told any more. Listening is no use of a
      // session: one that nobody looks at goes idle.
      while ContinuousClock.now < end, !Task.isCancelled,
        try await access.visitor(of: request, isUse: false) == visitor
      {
        let now = try await site.ledger.dataVersion()
        if now > known {
          known = now
          try await writer.write(ByteBuffer(string: "event: version\nid: \(now)\ndata: \(now)\n\n"))
        } else {
          // Something is said each time: that fails as soon as the listener has gone, and their place is free again.
          // Whoever stands between would take a silent line for dead as well.
          try await writer.write(ByteBuffer(string: ":\n\n"))
        }
        try await Task.sleep(for: Self.pause)
      }
      try await writer.finish(nil)
      withExtendedLifetime(place) {}
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream", .cacheControl: "no-store", .contentSecurityPolicy: PageAnswer.policy,
        .named("X-Accel-Buffering"): "no",
      ], body: body)
  }
}
