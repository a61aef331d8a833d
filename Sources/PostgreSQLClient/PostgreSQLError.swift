/// Why the server, or the way to it, did not do what it was asked. It never holds the values of a statement.
public struct PostgreSQLError: Error, Hashable, Sendable {
  /// What kind of failure it was.
  public enum Kind: Hashable, Sendable {
    /// The address cannot be read.
    case address
    /// The server cannot be reached, or the connection is gone.
    case connection
    /// The server can be reached, but is not the kind of server that was asked for (a replica, mostly).
    case otherRole
    /// The server answered with an error.
    case statement
  }

  /// The kind.
  public let kind: Kind
  /// The five characters of SQLSTATE, or nothing where the server did not say any.
  public let state: String
  /// The server's words, for the log.
  public let message: String

  /// Makes an error.
  public init(_ kind: Kind, state: String = "", message: String) {
    self.kind = kind
    self.state = state
    self.message = message
  }

  /// Whether the connection is of no use any more and another one may be: it broke, or its server is going down, coming
  /// up, or has become a replica.
  public var isConnectionLost: Bool {
    kind == .connection || kind == .otherRole || state.hasPrefix("08")
      || ["57P01", "57P02", "57P03", "25006", "53300"].contains(state)
  }

  /// Whether the same transaction may go through when it is run again.
  public var isTransient: Bool { state == "40001" || state == "40P01" }

  /// Whether the server does not let a row in: a constraint, or text that its encoding does not have.
  public var isConstraint: Bool { state.hasPrefix("23") || state == "22021" || state == "22P05" }
}
