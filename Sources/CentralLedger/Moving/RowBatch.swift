/// Rows on their way from one engine to another, in one block of bytes.
struct RowBatch: Sendable {
  /// One value, where it stands in the block.
  enum Value {
    case null
    case int(Int64)
    case text(UnsafeRawBufferPointer)
  }

  let columns: Int
  private(set) var count = 0
  /// The key of the last row.
  var last: [SQLValue] = []
  private var bytes: [UInt8] = []
  private var starts: [Int] = []

  init(columns: Int) { self.columns = columns }

  mutating func append(_ row: Prepared) {
    starts.append(bytes.count)
    for column in 0..<Int32(columns) {
      switch row.kind(column) {
      case .null: bytes.append(0)
      case .int:
        bytes.append(1)
        withUnsafeBytes(of: row.int(column).littleEndian) { bytes.append(contentsOf: $0) }
      case .text:
        let text = row.bytes(column)
        bytes.append(2)
        withUnsafeBytes(of: UInt32(text.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text)
      }
    }
    count += 1
  }

  /// Calls `body` with every value in order, and its column.
  func forEach(rows: Range<Int>, _ body: (Int32, Value) throws -> Void) rethrows {
    guard !rows.isEmpty else { return }
    try bytes.withUnsafeBytes { bytes in
      var place = starts[rows.lowerBound]
      for _ in rows {
        for column in 0..<Int32(columns) {
          let tag = bytes[place]
          place += 1
          switch tag {
          case 0: try body(column, .null)
          case 1:
            try body(column, .int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int64.self))))
            place += 8
          default:
            let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            place += 4
            try body(column, .text(UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])))
            place += count
          }
        }
      }
    }
  }

  /// Some values of one row; none where there is no such row.
  func values(ofRow row: Int, at places: [Int]) -> [SQLValue] {
    guard row >= 0, row < count else { return [] }
    var all: [SQLValue] = []
    forEach(rows: row..<row + 1) { _, value in
      switch value {
      case .null: all.append(.null)
      case .int(let number): all.append(.int(number))
      case .text(let text): all.append(.text(String(decoding: text, as: UTF8.self)))
      }
    }
    return places.map { all[$0] }
  }
}
