import ReportSync
import SnackChain
import Synchronization

/// HQ's clock, which is right, and those of the devices, which need not be.
final class SimulatedClock: Sendable {
  private struct State {
    var now: Int64
    var offsets: [Int: Int64] = [:]
  }

  private let state: Mutex<State>

  init(start: Timestamp) { state = Mutex(State(now: start.milliseconds)) }

  /// The moment by HQ's clock.
  var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.now }) }

  /// The moment by a device's clock.
  func now(on device: Int) -> Timestamp {
    Timestamp(milliseconds: state.withLock { $0.now + ($0.offsets[device] ?? 0) })
  }

  /// How far a device's clock is ahead, in milliseconds.
  func offset(of device: Int) -> Int64 { state.withLock { $0.offsets[device] ?? 0 } }

  func set(offset: Int64, of device: Int) { state.withLock { $0.offsets[device] = offset } }

  func advance(milliseconds: Int64) { state.withLock { $0.now += milliseconds } }

  /// Time and chance as a device's sync session takes them.
  func environment(of device: Int, random: StepRandom) -> SyncEnvironment {
    SyncEnvironment(
      now: { self.now(on: device) }, sleep: { self.advance(milliseconds: $0) }, random: random.forSessions)
  }
}
