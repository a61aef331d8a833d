import ServiceLifecycle
import Synchronization

/// Raised when the server has been asked to end: what is under way is finished, nothing new is wanted.
final class DrainingFlag: Service, Sendable {
  private let raised = Atomic<Bool>(false)

  var isRaised: Bool { raised.load(ordering: .relaxed) }

  func run() async throws {
    try await gracefulShutdown()
    raised.store(true, ordering: .relaxed)
  }
}
