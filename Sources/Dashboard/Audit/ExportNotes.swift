import SnackChain

/// Takes note of tables that were taken away as files: the same view by the same person once a minute, however often
/// they ask for it, so that nobody fills the audit chain by asking again and again.
actor ExportNotes {
  /// Who took what away.
  struct Export: Hashable, Sendable {
    let person: String
    let view: String
  }

  /// Milliseconds for which the same is not written again.
  private static let memory: Int64 = 60_000

  private var noted: [Export: Timestamp] = [:]
  private var noting: [Export: Task<Result<Void, any Error>, Never>] = [:]
  /// How many exports are remembered.
  private let most: Int

  init(most: Int = 2_000) { self.most = most }

  /// How many exports are remembered.
  var remembered: Int { noted.count }

  /// Has an export written down by `write`, unless it was a moment ago. Who asks while it is being written waits for
  /// that: nobody takes anything away before it is written.
  ///
  /// - Throws: what `write` threw.
  func note(
    _ export: Export, at now: Timestamp, write: @escaping @Sendable () async throws -> Void
  ) async throws {
    if let last = noted[export], Self.isFresh(last, at: now) { return }
    try await (noting[export] ?? begin(export, at: now, write)).value.get()
  }

  private func begin(
    _ export: Export, at now: Timestamp, _ write: @escaping @Sendable () async throws -> Void
  ) -> Task<Result<Void, any Error>, Never> {
    let task = Task { () -> Result<Void, any Error> in
      do {
        try await write()
        self.keep(export, at: now)
        return .success(())
      } catch {
        self.noting[export] = nil
        return .failure(error)
      }
    }
    noting[export] = task
    return task
  }

  private func keep(_ export: Export, at now: Timestamp) {
    noting[export] = nil
    if noted.count >= most { noted = noted.filter { Self.isFresh($0.value, at: now) } }
    // Whose export is forgotten early has the next one written twice, nothing else.
    if noted.count >= most { noted = [:] }
    noted[export] = now
  }

  private static func isFresh(_ last: Timestamp, at now: Timestamp) -> Bool {
    (0..<memory).contains(now.milliseconds - last.milliseconds)
  }
}
