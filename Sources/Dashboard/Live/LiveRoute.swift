import CentralLedger
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Synchronization

/// `GET /live`: says when there is a newer data version (server-sent events). It says nothing else: who hears of it
/// asks for the page again, with their own rights.
struct LiveRoute {
  let site: Site

  /// How many may listen at once.
  private static let most = 200
  /// How often the feed is looked at, and how long one answer lasts; browsers come again by themselves.
  private static let (pause, longest) = (Duration.seconds(2), Duration.seconds(300))
  private static let listening = Atomic<Int>(0)

  func answer(after version: Int64) throws -> Response {
    guard Self.listening.load(ordering: .relaxed) < Self.most else {
      throw PageProblem(
        code: "busy", status: .serviceUnavailable, title: .webBusy, advice: .webBusyAdvice, retryAfter: 30)
    }
    let site = site
    let body = ResponseBody { writer in
      Self.listening.add(1, ordering: .relaxed)
      defer { Self.listening.subtract(1, ordering: .relaxed) }
      let end = ContinuousClock.now + Self.longest
      var known = version
      var quiet = 0
      try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
      while ContinuousClock.now < end, !Task.isCancelled {
        let now = try await site.ledger.dataVersion()
        if now > known {
          known = now
          quiet = 0
          try await writer.write(ByteBuffer(string: "event: version\nid: \(now)\ndata: \(now)\n\n"))
        } else {
          quiet += 1
          // Something has to be said now and then, or whoever stands between takes the line for dead.
          if quiet % 8 == 0 { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
        }
        try await Task.sleep(for: Self.pause)
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream", .cacheControl: "no-store", .contentSecurityPolicy: PageAnswer.policy,
        .named("X-Accel-Buffering"): "no",
      ], body: body)
  }
}
