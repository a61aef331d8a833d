import PostgreSQLClient

extension PostgreSQLTransaction {
  /// Adds rows by `COPY`, in pieces of a few thousand.
  func copy(_ batch: RowBatch, into table: LedgerTable) throws {
    var next = 0
    do {
      try connection.copyIn("COPY \(table.name) (\(table.columns.joined(separator: ", "))) FROM STDIN") {
        guard next < batch.count else { return nil }
        let rows = next..<min(next + 2000, batch.count)
        next = rows.upperBound
        return Self.text(of: batch, rows: rows)
      }
    } catch let error as PostgreSQLError where error.isConstraint {
      throw SQLFailure.constraint(error.message)
    }
  }

  /// Rows in the text format of `COPY`: tabs between values, `\\N` for none.
  private static func text(of batch: RowBatch, rows: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(rows.count * 256)
    let lastColumn = Int32(batch.columns - 1)
    batch.forEach(rows: rows) { column, value in
      switch value {
      case .null: text.append(contentsOf: [0x5C, 0x4E])
      case .int(let number): append(number, to: &text)
      case .text(let bytes): append(bytes, to: &text)
      }
      text.append(column == lastColumn ? 0x0A : 0x09)
    }
    return text
  }

  private static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x09: text.append(contentsOf: [0x5C, 0x74])
      case 0x0A: text.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: text.append(contentsOf: [0x5C, 0x72])
      case 0x5C: text.append(contentsOf: [0x5C, 0x5C])
      default: text.append(byte)
      }
    }
  }

  private static func append(_ number: Int64, to text: inout [UInt8]) {
    if number < 0 { text.append(0x2D) }
    let first = text.count
    var rest = number.magnitude
    repeat {
      text.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    text[first...].reverse()
  }
}
