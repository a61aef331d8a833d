/// The columns by which a kind of bill is known, and those that are read where they are there.
struct BillFormat {
  let source: BillSource
  /// Columns without which the file is not this bill, each by the names it goes by.
  let required: [(role: ColumnRole, names: [String])]
  /// Of each group one column at least must be there; they are listed among the optional ones too.
  var oneOf: [[ColumnRole]] = []
  var optional: [(role: ColumnRole, names: [String])] = []
  /// Names that mark the format and hold nothing that is read.
  var marks: [String] = []
  /// Among formats of one channel that match, the one with the highest rank is meant: it asks for more columns.
  var rank = 0

  /// What a header has of this format.
  struct Match {
    var columns = ColumnMap()
    var found = 0
    var missing: [String] = []
    var doubled: String?
    var isComplete: Bool { missing.isEmpty }
  }

  /// Matches a header, of which each column may go by several names (joined cells).
  func match(_ positions: [HeaderName: [Int]]) -> Match {
    func at(_ name: String) -> [Int]? { positions[HeaderName(canonical: name)] }
    var match = Match()
    for (role, names) in required {
      if let name = names.first(where: { at($0) != nil }), let columns = at(name) {
        match.columns[role] = columns[0]
        match.found += 1
        if columns.count > 1, match.doubled == nil { match.doubled = name }
      } else {
        match.missing.append(names[0])
      }
    }
    for mark in marks {
      if at(mark) != nil { match.found += 1 } else { match.missing.append(mark) }
    }
    for (role, names) in optional {
      if let name = names.first(where: { at($0) != nil }), let columns = at(name) {
        match.columns[role] = columns[0]
      }
    }
    for group in oneOf {
      if group.contains(where: { match.columns.has($0) }) {
        match.found += 1
      } else if let role = group.first, let names = optional.first(where: { $0.role == role })?.names {
        match.missing.append(names[0])
      }
    }
    return match
  }

  /// All names that it looks for.
  var names: Set<HeaderName> {
    Set(((required + optional).flatMap(\.names) + marks).map(HeaderName.init(canonical:)))
  }

  /// How many columns decide.
  var size: Int { required.count + marks.count + oneOf.count }
}
