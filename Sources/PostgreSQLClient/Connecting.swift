import CPostgreSQL
import Foundation

/// Opening a handle without ever waiting longer than was allowed, one server after the other.
enum Connecting {
  /// The first server of the address that takes us; the most telling error where none does.
  static func connect(_ address: PostgreSQLAddress) throws(PostgreSQLError) -> OpaquePointer {
    var worst: PostgreSQLError?
    for attempt in address.attempts {
      do throws(PostgreSQLError) {
        return try connect(attempt)
      } catch {
        if worst == nil || weight(error) > weight(worst) { worst = error }
      }
    }
    throw worst ?? PostgreSQLError(.address, message: "the address names no server")
  }

  /// A server that says no tells more than one that is not there.
  private static func weight(_ error: PostgreSQLError?) -> Int {
    guard let error else { return 0 }
    return error.kind == .otherRole ? 2 : error.state.isEmpty ? 1 : 3
  }

  private static func connect(_ attempt: PostgreSQLAddress.Attempt) throws(PostgreSQLError) -> OpaquePointer {
    let deadline = Date(timeIntervalSinceNow: max(1, attempt.settings["connect_timeout"].flatMap(Double.init) ?? 5))
    guard let handle = start(attempt.settings) else { throw PostgreSQLError(.connection, message: "out of memory") }
    // So that refusals carry their SQLSTATE: libpq has no other way to tell it before the connection stands.
    PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    var status = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while status != PGRES_POLLING_OK, status != PGRES_POLLING_FAILED {
      let left = deadline.timeIntervalSinceNow
      guard left > 0,
        Socket.wait(PQsocket(handle), toWrite: status == PGRES_POLLING_WRITING, milliseconds: Int32(left * 1000) + 1)
      else {
        PQfinish(handle)
        throw PostgreSQLError(.connection, message: "no answer in time")
      }
      status = PQconnectPoll(handle)
    }
    guard status == PGRES_POLLING_OK else {
      let error = refusal(String(cString: PQerrorMessage(handle)))
      PQfinish(handle)
      throw error
    }
    PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
    guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
      PQfinish(handle)
      throw PostgreSQLError(.connection, message: "the connection cannot be set up")
    }
    return handle
  }

  private static func start(_ settings: [String: String]) -> OpaquePointer? {
    let names = settings.keys.sorted()
    let keywords: [UnsafeMutablePointer<CChar>?] = names.map { strdup($0) } + [nil]
    let values: [UnsafeMutablePointer<CChar>?] = names.map { strdup(settings[$0] ?? "") } + [nil]
    defer { for text in keywords + values { free(text) } }
    return keywords.map { UnsafePointer($0) }.withUnsafeBufferPointer { keywords in
      values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
        PQconnectStartParams(keywords.baseAddress, values.baseAddress, 0)
      }
    }
  }

  /// Reads the SQLSTATE out of `FATAL:  28P01: …`; the words before it depend on the server's language.
  static func refusal(_ message: String) -> PostgreSQLError {
    let line = message.split(separator: "\n").first { !$0.contains("LOCATION:") }.map(String.init) ?? message
    for part in line.components(separatedBy: ":") {
      let word = part.trimmingCharacters(in: .whitespaces)
      guard word.utf8.count == 5, part.hasPrefix("  "),
        word.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
      else { continue }
      return PostgreSQLError(.statement, state: word, message: line)
    }
    if line.contains("no password supplied") { return PostgreSQLError(.statement, state: "28P01", message: line) }
    if line.contains("session is read-only") || line.contains("standby mode") || line.contains("not read-only") {
      return PostgreSQLError(.otherRole, message: line)
    }
    return PostgreSQLError(.connection, message: line)
  }
}

/// Waiting for a socket.
enum Socket {
  /// Whether the socket got ready in time. Without a limit: until it is.
  static func wait(_ descriptor: Int32, toWrite: Bool, milliseconds: Int32 = -1) -> Bool {
    guard descriptor >= 0 else { return false }
    var entry = pollfd(
      fd: descriptor, events: Int16(toWrite ? POLLIN | POLLOUT : POLLIN), revents: 0)
    while true {
      let count = poll(&entry, 1, milliseconds)
      if count >= 0 { return count > 0 }
      guard errno == EINTR else { return false }
    }
  }
}
