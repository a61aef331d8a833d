/// Which column of a file holds which of the fields that a reader asks for, whatever their order.
public struct Header: Sendable {
  /// The names as the file has them, without blanks around them.
  public let names: [String]
  private let positions: [String: Int]

  /// Matches `names` (of a file's first record) with the columns wanted. Case and blanks around a name do not matter,
  /// and columns nobody asked for are welcome.
  ///
  /// - Throws: `missingColumns` with every required name that is not there; `duplicateColumns` where a name stands
  ///   twice.
  public init(
    names: [String], required: [String], optional: [String] = []
  ) throws(DelimitedTextProblem) {
    self.names = names
    var found: [String: Int] = [:]
    var doubled: [String] = []
    for (position, name) in names.enumerated() where !name.isEmpty {
      let key = name.lowercased()
      if found[key] != nil {
        if !doubled.contains(name) { doubled.append(name) }
      } else {
        found[key] = position
      }
    }
    if !doubled.isEmpty { throw .duplicateColumns(doubled) }
    let missing = required.filter { found[$0.lowercased()] == nil }
    if !missing.isEmpty { throw .missingColumns(missing) }
    var positions: [String: Int] = [:]
    for name in required + optional { positions[name] = found[name.lowercased()] }
    self.positions = positions
  }

  /// Where the column `name` stands, or `nil` where the file has none. Only names that were asked for are known.
  public subscript(name: String) -> Int? { positions[name] }
}

extension DelimitedReader {
  /// Reads the next record as the header.
  ///
  /// - Throws: `empty` where there is no record, `missingColumns`, `duplicateColumns`, or what is wrong with the text.
  public mutating func header(
    required: [String], optional: [String] = []
  ) throws(DelimitedTextProblem) -> Header {
    guard try next() else { throw .empty }
    return try Header(names: (0..<fieldCount).map { text($0) }, required: required, optional: optional)
  }
}
