import AcceptanceEvidence
import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain
import SyncProtocol

/// `standard verify`
struct VerifyEvidence: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "verify", .hqEvidenceVerify,
    examples: [
      "standard verify 2022-evidence --key 0123456789abcdef",
      "standard verify 2022-evidence --database sqlite:hq.sqlite",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionEvidenceRead)) var folder: String
  @Option(name: .customLong("key"), help: ArgumentHelp(Message.hqOptionFingerprint)) var fingerprint: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    var found = EvidenceVerification(folder: folder, fingerprint: fingerprint)
    // The environment's database is not asked: whoever verifies for others names the ledger.
    let hasLedger = database.database != nil
    if hasLedger, let manifest = found.manifest {
      let findings = try await database.withLedger(as: access) { ledger, access in
        try await Self.compare(found, manifest, with: ledger, as: access)
      }
      for finding in findings { found.add(finding) }
    }
    try tell(found, hasLedger: hasLedger, on: door)
    guard found.findings.isEmpty else {
      throw DoorFailure(
        "evidence_invalid", .hqEvidenceInvalid(found.findings.count), advice: .hqEvidenceInvalidAdvice,
        status: .dataError)
    }
  }

  /// What the ledger knows besides: the key is its own, the audit entry is in its chain, and its rows are these.
  private static func compare(
    _ found: EvidenceVerification, _ manifest: EvidenceManifest, with ledger: any CentralLedger, as access: Access
  ) async throws -> [EvidenceFinding] {
    var findings: [EvidenceFinding] = []
    let keys = try await ledger.receiptKeys()
    if let key = found.key, !keys.contains(key) {
      findings.append(EvidenceFinding(.otherKey, file: EvidenceManifest.signatureName, detail: key.id))
    }
    let entry = try await ledger.auditEntries(after: manifest.auditNumber - 1, limit: 1).first
    if manifest.auditNumber > 0, entry?.digest != manifest.auditDigest {
      findings.append(
        EvidenceFinding(
          .ledgerDiffers, file: EvidenceManifest.fileName, detail: "audit_digest \(manifest.auditNumber)"))
    }
    let scope = manifest.regions.map { RegionScope($0) } ?? .everywhere
    let reader = Access(name: access.name, via: access.via, role: access.role, scope: scope)
    guard access.scope == .everywhere || access.scope == scope else { return findings }
    let version = manifest.dataVersion
    // A ledger that went back to a backup may never have come so far.
    guard try await ledger.dataVersion() >= version else {
      return findings + [
        EvidenceFinding(.ledgerDiffers, file: EvidenceManifest.fileName, detail: "data_version \(version)")
      ]
    }
    let year = try await ledger.acceptances(in: manifest.year, asOf: version, access: reader)
    let tables = EvidenceTables(year)
    for (name, content) in [
      (EvidenceTables.acceptancesName, tables.acceptances), (EvidenceTables.photographsName, tables.photographList),
    ] {
      guard let there = found.table(name), there != content else { continue }
      let line = zip(there, content).prefix { $0 == $1 }.count { $0.0 == 10 } + 1
      findings.append(EvidenceFinding(.ledgerDiffers, file: name, line: line))
    }
    if tables.counts != manifest.counts {
      findings.append(EvidenceFinding(.ledgerDiffers, file: EvidenceManifest.fileName, detail: "counts"))
    }
    return findings
  }

  private func tell(_ found: EvidenceVerification, hasLedger: Bool, on door: Door) throws {
    if door.format == .json {
      return try door.writeJSON(VerifiedEvidence(found, isKeyExpected: fingerprint != nil, hasLedger: hasLedger))
    }
    if !found.findings.isEmpty {
      try door.write(
        Listing(
          columns: [
            .init("code", Message(zh: "问题", en: "Problem")), .init("file", Message(zh: "文件", en: "File")),
            .init("line", Message(zh: "行", en: "Line")), .init("detail", Message(zh: "细节", en: "Detail")),
          ],
          rows: found.findings.map {
            [
              .message(.hqEvidenceFinding($0.code.rawValue), code: $0.code.rawValue), .text($0.file),
              .optional($0.line), .text($0.detail),
            ]
          }))
    }
    guard door.format == .table, let manifest = found.manifest, found.findings.isEmpty else { return }
    try door.write(ExportEvidence.listing(manifest.counts))
    door.write(
      .hqEvidenceValid(
        year: manifest.year, version: manifest.dataVersion, files: found.filesChecked, hasLedger: hasLedger))
    if !manifest.hasPhotographs { door.write(.hqEvidenceNoPhotographs(manifest.counts.photographs)) }
    if manifest.isSynthetic { door.write(.hqEvidenceSynthetic) }
    if let key = found.key { door.write(.hqEvidenceKey(key.id, isExpected: fingerprint != nil || hasLedger)) }
  }
}

/// The fields of `standard verify --format json`.
private struct VerifiedEvidence: Encodable {
  let isValid: Bool
  let isKeyExpected: Bool
  let hasLedger: Bool
  let key: String?
  let files: Int
  let findings: [EvidenceFinding]
  let manifest: EvidenceManifest?

  init(_ found: EvidenceVerification, isKeyExpected: Bool, hasLedger: Bool) {
    isValid = found.findings.isEmpty
    self.isKeyExpected = isKeyExpected
    self.hasLedger = hasLedger
    key = found.key?.id
    files = found.filesChecked
    findings = found.findings
    manifest = found.manifest
  }

  enum CodingKeys: String, CodingKey {
    case findings, manifest
    case isValid = "valid"
    case isKeyExpected = "key_expected"
    case hasLedger = "with_ledger"
    case key = "key_id"
    case files = "files_checked"
  }
}
