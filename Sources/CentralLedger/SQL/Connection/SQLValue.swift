/// A value bound to a statement.
enum SQLValue: Hashable, Sendable {
  case null
  case int(Int64)
  case text(String)

  static func int(_ value: Int) -> SQLValue { .int(Int64(value)) }
  static func optional(_ value: Int64?) -> SQLValue { value.map { .int($0) } ?? .null }
  static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }

  /// The kinds of values that our schema has.
  enum Kind {
    case null, int, text
  }
}

/// How a transaction or a savepoint ends.
enum Completion {
  case commit, rollback
}

/// What every engine tells alike; all else is the engine's own error, which it explains itself.
enum SQLFailure: Error, Hashable {
  /// The database does not let the row in: a key that is taken, a reference to nothing, a trigger.
  case constraint(String)
}
