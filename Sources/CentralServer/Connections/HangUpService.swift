import ServiceLifecycle
import UnixSignals

/// Does something each time the process gets a SIGHUP, until the server ends.
struct HangUpService: Service {
  let action: @Sendable () async -> Void

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() { await action() }
  }
}
