import CPostgreSQL

extension PostgreSQLConnection {
  /// Streams `COPY … TO STDOUT` to `take`, row by row. Where `take` throws, the connection is of no use any more.
  public func copyOut(_ sql: String, _ take: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try startCopy(sql, PGRES_COPY_OUT)
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(handle, &buffer, 1)
      if count > 0, let buffer {
        defer { PQfreemem(buffer) }
        try buffer.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
          try take(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
      } else if count == 0 {
        guard Socket.wait(PQsocket(handle), toWrite: false), PQconsumeInput(handle) == 1 else { throw lost() }
      } else {
        break
      }
    }
    try finishCopy()
  }

  /// Sends rows to `COPY … FROM STDIN`: `fill` gives the next piece, or nothing at the end. Where `fill` throws, the
  /// connection is of no use any more.
  public func copyIn(_ sql: String, _ fill: () throws -> [UInt8]?) throws {
    try startCopy(sql, PGRES_COPY_IN)
    while let piece = try fill() {
      try put {
        piece.withUnsafeBytes {
          PQputCopyData(handle, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count))
        }
      }
    }
    try put { PQputCopyEnd(handle, nil) }
    try flush()
    try finishCopy()
  }

  /// `COPY` is not for pipelines: the connection leaves that mode until the end.
  private func startCopy(_ sql: String, _ expected: ExecStatusType) throws(PostgreSQLError) {
    try settle()
    guard PQexitPipelineMode(handle) == 1, PQsendQuery(handle, sql) == 1 else { throw lost() }
    try flush()
    guard let result = try nextResult() else { throw lost() }
    defer { PQclear(result) }
    guard PQresultStatus(result) == expected else {
      let failure = error(of: result)
      try finishCopy()
      throw failure
    }
  }

  private func finishCopy() throws(PostgreSQLError) {
    var failure: PostgreSQLError?
    while let result = try nextResult() {
      if PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil { failure = error(of: result) }
      PQclear(result)
    }
    if let failure, failure.isConnectionLost { throw failure }
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    if let failure { throw failure }
  }

  private func put(_ body: () -> Int32) throws(PostgreSQLError) {
    while true {
      let result = body()
      if result == 1 { return }
      guard result == 0, Socket.wait(PQsocket(handle), toWrite: true), PQconsumeInput(handle) == 1 else {
        throw lost()
      }
    }
  }
}
