import CPostgreSQL

/// The rows that a statement gave. Rows and columns count from 0.
public final class PostgreSQLResult {
  private let handle: OpaquePointer
  /// How many rows there are.
  public let count: Int32

  init(owning handle: OpaquePointer) {
    self.handle = handle
    count = PQntuples(handle)
  }

  deinit { PQclear(handle) }

  /// How many columns a row has.
  public var columns: Int32 { PQnfields(handle) }

  /// What the server says it did, such as `COMMIT`.
  public var command: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

  /// Whether there is no value.
  public func isNull(_ row: Int32, _ column: Int32) -> Bool { PQgetisnull(handle, row, column) != 0 }

  /// Whether the column holds numbers (or truth, which counts as 1 and 0).
  public func isNumber(_ column: Int32) -> Bool {
    switch PQftype(handle, column) {
    // int8, int2, int4, bool, numeric: fixed in the server's catalogue.
    case 20, 21, 23, 16, 1700: true
    default: false
    }
  }

  /// A whole number; 0 where there is none.
  public func int(_ row: Int32, _ column: Int32) -> Int64 {
    guard let text = PQgetvalue(handle, row, column) else { return 0 }
    if text[0] == 0x74 { return 1 }
    let isNegative = text[0] == 0x2D
    var place = isNegative ? 1 : 0
    var number: Int64 = 0
    while case let digit = text[place], digit >= 0x30, digit <= 0x39 {
      // Downwards, so that the smallest number has room.
      number = number &* 10 &- Int64(digit - 0x30)
      place += 1
    }
    return isNegative ? number : 0 &- number
  }

  /// The bytes of a value as text, as long as the result lives.
  public func bytes(_ row: Int32, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
    guard let text = PQgetvalue(handle, row, column) else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = Int(PQgetlength(handle, row, column))
    return text.withMemoryRebound(to: UInt8.self, capacity: count) { UnsafeBufferPointer(start: $0, count: count) }
  }

  /// A value as text.
  public func text(_ row: Int32, _ column: Int32) -> String { String(decoding: bytes(row, column), as: UTF8.self) }
}
