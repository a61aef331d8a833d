import Foundation
import Testing

@Suite("Changing the key that signs receipts")
struct KeyRotationTests {
  private func rotate(_ chain: Chain) throws -> String {
    let result = try chain.headquarters("keys", "rotate", "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    let next = try result.json()["next"] as? [String: Any]
    return try #require(next?["id"] as? String)
  }

  private func keyID(of month: String, _ owner: Program) throws -> String {
    let result = try owner.run("receipt", month, "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    // Wherever the receipt stands in the answer.
    let match = try #require(result.stdout.firstMatch(of: /"key_id" ?: ?"([0-9a-f]{16})"/))
    return String(match.1)
  }

  @Test("a running server signs with the new key; devices follow it over several changes; old receipts stay good")
  func rotation() throws {
    let test = try JoinedOwner()
    try test.report("2023-01")
    try test.expectThrough(["2023-01"])
    let first = try keyID(of: "2023-01", test.owner)
    let second = try rotate(test.chain)
    try test.report("2023-02")
    try test.expectThrough(["2023-01", "2023-02"])
    #expect(try keyID(of: "2023-02", test.owner) == second && second != first)
    // Two changes that the device does not see one by one.
    _ = try rotate(test.chain)
    let fourth = try rotate(test.chain)
    try test.report("2023-03")
    try test.restartServer()
    try test.expectThrough(["2023-01", "2023-02", "2023-03"])
    #expect(try keyID(of: "2023-03", test.owner) == fourth)
    // A device that joins now knows the keys of before: the store's history verifies on it too.
    test.home = try TemporaryFolder()
    test.owner = Program.owner(home: test.home.url)
    try test.join()
    try test.expectThrough(["2023-01", "2023-02", "2023-03"])
    #expect(test.server.terminate() == 0)
    for month in ["2023-01", "2023-02", "2023-03"] {
      #expect(try test.owner.run("receipt", "verify", month).status == 0)
    }
    let listed = try test.chain.headquarters("keys", "list", "--format", "csv")
    #expect(listed.stdout.split(whereSeparator: \.isNewline).count == 5, "\(listed.stdout)")
  }

  @Test("private keys stand in a file of their owner's beside the database, the old ones nowhere")
  func places() throws {
    let chain = try Chain.single()
    let file = chain.database + ".keys"
    func keys() throws -> [String] {
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file))) as? [String: Any]
      return object?["receipt_keys"] as? [String] ?? []
    }
    let old = try #require(try keys().first)
    _ = try rotate(chain)
    let new = try keys()
    #expect(new.count == 1 && new[0] != old)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for suffix in ["", "-wal", ".keys"] {
      let content = (try? Data(contentsOf: URL(filePath: chain.database + suffix))) ?? Data()
      for secret in suffix == ".keys" ? [old] : [old, new[0]] {
        #expect(content.range(of: Data(secret.utf8)) == nil)
        #expect(content.range(of: try #require(Data(base64Encoded: secret))) == nil)
      }
    }
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }

  @Test("a server with a key that the pinned one did not sign for gets no figure off a device")
  func impostor() throws {
    let test = try JoinedOwner()
    try test.report("2023-01")
    try test.expectThrough(["2023-01"])
    let file = URL(filePath: test.chain.database + ".keys")
    var object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let own = try #require(object["receipt_keys"] as? [String])
    object["receipt_keys"] = [Data((0..<32).map { UInt8($0) }).base64EncodedString()] + own
    try JSONSerialization.data(withJSONObject: object).write(to: file)
    try test.restartServer()
    try test.report("2023-02")
    let result = try test.owner.run("sync", "--lang", "en")
    #expect(result.status == 65 && result.stderr.contains("bad_receipt"), "\(result.stderr)")
    #expect(try test.waiting() == 1)
  }
}
