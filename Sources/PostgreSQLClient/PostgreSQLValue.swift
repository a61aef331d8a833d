/// A value bound to a statement. All travel as text: the server knows the type of each place better than we do, and
/// poolers in between need not know any.
public enum PostgreSQLValue: Hashable, Sendable {
  /// No value.
  case null
  /// A whole number.
  case int(Int64)
  /// Text without zero bytes.
  case text(String)
}

/// Values laid out as the C library takes them: one block of bytes with a place for each.
struct BoundValues {
  private var bytes: [CChar] = []
  private var starts: [Int] = []

  mutating func set(_ values: [PostgreSQLValue]) throws(PostgreSQLError) {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for value in values {
      switch value {
      case .null: starts.append(-1)
      case .int(let number):
        starts.append(bytes.count)
        append(number)
      case .text(let text):
        starts.append(bytes.count)
        for byte in text.utf8 {
          guard byte != 0 else { throw PostgreSQLError(.statement, state: "22021", message: "zero byte in text") }
          bytes.append(CChar(bitPattern: byte))
        }
        bytes.append(0)
      }
    }
  }

  /// Calls `body` with a pointer for each value.
  func withPointers<Result>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      let pointers = starts.map { start in start < 0 ? nil : bytes.baseAddress.map { $0 + start } }
      return pointers.withUnsafeBufferPointer { body(Int32($0.count), $0.baseAddress) }
    }
  }

  private mutating func append(_ number: Int64) {
    if number < 0 { bytes.append(0x2D) }
    let first = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(CChar(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
    bytes.append(0)
  }
}
