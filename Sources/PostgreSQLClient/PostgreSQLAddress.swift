import CPostgreSQL

/// Where a database is: a `postgres://` address as libpq reads it, with several hosts, `sslmode` and
/// `target_session_attrs`.
///
/// Passwords come from `PGPASSWORD`, or from the file that `PGPASSFILE` or `passfile` names, never from the address: an
/// address stands in process lists and logs.
public struct PostgreSQLAddress: Hashable, Sendable {
  /// One server to try, with all that libpq is told of it.
  struct Attempt: Hashable, Sendable {
    var settings: [String: String]
  }

  let attempts: [Attempt]
  /// The address for people and logs: hosts and database, nothing else.
  public let description: String

  /// Reads an address.
  public init(_ text: String) throws(PostgreSQLError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      // The library's words may quote the address; they are not repeated.
      PQfreemem(message)
      throw PostgreSQLError(.address, message: "the address cannot be read")
    }
    defer { PQconninfoFree(options) }
    var settings: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { settings[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    guard settings["password"] == nil, settings["sslpassword"] == nil else {
      throw PostgreSQLError(.address, state: "password", message: "the address holds a password")
    }
    let hosts = Self.list(settings["host"] ?? settings["hostaddr"])
    description =
      "postgres://" + hosts.map { $0.hasPrefix("/") ? "[\($0)]" : $0 }.joined(separator: ",")
      + "/" + (settings["dbname"] ?? "")
    attempts = Self.attempts(settings)
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private static func attempts(_ settings: [String: String]) -> [Attempt] {
    var common = settings
    // A dead host is found within seconds; one that is cut off in the middle of a statement, too.
    let defaults = [
      "client_encoding": "UTF8", "application_name": "tongbiao-hq", "target_session_attrs": "read-write",
      "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
      "tcp_user_timeout": "15000",
    ]
    for (name, value) in defaults where common[name] == nil { common[name] = value }
    let places = ["host", "hostaddr", "port"]
    let lists = places.map { list(common[$0]) }
    let count = max(lists[0].count, lists[1].count)
    return (0..<count).map { number in
      var settings = common
      for (name, values) in zip(places, lists) {
        let value = values.count == 1 ? values[0] : number < values.count ? values[number] : ""
        settings[name] = value.isEmpty ? nil : value
      }
      return Attempt(settings: settings)
    }
  }
}
