import Crypto
import Foundation
import SnackChain
import SyncProtocol

extension SQLLedger {
  func acceptances(
    in year: Int, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> AcceptanceYear {
    guard access.may(.look) else { throw .notAllowed(.look) }
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      var reading = try AcceptanceReading(database, year: year, asOf: version)
      var cursor = try ProgrammeCursor(database, asOf: version, scope: access.scope, today: today)
      while let programme = try cursor.next() { reading.add(programme) }
      return reading.result
    }
  }

  func signEvidence(
    _ content: [UInt8], subject: String, access: Access
  ) async throws(CentralLedgerError) -> EvidenceSignature {
    guard access.may(.publish) else { throw .notAllowed(.publish) }
    guard let key = keyring.signingKey, let signature = try? key.signature(for: Data(content)) else {
      throw .keysUnavailable(path: "")
    }
    let now = options.clock()
    let digest = SHA256.hash(data: Data(content)).hexadecimal
    try await write { database in
      var head = try LedgerHeadRow.read(database)
      try head.audit(
        database, at: now, actor: access.actor, .evidenceSigned, subject: "\(subject), sha256 \(digest)")
      try head.write(database)
    }
    return EvidenceSignature(key: ReceiptKey(key.publicKey), signature: signature.base64EncodedString())
  }
}

/// Gathers the certificates of a year from the histories of all stores.
private struct AcceptanceReading {
  private let year: Int
  private let days: ClosedRange<CalendarDay>
  private let version: Int64
  private let inspections: [OperationID: RecordedInspection]
  private let files: [StoreCode: [EvidenceDigest: EvidenceFile]]
  /// Entries of the audit chain that vouch for rows, by the first position.
  private let entries: [(first: Int64, last: Int64, number: Int64)]
  private let audit: (number: Int64, digest: String)
  private var records: [AcceptanceRecord] = []
  private var before = 0
  private var ever = 0
  private var valid = 0

  init(_ database: LedgerConnection, year: Int, asOf version: Int64) throws {
    guard let days = AcceptanceYear.days(of: year) else { throw CentralLedgerError.unknownVersion(Int64(year)) }
    self.year = year
    self.days = days
    self.version = version
    let all = try InspectionRow.inspections(database, of: nil, asOf: version)
    inspections = Dictionary(all.map { ($0.inspection.id, $0) }, uniquingKeysWith: { first, _ in first })
    files = try Self.files(database, asOf: version)
    var entries: [(first: Int64, last: Int64, number: Int64)] = []
    try database.each(
      """
      SELECT first_position, last_position, number FROM audit_entry
      WHERE first_position > 0 AND first_position <= ? ORDER BY first_position
      """, [.int(version)]
    ) { entries.append(($0.int(0), $0.int(1), $0.int(2))) }
    self.entries = entries
    audit =
      try database.first(
        """
        SELECT number, digest FROM audit_entry WHERE last_position > 0 AND last_position <= ?
        ORDER BY number DESC LIMIT 1
        """, [.int(version)]
      ) { ($0.int(0), $0.text(1)) } ?? (0, "")
  }

  private static func files(
    _ database: LedgerConnection, asOf version: Int64
  ) throws -> [StoreCode: [EvidenceDigest: EvidenceFile]] {
    var found: [StoreCode: [EvidenceDigest: EvidenceFile]] = [:]
    try database.each(
      "SELECT store_id, digest, media, bytes FROM evidence WHERE recorded_at <= ? ORDER BY store_id, digest",
      [.int(version)]
    ) { row in
      guard let store = StoreCode(row.text(0)), let digest = EvidenceDigest(row.text(1)) else {
        throw CentralLedgerError.corrupt("evidence")
      }
      found[store, default: [:]][digest] = EvidenceFile(
        digest: digest, media: row.text(2), bytes: Int(row.int(3)))
    }
    return found
  }

  mutating func add(_ programme: StoreProgramme) {
    let end = programme.history.state(on: days.upperBound)
    guard let first = end.firstCertified else { return }
    ever += 1
    if first < days.lowerBound { before += 1 }
    let store = programme.store
    if end.standing == .certified, store.closed.map({ $0 > days.upperBound }) ?? true { valid += 1 }
    for step in programme.history.acceptances(in: days) {
      let day = step.event.effective
      let inspection = step.inspection.flatMap { inspections[$0] }
      let named = Set(inspection?.inspection.results.flatMap(\.evidence) ?? [])
      let known = files[store.code] ?? [:]
      records.append(
        AcceptanceRecord(
          store: store.code, name: store.names.value(on: day) ?? store.names.latest ?? "",
          region: store.regions.value(on: day) ?? store.regions.latest, step: step,
          inspection: inspection?.inspection, outcome: inspection?.outcome,
          evidence: named.sorted().compactMap { known[$0] }, standingAtYearEnd: end.standing,
          auditNumber: auditNumber(of: step.event.recordedAt)))
    }
  }

  private func auditNumber(of position: Int64) -> Int64 {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].first <= position { low = middle + 1 } else { high = middle }
    }
    guard low > 0, entries[low - 1].last >= position else { return 0 }
    return entries[low - 1].number
  }

  var result: AcceptanceYear {
    AcceptanceYear(
      year: year, dataVersion: version, records: records, certifiedEverBefore: before, certifiedEver: ever,
      validAtYearEnd: valid, auditNumber: audit.number, auditDigest: audit.digest)
  }
}

extension SQLLedger {
  func importProgrammes(
    _ batch: [ProgrammeImport], access: Access
  ) async throws(CentralLedgerError) -> Int64 {
    guard access.may(.manageRegister) else { throw .notAllowed(.manageRegister) }
    let now = options.clock()
    return try await write { database in
      var writing = try ProgrammeWriting(database, book: StandardBook([]), access: access, now: now)
      for one in batch {
        guard try !ProgrammeRow.keepsStanding(database, of: one.store) else {
          throw CentralLedgerError.corrupt("programme of \(one.store) is not empty")
        }
        try writing.take(one)
      }
      return try writing.finish(.programmeRecorded)
    }
  }
}
