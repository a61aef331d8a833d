import CommandLineDoor
import Localization

/// What is to be said of one row of a file.
struct RowFinding: Encodable, Sendable {
  /// The line of the file.
  let line: Int
  /// A stable code.
  let code: String
  /// What stands there.
  let value: String
  /// The column, where one is to blame.
  let field: String?
  /// The store, where it is known.
  let store: String?
  /// What a person is told.
  let message: Message
  /// The language to write it in.
  var language = Language.current

  init(line: Int, code: String, value: String, field: String? = nil, store: String? = nil, message: Message) {
    self.line = line
    self.code = code
    self.value = value
    self.field = field
    self.store = store
    self.message = message
  }

  enum CodingKeys: String, CodingKey {
    case line, code, value, field, store, message
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(line, forKey: .line)
    try container.encode(code, forKey: .code)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(field, forKey: .field)
    try container.encodeIfPresent(store, forKey: .store)
    try container.encode(message[language], forKey: .message)
  }
}

/// Findings of one weight: all are counted, many are kept, few of each kind are printed.
struct RowFindings: Sendable {
  /// How many are kept of each kind, so that a file of a million bad rows does not fill the memory.
  static let keptOfKind = 10_000
  /// How many are printed of each kind.
  static let printedOfKind = 20

  private(set) var kept: [RowFinding] = []
  private(set) var counts: [String: Int] = [:]

  /// All of them.
  var count: Int { counts.values.reduce(0, +) }

  mutating func append(_ finding: RowFinding) {
    let number = counts[finding.code, default: 0]
    counts[finding.code] = number + 1
    if number < Self.keptOfKind { kept.append(finding) }
  }

  /// Counts findings that somebody else has not listed.
  mutating func add(unlisted count: Int) {
    if count > 0 { counts["other", default: 0] += count }
  }

  /// The findings kept, in the order of the file.
  var sorted: [RowFinding] { kept.sorted { ($0.line, $0.code) < ($1.line, $1.code) } }

  /// Prints the first of each kind on stderr.
  func say(head: (Int) -> Message, on door: Door) {
    guard count > 0 else { return }
    door.say(head(count))
    var printed: [String: Int] = [:]
    for finding in sorted {
      let number = printed[finding.code, default: 0]
      printed[finding.code] = number + 1
      if number < Self.printedOfKind {
        door.say(.hqFindingLine(finding.line, value: finding.value, finding.message))
      }
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) {
      let rest = count - min(printed[code] ?? 0, Self.printedOfKind)
      if rest > 0 { door.say(.hqMoreOfKind(rest, code: code)) }
    }
  }

  /// The findings as a listing, for CSV.
  func rows(kind: String) -> [[Listing.Cell]] {
    sorted.map {
      [
        .text(kind), .integer(Int64($0.line)), .text($0.code), .text($0.value),
        .message($0.message, code: $0.message[$0.language]),
      ]
    }
  }
}
