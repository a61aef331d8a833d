import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Invites and devices")
struct DeviceTests {
  private let key = Array(repeating: UInt8(7), count: 32)

  @Test("security 1: a code joins one device, and the same device again", arguments: Engine.allCases)
  func join(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
      let typed = invite.code.lowercased().replacing("0", with: "o")
      let device = try await test.ledger.join(code: typed, publicKey: key, deviceName: "手机")
      #expect(device.store.description == "S1" && device.publicKey == key && device.name == "手机")
      #expect(try await test.ledger.join(code: invite.code, publicKey: key, deviceName: "x") == device)
      await #expect(throws: CentralLedgerError.inviteInvalid) {
        _ = try await test.ledger.join(
          code: invite.code, publicKey: Array(repeating: 8, count: 32), deviceName: "other")
      }
      #expect(try await test.ledger.devices(of: store("S1")) == [device])
      #expect(try await test.ledger.device(device.id) == device)
    }
  }

  @Test("security 1: unknown, mistyped and expired codes are told alike", arguments: Engine.allCases)
  func invalid(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
      test.clock.turn(seconds: 7 * 86_400)
      for code in [invite.code, "00000-00000", "", "包子"] {
        await #expect(throws: CentralLedgerError.inviteInvalid) {
          _ = try await test.ledger.join(code: code, publicKey: key, deviceName: "x")
        }
      }
    }
  }

  @Test(
    "a recovery code ends with the device that made it: revoked, or found to be two",
    arguments: Engine.allCases, [false, true])
  func recoveryEnds(_ engine: Engine, isCloned: Bool) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let (ledger, code) = (test.ledger, try store("S1"))
      let invite = try await ledger.makeInvite(for: code, actor: "clerk")
      let device = try await ledger.join(code: invite.code, publicKey: key, deviceName: "x")
      let recovery = try await ledger.makeRecoveryCode(for: code, device: device.id)
      if isCloned {
        for (turn, after) in [("a", nil), ("b", "a"), ("c", "b"), ("d", "a"), ("e", "d"), ("f", "c")]
          as [(String, String?)]
        {
          let month = "2022-0\(1 + Int((turn.utf8.first ?? 97) - 97))"
          _ = try await ledger.submit(
            Submission(
              store: code, device: device.id, operations: [try test.operation("S1", month, yuan: 30_000)],
              line: RequestLine(turn: turn, after: after)))
        }
        #expect(try await ledger.device(device.id)?.state == .quarantined)
      } else {
        try await ledger.revokeDevice(device.id, actor: "clerk")
      }
      await #expect(throws: CentralLedgerError.inviteInvalid) {
        _ = try await ledger.join(code: recovery.code, publicKey: Array(repeating: 8, count: 32), deviceName: "y")
      }
      // What headquarters gives is good.
      let again = try await ledger.makeInvite(for: code, actor: "clerk")
      _ = try await ledger.join(code: again.code, publicKey: Array(repeating: 9, count: 32), deviceName: "z")
    }
  }

  @Test("devices make a few more devices by recovery codes, and no end of them", arguments: Engine.allCases)
  func recoveryIsBounded(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let (ledger, code) = (test.ledger, try store("S1"))
      let invite = try await ledger.makeInvite(for: code, actor: "clerk")
      var device = try await ledger.join(code: invite.code, publicKey: key, deviceName: "x")
      var joined = 1
      for number in 0..<9 {
        let recovery = try await ledger.makeRecoveryCode(for: code, device: device.id)
        let key = Array(repeating: UInt8(20 + number), count: 32)
        guard let next = try? await ledger.join(code: recovery.code, publicKey: key, deviceName: "y") else { break }
        (device, joined) = (next, joined + 1)
      }
      #expect(joined == 6)
    }
  }

  @Test("of many devices with one code exactly one joins", arguments: Engine.allCases)
  func race(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let code = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk").code
      let ledger = test.ledger
      let joined = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<20 {
          group.addTask {
            let key = Array(repeating: UInt8(number), count: 32)
            return (try? await ledger.join(code: code, publicKey: key, deviceName: "x")) != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(joined == 1)
      #expect(try await ledger.devices(of: nil).count == 1)
    }
  }

  @Test("a revoked device is known as such, and what it sent stays", arguments: Engine.allCases)
  func revoke(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
      let device = try await test.ledger.join(code: invite.code, publicKey: key, deviceName: "x")
      _ = try await test.submit(test.operation("S1", "2023-02", yuan: 30_000))
      try await test.ledger.revokeDevice(device.id, actor: "clerk")
      #expect(try await test.ledger.device(device.id)?.revokedAt == test.clock.now)
      #expect(try await test.heads().count == 1)
      await #expect(throws: CentralLedgerError.unknownDevice("d0")) {
        try await test.ledger.revokeDevice("d0", actor: "clerk")
      }
    }
  }

  @Test("when a device was heard of is written with the next group, or at closing", arguments: Engine.allCases)
  func contact(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
      let device = try await test.ledger.join(code: invite.code, publicKey: key, deviceName: "x")
      test.clock.turn(seconds: 60)
      await test.ledger.noteContact(device: device.id, skewMilliseconds: -1500)
      let again = try await test.reopened()
      let seen = try await again.ledger.device(device.id)
      #expect(seen?.lastSeen == test.clock.now && seen?.skewMilliseconds == -1500)
      await again.ledger.close()
    }
  }
}
