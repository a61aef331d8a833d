import Localization
import SnackChain
import Synchronization
import Testing

@testable import Dashboard

@Suite("Pages that are kept for a moment")
struct KeptPageTests {
  /// Counts how often a page was made; the first time it waits until it may go on.
  private final class Maker: Sendable {
    private let count = Mutex(0)
    private let gate = AsyncStream<Void>.makeStream()
    var times: Int { count.withLock { $0 } }

    func make(waits: Bool = false) async throws -> MadePage {
      count.withLock { $0 += 1 }
      if waits { for await _ in gate.stream { break } }
      return MadePage(PageContent(nil, title: Message(verbatim: "made")), body: Markup(text: "made"))
    }

    func open() { gate.continuation.yield() }
  }

  private func key(_ path: String, _ scope: RegionScope = .everywhere) -> KeptPages.Key {
    KeptPages.Key(path: path, query: PageQuery(), language: .en, scope: scope)
  }

  @Test("whoever asks while a page is being made waits for that one")
  func together() async throws {
    let (pages, maker) = (KeptPages(), Maker())
    async let first = pages.page(key("/")) { try await maker.make(waits: true) }
    while maker.times == 0 { await Task.yield() }
    async let second = pages.page(key("/")) { try await maker.make() }
    maker.open()
    #expect(try await first.body == second.body)
    #expect(maker.times == 1)
  }

  @Test("another address, and other regions, have a page of their own")
  func apart() async throws {
    let (pages, maker) = (KeptPages(), Maker())
    let province = try #require(RegionCode("330000"))
    for key in [key("/"), key("/regions"), key("/", RegionScope([province]))] {
      _ = try await pages.page(key) { try await maker.make() }
    }
    #expect(maker.times == 3)
  }

  @Test("what could not be made is not kept")
  func failing() async throws {
    struct Broken: Error {}
    let (pages, maker) = (KeptPages(), Maker())
    await #expect(throws: Broken.self) { try await pages.page(key("/")) { throw Broken() } }
    #expect(try await pages.page(key("/")) { try await maker.make() }.body.html == "made")
  }
}
