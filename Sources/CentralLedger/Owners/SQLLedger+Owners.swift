import Crypto
import Foundation
import SnackChain
import SyncProtocol

extension SQLLedger {
  func signed<Paper: SignedByHeadquarters>(_ paper: Paper) async throws(CentralLedgerError) -> Paper {
    guard let key = keyring.signingKey, let signed = try? paper.signed(with: key) else {
      throw .corrupt("signing key")
    }
    return signed
  }

  func statement(
    of store: StoreCode, asOf version: Int64
  ) async throws(CentralLedgerError) -> TurnoverStatement? {
    let heads = try await revisions(of: store, month: nil).filter { $0.position <= version }
    let latest = Dictionary(heads.map { ($0.operation.report.month, $0) }, uniquingKeysWith: { max($0, $1) })
    return TurnoverStatement(
      store: store, heads: latest.values.map { ($0.operation.report, $0.revision, $0.position) })
  }

  func sendMessage(
    _ text: String, to stores: [StoreCode]?, region: RegionCode?, access: Access
  ) async throws(CentralLedgerError) -> (number: Int64, stores: Int) {
    guard access.may(.manageDevices) else { throw .notAllowed(.manageDevices) }
    let now = options.clock()
    let wanted = stores.map(Set.init)
    return try await write { database in
      var head = try LedgerHeadRow.read(database)
      var receivers: [StoreCode] = []
      var cursor = try StoreCursor(database, asOf: head.position)
      while let store = try cursor.next() {
        let place = store.regions.value(on: now.dayInChina) ?? store.regions.latest
        guard access.scope.contains(place), wanted?.contains(store.code) ?? true,
          region.map({ place?.isWithin($0) ?? false }) ?? true
        else { continue }
        receivers.append(store.code)
      }
      if let missing = wanted?.subtracting(receivers).min() { throw CentralLedgerError.unknownStore(missing) }
      let digest = SHA256.hash(data: Data(text.utf8)).hexadecimal
      try head.audit(
        database, at: now, actor: access.actor, .messageSent, subject: "stores=\(receivers.count) sha256=\(digest)")
      let number = head.auditNumber
      try database.run(
        "INSERT INTO message VALUES (?, ?, ?)", [.int(number), .int(now.milliseconds), .text(text)])
      for store in receivers {
        try database.run("INSERT INTO message_to VALUES (?, ?)", [.text(store.description), .int(number)])
      }
      try head.write(database)
      return (number, receivers.count)
    }
  }

  func makeRecoveryCode(for store: StoreCode, device: String) async throws(CentralLedgerError) -> Invite {
    let (keyring, now) = (keyring, options.clock())
    return try await write { database in
      guard try RegisterRow.store(database, code: store) != nil else { throw CentralLedgerError.unknownStore(store) }
      var generator = SystemRandomNumberGenerator()
      let code = InviteCode.make(using: &generator) + "-" + InviteCode.make(using: &generator)
      guard let normal = InviteCode.normalized(code) else { throw CentralLedgerError.inviteInvalid }
      let hash = keyring.hash(ofInvite: normal)
      let expires = now.adding(seconds: Self.recoveryDays * 86_400)
      // The last one that was not used ends here: a lost piece of paper opens nothing.
      try DeviceRow.endCodes(database, of: store, now: now)
      try database.run(
        "INSERT INTO invite (code_hash, store_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
        [.text(hash), .text(store.description), .int(now.milliseconds), .int(expires.milliseconds)])
      try database.run(
        "INSERT INTO recovery_code VALUES (?, ?, ?, ?)",
        [.text(store.description), .text(hash), .int(now.milliseconds), .text(device)])
      var head = try LedgerHeadRow.read(database)
      try head.audit(database, at: now, actor: "device \(device)", .recoveryCodeMade, subject: store.description)
      try head.write(database)
      return Invite(store: store, code: code, expires: expires)
    }
  }

  /// How long a recovery code is good: five years.
  private static let recoveryDays: Int64 = 5 * 365

  func handOver(_ store: StoreCode, access: Access) async throws(CentralLedgerError) -> Invite {
    guard access.may(.takeStep(.transfer)), access.may(.manageDevices) else {
      throw .notAllowed(.takeStep(.transfer))
    }
    return try await write { [self] in try handOver(store, access: access, in: $0) }
  }

  func transfer(
    _ request: StepRequest, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> TransferOutcome {
    guard access.may(.takeStep(.transfer)), access.may(.manageDevices) else {
      throw .notAllowed(.takeStep(.transfer))
    }
    let now = options.clock()
    return try await write { [self] database in
      let book = try StandardRow.book(database, seeds: seeds)
      var writing = try ProgrammeWriting(database, book: book, access: access, now: now)
      guard let known = try writing.known(request.store) else { return .refused(.unknownStore(request.store)) }
      let day = request.effective ?? writing.today
      var event: ProgrammeOutcome?
      if StageTable.target(of: .transfer, from: known.history.state(on: day).stage) != nil {
        let outcome = try writing.take(.step(request))
        guard case .recorded = outcome else { return .refused(outcome) }
        _ = try writing.finish(.programmeRecorded)
        event = outcome
      }
      return .handedOver(event, try handOver(request.store, access: access, in: database))
    }
  }

  private func handOver(_ store: StoreCode, access: Access, in database: LedgerConnection) throws -> Invite {
    let now = options.clock()
    guard try RegisterRow.store(database, code: store, within: access.scope, on: now.dayInChina) != nil else {
      throw CentralLedgerError.unknownStore(store)
    }
    var devices: [String] = []
    try database.each(
      "SELECT device_id FROM device WHERE store_id = ? AND revoked_at IS NULL ORDER BY device_id",
      [.text(store.description)]
    ) { devices.append($0.text(0)) }
    for device in devices { try DeviceRow.revoke(database, id: device, now: now, actor: access.actor) }
    // Codes that the old owner still has open nothing any more.
    try database.run(
      "UPDATE invite SET expires_at = ? WHERE store_id = ? AND device_id IS NULL AND expires_at > ?",
      [.int(now.milliseconds), .text(store.description), .int(now.milliseconds)])
    try database.run(
      "INSERT INTO hand_over VALUES (?, ?, ?)",
      [.text(store.description), .int(now.milliseconds), .text(access.actor)])
    var head = try LedgerHeadRow.read(database)
    try head.audit(
      database, at: now, actor: access.actor, .storeHandedOver, subject: "\(store) devices=\(devices.count)")
    try head.write(database)
    return try DeviceRow.invite(database, store: store, keyring: keyring, options: options, actor: access.actor)
  }
}

/// The later of two revisions of a month.
private func max(_ left: ReportRevision, _ right: ReportRevision) -> ReportRevision {
  left.revision >= right.revision ? left : right
}
