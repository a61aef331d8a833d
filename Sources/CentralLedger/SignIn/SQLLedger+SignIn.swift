import Crypto
import Foundation
import SnackChain

extension SQLLedger {
  func setProof(
    _ proof: String?, _ kind: SignInProof, of name: AccountName, access: Access
  ) async throws(CentralLedgerError) {
    guard access.may(.managePeople) || access.name == name.description else { throw .notAllowed(.managePeople) }
    let now = options.clock()
    let kept = try kind == .codeSecret ? proof.map { text throws(CentralLedgerError) in try sealed(text) } : proof
    try await write { database in
      guard try AccountRow.account(database, name: name) != nil else { throw CentralLedgerError.unknownAccount(name) }
      let number =
        try database.first(
          "SELECT COALESCE(MAX(number), 0) FROM sign_in_proof WHERE account = ? AND kind = ?",
          [.text(name.description), .text(kind.rawValue)]
        ) { $0.int(0) } ?? 0
      try database.run(
        "INSERT INTO sign_in_proof VALUES (?, ?, ?, ?, ?)",
        [
          .text(name.description), .text(kind.rawValue), .int(number + 1), .int(now.milliseconds), .optional(kept),
        ])
      try database.run(
        "UPDATE sign_in_session SET ended = ? WHERE account = ? AND ended IS NULL",
        [.int(now.milliseconds), .text(name.description)])
      var head = try LedgerHeadRow.read(database)
      try head.audit(
        database, at: now, actor: access.actor, .proofChanged,
        subject: "\(name) \(kind.rawValue)\(proof == nil ? " removed" : "")")
      try head.write(database)
    }
  }

  func proofs(of name: AccountName) async throws(CentralLedgerError) -> [SignInProof: String] {
    let found = try await read { database in
      var found: [SignInProof: String] = [:]
      try database.each(
        "SELECT kind, proof FROM sign_in_proof WHERE account = ? ORDER BY kind, number", [.text(name.description)]
      ) { row in
        guard let kind = SignInProof(rawValue: row.text(0)) else { return }
        found[kind] = row.optionalText(1)
      }
      return found
    }
    guard let secret = found[.codeSecret] else { return found }
    var opened = found
    opened[.codeSecret] = try self.opened(secret)
    return opened
  }

  func useCodeStep(_ step: Int64, of name: AccountName) async throws(CentralLedgerError) -> Bool {
    try await write { database in
      let last = try database.first("SELECT step FROM sign_in_code WHERE account = ?", [.text(name.description)]) {
        $0.int(0)
      }
      guard let last else {
        try database.run("INSERT INTO sign_in_code VALUES (?, ?)", [.text(name.description), .int(step)])
        return true
      }
      guard step > last else { return false }
      try database.run(
        "UPDATE sign_in_code SET step = ? WHERE account = ?", [.int(step), .text(name.description)])
      return true
    }
  }

  func beginSession(_ session: SignInSession) async throws(CentralLedgerError) {
    try await write { database in
      try database.run(
        "INSERT INTO sign_in_session VALUES (?, ?, ?, ?, ?)",
        [
          .text(session.tokenDigest), .text(session.account.description), .int(session.began.milliseconds),
          .int(session.lastUsed.milliseconds), .optional(session.ended?.milliseconds),
        ])
      // What ended long ago is of no use to anybody.
      try database.run(
        "DELETE FROM sign_in_session WHERE began < ?", [.int(session.began.adding(seconds: -30 * 86_400).milliseconds)])
      var head = try LedgerHeadRow.read(database)
      try head.audit(
        database, at: session.began, actor: session.account.description, .signedIn,
        subject: session.account.description)
      try head.write(database)
    }
  }

  func session(_ tokenDigest: String) async throws(CentralLedgerError) -> SignInSession? {
    try await read { database in
      try database.first(
        "SELECT account, began, last_used, ended FROM sign_in_session WHERE token_digest = ?", [.text(tokenDigest)]
      ) { row in
        guard let account = AccountName(row.text(0)) else { throw CentralLedgerError.corrupt("session") }
        return SignInSession(
          tokenDigest: tokenDigest, account: account, began: Timestamp(milliseconds: row.int(1)),
          lastUsed: Timestamp(milliseconds: row.int(2)),
          ended: row.optionalInt(3).map { Timestamp(milliseconds: $0) })
      }
    }
  }

  func touchSession(_ tokenDigest: String, at moment: Timestamp) async throws(CentralLedgerError) {
    try await write { database in
      try database.run(
        "UPDATE sign_in_session SET last_used = ? WHERE token_digest = ? AND ended IS NULL AND last_used < ?",
        [.int(moment.milliseconds), .text(tokenDigest), .int(moment.milliseconds)])
    }
  }

  func endSession(
    _ tokenDigest: String, at moment: Timestamp, access: Access
  ) async throws(CentralLedgerError) {
    try await write { database in
      try database.run(
        "UPDATE sign_in_session SET ended = ? WHERE token_digest = ? AND ended IS NULL",
        [.int(moment.milliseconds), .text(tokenDigest)])
      var head = try LedgerHeadRow.read(database)
      try head.audit(database, at: moment, actor: access.actor, .signedOut, subject: access.name)
      try head.write(database)
    }
  }

  func noteDeed(
    _ action: AuditEntry.Action, _ subject: String, access: Access
  ) async throws(CentralLedgerError) {
    let now = options.clock()
    try await write { database in
      var head = try LedgerHeadRow.read(database)
      try head.audit(database, at: now, actor: access.actor, action, subject: subject)
      try head.write(database)
    }
  }

  /// Seals a secret with a key that is not in the database.
  private func sealed(_ text: String) throws(CentralLedgerError) -> String {
    guard let box = try? AES.GCM.seal(Data(text.utf8), using: keyring.proofKey).combined else {
      throw .corrupt("sign-in proof")
    }
    return box.base64EncodedString()
  }

  private func opened(_ text: String) throws(CentralLedgerError) -> String {
    guard let data = Data(base64Encoded: text), let box = try? AES.GCM.SealedBox(combined: data),
      let plain = try? AES.GCM.open(box, using: keyring.proofKey)
    else { throw .corrupt("sign-in proof") }
    return String(decoding: plain, as: UTF8.self)
  }
}

extension Keyring {
  /// What secrets of one-time codes are sealed with.
  fileprivate var proofKey: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: inviteSecret, info: Data("tongbiao sign-in proof".utf8), outputByteCount: 32)
  }
}
