import SnackChain
import Synchronization

/// Reading and adopting versions of the standard.
enum StandardRow {
  private static let select =
    "SELECT content FROM standard_version WHERE recorded_at <= ? ORDER BY recorded_at"

  /// What ``book(_:seeds:asOf:)`` asks for.
  static var questions: [(sql: String, values: [SQLValue])] { [(select, [.int(Int64.max)])] }

  /// Versions that were read before, by their text: every session asks for all of them, and there are few.
  private static let decoded = Mutex<[String: StandardVersion]>([:])

  private static func known(_ text: String) throws -> StandardVersion {
    if let version = decoded.withLock({ $0[text] }) { return version }
    var text = text
    let version = try text.withUTF8 { try CanonicalJSON.value(StandardVersion.self, $0) }
    decoded.withLock { decoded in
      if decoded.count >= 32 { decoded.removeAll() }
      decoded[text] = version
    }
    return version
  }

  /// The versions that headquarters adopted, and of `seeds` those whose names it did not use.
  static func book(
    _ database: LedgerConnection, seeds: StandardBook, asOf version: Int64 = .max
  ) throws -> StandardBook {
    var adopted: [StandardVersion] = []
    try database.each(select, [.int(version)]) { row in
      adopted.append(try known(row.text(0)))
    }
    let names = Set(adopted.map(\.version))
    return StandardBook(seeds.versions.filter { !names.contains($0.version) } + adopted)
  }

  static func adopt(
    _ version: StandardVersion, seeds: StandardBook, in database: LedgerConnection, access: Access, now: Timestamp
  ) throws -> StandardAdoption {
    let book = try book(database, seeds: seeds)
    if book[version.version] == version { return .repeated }
    let problems = book.problems(of: version, today: now.dayInChina)
    guard problems.isEmpty else { return .refused(problems) }
    var head = try LedgerHeadRow.read(database)
    head.position += 1
    let values: [SQLValue] = [
      .text(version.version), .int(head.position), .int(Int(version.validFrom.number)), .int(now.milliseconds),
      .text(access.actor), .text(try CanonicalJSON.text(version)),
    ]
    try database.run("INSERT INTO standard_version VALUES (?, ?, ?, ?, ?, ?)", values)
    var content = CanonicalContent()
    content.add(row: values)
    try head.audit(
      database, at: now, actor: access.actor, .standardAdopted, subject: "\(version.version) \(version.validFrom)",
      positions: head.position...head.position, content: content)
    try head.write(database)
    return .adopted(dataVersion: head.position)
  }
}
