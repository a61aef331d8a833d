import Localization
import SnackChain

/// Pages that were made a moment ago. A hundred people who look at the same page do not have it worked out a hundred
/// times: who comes within a second gets the last one, which says its own data version, while the next is made.
///
/// Only what is the same for everybody with the same regions is kept; whose page it is stands around it.
actor KeptPages {
  /// What a page depends on beside the ledger.
  struct Key: Hashable {
    let path: String
    let query: PageQuery
    let language: Language
    let scope: RegionScope
  }

  private struct Kept {
    let page: MadePage
    let at: ContinuousClock.Instant
  }

  private var kept: [Key: Kept] = [:]
  /// The keys of what is kept, the one made first in front.
  private var order: [Key] = []
  private var making: [Key: Task<Result<MadePage, any Error>, Never>] = [:]
  private let clock = ContinuousClock()

  /// How old a page may be before the next is made.
  private static let freshness = Duration.milliseconds(250)
  /// How old it may be while the next is being made.
  private static let patience = Duration.seconds(1)
  /// How many pages are kept.
  private static let most = 48

  /// The page of a key: a kept one, or the one that `make` makes, for which everybody waits who asks meanwhile.
  ///
  /// - Throws: what making it threw.
  func page(_ key: Key, make: @escaping @Sendable () async throws -> MadePage) async throws -> MadePage {
    if let found = kept[key] {
      let age = found.at.duration(to: clock.now)
      if age < Self.freshness { return found.page }
      if age < Self.patience {
        if making[key] == nil { _ = begin(key, make) }
        return found.page
      }
    }
    return try await (making[key] ?? begin(key, make)).value.get()
  }

  private func begin(
    _ key: Key, _ make: @escaping @Sendable () async throws -> MadePage
  ) -> Task<Result<MadePage, any Error>, Never> {
    let task = Task { () -> Result<MadePage, any Error> in
      let result: Result<MadePage, any Error>
      do { result = .success(try await make()) } catch { result = .failure(error) }
      self.keep(result, key)
      return result
    }
    making[key] = task
    return task
  }

  private func keep(_ result: Result<MadePage, any Error>, _ key: Key) {
    making[key] = nil
    order.removeAll { $0 == key }
    guard case .success(let page) = result else {
      kept[key] = nil
      return
    }
    order.append(key)
    kept[key] = Kept(page: page, at: clock.now)
    if order.count > Self.most { kept[order.removeFirst()] = nil }
  }
}

/// A page without what stands around it for whoever looks.
struct MadePage: Sendable {
  /// What it is called and belongs to; its parts have become the body and are let go.
  let head: PageContent
  let body: Markup

  init(_ content: PageContent, body: Markup) {
    var head = content
    head.parts = []
    self.head = head
    self.body = body
  }
}
