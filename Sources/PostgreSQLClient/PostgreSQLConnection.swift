import CPostgreSQL
import Foundation

/// One connection, and the owner of the C library's handle, which never leaves here.
///
/// It is in pipeline mode all its life: statements are handed over without waiting, and the answers are gathered where
/// one is needed, so that a hundred rows cost one round trip. Waiting blocks the calling thread, which must be none of
/// Swift's cooperative pool. Used by one thread at a time.
public final class PostgreSQLConnection {
  private enum InFlight {
    case preparation(String)
    case statement
    /// Where the statements before it end, whatever became of them.
    case end
  }

  /// How many statements may be on their way before their answers are gathered.
  private static let depth = 512

  let handle: OpaquePointer
  private var inFlight: [InFlight] = []
  private var prepared: [String: String] = [:]
  private var values = BoundValues()
  private var planned = ContinuousClock.now
  /// Whether statements may stay prepared on the server: not behind a pooler that hands each transaction to another
  /// server connection.
  public private(set) var keepsStatements = false

  /// Connects to the first server of the address that takes us.
  public init(_ address: PostgreSQLAddress) throws(PostgreSQLError) {
    handle = try Connecting.connect(address)
    // A pooler tells a process number of its own making.
    let result = try query("SELECT pg_backend_pid()", keeping: false)
    keepsStatements = result.count == 1 && result.int(0, 0) == Int64(PQbackendPID(handle))
  }

  deinit { PQfinish(handle) }

  /// The server's version, such as 150004.
  public var serverVersion: Int { Int(PQserverVersion(handle)) }

  /// The process of the server that serves this connection.
  public var serverProcess: Int32 { PQbackendPID(handle) }

  /// Whether the other side has hung up, found without asking it.
  public var isBroken: Bool {
    if PQstatus(handle) == CONNECTION_BAD { return true }
    guard Socket.wait(PQsocket(handle), toWrite: false, milliseconds: 0) else { return false }
    return PQconsumeInput(handle) == 0
  }

  /// Whether statements are on their way whose answers nobody has asked for.
  public var hasInFlight: Bool {
    if case .end? = inFlight.last { false } else { !inFlight.isEmpty }
  }

  /// Hands a statement over without waiting for it. What becomes of it is told by the next call that waits.
  ///
  /// - Parameter keeps: whether the statement comes again and is worth staying prepared.
  public func enqueue(_ sql: String, _ values: [PostgreSQLValue] = [], keeping keeps: Bool) throws(PostgreSQLError) {
    if inFlight.count >= Self.depth { try synchronize() }
    try self.values.set(values)
    if keeps, keepsStatements {
      let name: String
      if let known = prepared[sql] {
        name = known
      } else {
        name = "t\(prepared.count + 1)"
        guard PQsendPrepare(handle, name, sql, 0, nil) == 1 else { throw lost() }
        prepared[sql] = name
        inFlight.append(.preparation(sql))
      }
      let sent = self.values.withPointers { PQsendQueryPrepared(handle, name, $0, $1, nil, nil, 0) }
      guard sent == 1 else { throw lost() }
    } else {
      let sent = self.values.withPointers { PQsendQueryParams(handle, sql, $0, nil, $1, nil, nil, 0) }
      guard sent == 1 else { throw lost() }
    }
    inFlight.append(.statement)
  }

  /// Hands a statement over, waits for it and all before it, and gives its rows.
  public func query(
    _ sql: String, _ values: [PostgreSQLValue] = [], keeping keeps: Bool = true
  ) throws(PostgreSQLError) -> PostgreSQLResult {
    try enqueue(sql, values, keeping: keeps)
    guard let result = try synchronize() else {
      throw PostgreSQLError(.connection, message: "no answer to a statement")
    }
    return result
  }

  /// Hands over a statement and all before it, and does not wait: the server does them at once, and what became of them
  /// is gathered, and passed over, when the connection is used next.
  public func post(_ sql: String) throws(PostgreSQLError) {
    try enqueue(sql, keeping: true)
    try end()
  }

