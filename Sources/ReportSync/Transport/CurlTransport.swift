import Dispatch
import Synchronization

/// How long and how much a transfer may take.
public struct TransferLimits: Hashable, Sendable {
  /// To find and reach the other side.
  public var connectMilliseconds = 10_000
  /// In all.
  public var totalMilliseconds = 180_000
  /// Slower than this, over ``slowSeconds``, is given up.
  public var slowBytesPerSecond = 30
  /// See ``slowBytesPerSecond``.
  public var slowSeconds = 30
  /// The largest answer, unpacked.
  public var bodyBytes = 16 << 20

  /// The ordinary limits.
  public init() {}
}

/// libcurl, one connection kept alive, on a queue of its own: the threads of Swift tasks are never blocked.
public final class CurlTransport: SyncTransport {
  private let address: ServerAddress
  private let limits: TransferLimits
  private let authorities: String?
  private let queue = DispatchQueue(label: "report-sync.curl")
  private let handle = Mutex<CurlHandle?>(nil)

  /// - Parameters:
  ///   - address: HQ.
  ///   - authorities: a file with the certificates that are believed, in place of the system's.
  public init(address: ServerAddress, limits: TransferLimits = TransferLimits(), authorities: String? = nil) {
    self.address = address
    self.limits = limits
    self.authorities = authorities
  }

  public func send(_ request: WireRequest) async throws(TransportProblem) -> WireResponse {
    let flag = CancellationFlag()
    let result: Result<WireResponse, TransportProblem> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { [self] in continuation.resume(returning: perform(request, flag: flag)) }
      }
    } onCancel: {
      flag.raise()
    }
    return try result.get()
  }

  private func perform(_ request: WireRequest, flag: CancellationFlag) -> Result<WireResponse, TransportProblem> {
    // The queue runs one transfer after the other, so the lock never waits.
    handle.withLock { handle in
      do throws(TransportProblem) {
        if flag.isRaised { throw .cancelled }
        if handle == nil { handle = try CurlHandle() }
        guard let curl = handle else { throw .local("curl_easy_init") }
        return .success(
          try curl.perform(
            request, to: address, limits: limits, authorities: authorities, cancelled: { flag.isRaised }
          ).checked(limit: limits.bodyBytes))
      } catch {
        return .failure(error)
      }
    }
  }
}

/// Raised by the task, read by libcurl's thread.
private final class CancellationFlag: Sendable {
  private let raised = Atomic<Bool>(false)
  var isRaised: Bool { raised.load(ordering: .relaxed) }
  func raise() { raised.store(true, ordering: .relaxed) }
}
