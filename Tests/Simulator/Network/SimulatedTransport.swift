import ReportSync

/// A device's way to HQ, through everything that can go wrong on it.
struct SimulatedTransport: SyncTransport {
  let world: World
  let device: Int
  let random: StepRandom
  /// Whether nothing goes wrong.
  var isCalm = false
  /// Whether it carries a joining.
  var isJoining = false

  func send(_ request: WireRequest) async throws(TransportProblem) -> WireResponse {
    try await world.carry(request, by: self).checked(limit: TransferLimits().bodyBytes)
  }
}

/// What the network remembers.
struct NetworkState: Sendable {
  /// Requests on their way that arrive when their step has come.
  var late: [(step: Int, request: WireRequest)] = []
  /// The last answer to each device's store, for those in the middle.
  var lastAnswer: [Int: WireResponse] = [:]
  /// Operations that have left a device.
  var sent: Set<String> = []
  /// Whether a session is already running inside another one.
  var isNested = false
  /// What was seen while a request was under way.
  var violation: Violation?
}