  /// Lets the server think anew, from time to time, how to do what stays prepared: a way that was best while a table was
  /// empty would be kept for ever. Nobody waits for it.
  func refreshPlans() throws(PostgreSQLError) {
    guard keepsStatements, !prepared.isEmpty, .now - planned > .seconds(5) else { return }
    planned = .now
    try post("DISCARD PLANS")
  }

  var isIdle: Bool { inFlight.isEmpty }

  private func end() throws(PostgreSQLError) {
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    inFlight.append(.end)
    try flush()
  }

  /// Waits for all statements on their way; the rows of the last one.
  ///
  /// - Throws: the first error among them. The server has passed over all that came after it, up to where the statements
  ///   that were handed over together end.
  @discardableResult
  public func synchronize() throws(PostgreSQLError) -> PostgreSQLResult? { try gather().last }

  /// Hands over several statements at once and gives the rows of each.
  public func queryAll(
    _ statements: [(sql: String, values: [PostgreSQLValue])]
  ) throws(PostgreSQLError) -> [PostgreSQLResult] {
    for statement in statements { try enqueue(statement.sql, statement.values, keeping: true) }
    let results = try gather()
    guard results.count >= statements.count else {
      throw PostgreSQLError(.connection, message: "no answer to a statement")
    }
    return results.suffix(statements.count)
  }

  private func gather() throws(PostgreSQLError) -> [PostgreSQLResult] {
    try end()
    var failure: PostgreSQLError?
    var results: [PostgreSQLResult] = []
    for (place, entry) in inFlight.enumerated() {
      guard let result = try nextResult() else { throw lost() }
      let status = PQresultStatus(result)
      if case .end = entry {
        PQclear(result)
        guard status == PGRES_PIPELINE_SYNC else { throw lost() }
        // What was posted before is nobody's concern any more.
        if place + 1 < inFlight.count { (failure, results) = (nil, []) }
        continue
      }
      if case .statement = entry, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK {
        results.append(PostgreSQLResult(owning: result))
      } else {
        if status != PGRES_COMMAND_OK {
          if case .preparation(let sql) = entry { prepared[sql] = nil }
          if failure == nil { failure = error(of: result) }
        }
        PQclear(result)
      }
      if let failure, failure.isConnectionLost { throw failure }
      while let rest = try nextResult() { PQclear(rest) }
    }
    inFlight.removeAll(keepingCapacity: true)
    if let failure { throw failure }
    return results
  }
}

extension PostgreSQLConnection {
  /// Gathers what is still on its way, posted or not.
  func settle() throws(PostgreSQLError) {
    if !isIdle { try synchronize() }
  }

  /// Sends what is still in our buffer, taking in what comes meanwhile, so that neither side waits for the other.
  func flush() throws(PostgreSQLError) {
    while true {
      let left = PQflush(handle)
      if left == 0 { return }
      guard left == 1, Socket.wait(PQsocket(handle), toWrite: true), PQconsumeInput(handle) == 1 else { throw lost() }
    }
  }

  /// The next result of the library, or nothing where a statement's results end.
  func nextResult() throws(PostgreSQLError) -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      guard Socket.wait(PQsocket(handle), toWrite: false), PQconsumeInput(handle) == 1 else { throw lost() }
    }
    return PQgetResult(handle)
  }

  func error(of result: OpaquePointer) -> PostgreSQLError {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    if PQstatus(handle) == CONNECTION_BAD { return lost(state: field("C") ?? "") }
    return PostgreSQLError(.statement, state: field("C") ?? "", message: field("M") ?? "")
  }

  func lost(state: String = "") -> PostgreSQLError {
    let words = String(cString: PQerrorMessage(handle)).split(separator: "\n").first.map(String.init)
    return PostgreSQLError(.connection, state: state, message: words ?? "the connection is gone")
  }
}
