import CentralLedger
import HTTPTypes
import Hummingbird
import NIOCore
import SnackChain
import SyncProtocol
import Testing

@testable import Dashboard

@Suite("Listening for news")
struct LiveTests {
  /// Hands on what is written, and ends with it.
  private struct Listener: ResponseBodyWriter {
    let told: AsyncStream<String>.Continuation

    func write(_ buffer: ByteBuffer) async throws { told.yield(String(buffer: buffer)) }

    func finish(_ trailingHeaders: HTTPFields?) async throws { told.finish() }
  }

  /// Has gone after the first words.
  private final class Gone: ResponseBodyWriter {
    private struct HungUp: Error {}
    private var words = 0

    func write(_ buffer: ByteBuffer) async throws {
      words += 1
      if words > 1 { throw HungUp() }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  private func hangUp(_ response: Response) async { try? await response.body.write(Gone()) }

  @Test("one account has a few places, however many windows it opens, and leaves the others to others")
  func share() async throws {
    let test = try await DashboardUnderTest.withAccount("kan", role: .viewer)
    try await test.add("chen")
    let (kan, chen) = (try await test.signIn(as: "kan").cookies, try await test.signIn(as: "chen").cookies)
    var open: [Response] = []
    for _ in 0..<LivePlaces.ofAccount { open.append(await test.begin("/live", cookie: kan)) }
    #expect(open.allSatisfy { $0.status == .ok })
    let again = try await test.signIn(as: "kan").cookies
    for session in [kan, again] {
      let refused = try await test.ask("/live", cookie: session)
      #expect(refused.status == 429 && refused.headers[.retryAfter] == "30")
      #expect(refused.body.contains("too many live pages"))
    }
    #expect(await test.begin("/live", cookie: chen).status == .ok)
    await hangUp(open.removeLast())
    #expect(try await test.ask("/live", .head, cookie: kan).status == 200, "a place that nobody sits down on is free")
    open.append(await test.begin("/live", cookie: kan))
    #expect(open.last?.status == .ok)
    #expect(await test.begin("/live", cookie: kan).status == .tooManyRequests)
  }

  @Test("places are counted as they are taken, and there are no more than there are")
  func places() async throws {
    let places = LivePlaces()
    let kan = await withTaskGroup(of: LivePlace?.self) { group in
      for _ in 0..<100 { group.addTask { try? places.take(.account("kan")) } }
      return await group.reduce(into: []) { if let place = $1 { $0.append(place) } }
    }
    #expect(kan.count == LivePlaces.ofAccount)
    let others = try (0..<LivePlaces.most - kan.count).map { try places.take(.account("account\($0)")) }
    #expect(throws: PageProblem.self) { try places.take(.account("late")) }
    #expect(throws: PageProblem.self) { try places.take(.stranger(CallerAddress("203.0.113.9"))) }
    withExtendedLifetime((kan, others)) {}
  }

  /// What ends a session for its listener.
  enum Ending: CaseIterable {
    case signedOut, idle, revoked, changed
  }

  @Test(
    "who was signed out, went idle, was revoked or may do less is told no more", .timeLimit(.minutes(2)),
    arguments: Ending.allCases)
  func ends(_ ending: Ending) async throws {
    let test = try await DashboardUnderTest.withAccount()
    let session = try await test.signIn().cookies
    let version = try await test.ledger.dataVersion()
    let response = await test.begin("/live?after=\(version)", cookie: session)
    try #require(response.status == .ok)
    let (words, told) = AsyncStream.makeStream(of: String.self)
    let listening = Task { try await response.body.write(Listener(told: told)) }
    var heard = words.makeAsyncIterator()
    #expect(await heard.next() == "retry: 5000\n\n")
    #expect(await heard.next() == ":\n\n", "nothing new, and still there")
    let account = try #require(AccountName("wang"))
    let administrator = Access.administrator("test")
    switch ending {
    case .signedOut:
      let token = try DashboardUnderTest.field("token", of: try await test.ask("/", cookie: session).body)
      _ = try await test.ask("/sign-out", .post, form: "token=\(token)", cookie: session)
    case .idle:
      // Listening for more than a minute is no use of the session.
      test.clock.move(seconds: 61)
      for _ in 0..<2 { #expect(await heard.next() == ":\n\n") }
      test.clock.move(seconds: SignInDesk.idleSeconds - 60)
    case .revoked:
      _ = try await test.ledger.recordPosition(
        nil, of: account, validFrom: test.clock.now.dayInChina, note: nil, access: administrator)
    case .changed:
      _ = try await test.ledger.recordPosition(
        Position(role: .viewer, scope: .everywhere), of: account, validFrom: test.clock.now.dayInChina, note: nil,
        access: administrator)
    }
    // The stream ends when the answer is finished; while it is not, there is another word every two seconds.
    var more = 0
    while await heard.next() != nil { more += 1 }
    #expect(more <= 2)
    try await listening.value
  }
}
