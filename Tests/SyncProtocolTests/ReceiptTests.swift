import Crypto
import Foundation
import SnackChain
import SyncProtocol
import Testing

@Suite("Receipts")
struct ReceiptTests {
  private let key = Curve25519.Signing.PrivateKey()

  private func operation(fen: Int64 = 3_300_000) throws -> ReportOperation {
    ReportOperation(
      id: try #require(OperationID("0190a5c4-7e1b-7c3d-8a2f-0123456789ab")),
      report: MonthlyReport(
        store: try #require(StoreCode("S1")), month: try #require(YearMonth("2023-02")), turnover: Money(fen: fen),
        openDays: 24),
      recordedAt: Timestamp(milliseconds: 0))
  }

  private func receipt(for operation: ReportOperation) throws -> Receipt {
    try Receipt(
      operation: operation, revision: 1, feedPosition: 7, receivedAt: Timestamp(milliseconds: 1_676_000_000_000),
      auditHead: String(repeating: "ab", count: 32), keyID: ReceiptKey.identifier(of: key.publicKey)
    ).signed(with: key)
  }

  @Test("a receipt verifies offline with HQ's public key, also after travelling as JSON")
  func verifies() throws {
    let receipt = try receipt(for: try operation())
    let travelled = try JSONDecoder().decode(Receipt.self, from: try JSONEncoder().encode(receipt))
    #expect(travelled == receipt)
    #expect(travelled.isSigned(byOneOf: [ReceiptKey(key.publicKey)]))
    #expect(travelled.covers(try operation()))
  }

  @Test("one changed figure, another key or another operation is noticed")
  func tampering() throws {
    var receipt = try receipt(for: try operation())
    let keys = [ReceiptKey(key.publicKey)]
    #expect(!receipt.covers(try operation(fen: 3_300_001)))
    #expect(!receipt.isSigned(byOneOf: [ReceiptKey(Curve25519.Signing.PrivateKey().publicKey)]))
    #expect(!receipt.isSigned(byOneOf: []))
    let code = receipt.checkCode
    receipt.turnover = Money(fen: 3_300_001)
    #expect(!receipt.isSigned(byOneOf: keys))
    #expect(receipt.checkCode != code)
  }

  @Test("the signed texts of both kinds of receipts stay as they are: receipts of earlier years verify")
  func frozenTexts() throws {
    let keyID = ReceiptKey.identifier(of: key.publicKey)
    var month = try receipt(for: try operation())
    let monthText = """
      tongbiao-receipt/1
      store=S1
      month=2023-02
      revision=1
      operation=0190a5c4-7e1b-7c3d-8a2f-0123456789ab
      turnover_fen=3300000
      content_sha256=\(month.contentDigest)
      feed_position=7
      received_at=\(month.receivedAt)
      audit_head=\(String(repeating: "ab", count: 32))
      key_id=\(keyID)

      """
    #expect(month.canonicalText == monthText)
    month.signature = try key.signature(for: Data(monthText.utf8)).base64EncodedString()
    #expect(month.isSigned(byOneOf: [ReceiptKey(key.publicKey)]))

    let answer = RectificationOperation(
      id: try operation().id, store: try operation().report.store, inspection: OperationID(high: 1, low: 2),
      items: [RectifiedItem(item: "sign", note: "new", evidence: [])], recordedAt: Timestamp(milliseconds: 0))
    var held = RectificationReceipt(
      store: answer.store, operation: answer.id, contentDigest: RectificationReceipt.digest(of: answer),
      feedPosition: 8, receivedAt: month.receivedAt, auditHead: "cd", keyID: keyID)
    let text = """
      tongbiao-rectification/1
      store=S1
      operation=0190a5c4-7e1b-7c3d-8a2f-0123456789ab
      content_sha256=\(held.contentDigest)
      feed_position=8
      received_at=\(held.receivedAt)
      audit_head=cd
      key_id=\(keyID)

      """
    #expect(held.canonicalText == text)
    held.signature = try key.signature(for: Data(text.utf8)).base64EncodedString()
    #expect(held.isGood(for: answer, under: [ReceiptKey(key.publicKey)]))
    held.feedPosition = 9
    #expect(!held.isGood(for: answer, under: [ReceiptKey(key.publicKey)]))
  }

  @Test("a key whose id is not its own is no key")
  func keyIdentity() {
    var named = ReceiptKey(key.publicKey)
    #expect(named.publicKey != nil)
    named.id = "0000000000000000"
    #expect(named.publicKey == nil)
  }

  @Test("an operation keeps its JSON names")
  func jsonNames() throws {
    let data = try JSONEncoder().encode(try operation())
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(object.keys) == ["id", "kind", "report", "recorded_at", "rules_version", "confirmed", "source"])
    let report = try #require(object["report"] as? [String: Any])
    #expect(report["turnover_fen"] as? Int == 3_300_000)
    #expect(report["month"] as? String == "2023-02")
  }
}

@Suite("Invite codes")
struct InviteCodeTests {
  @Test("a code is read however it was copied")
  func normalized() throws {
    var generator = SystemRandomNumberGenerator()
    let code = InviteCode.make(using: &generator)
    let plain = try #require(InviteCode.normalized(code))
    #expect(plain.count == 10)
    #expect(InviteCode.normalized(" " + code.lowercased() + " ") == plain)
    #expect(InviteCode.normalized("oil0o-1lI00") == "0110011100")
    #expect(InviteCode.normalized("７Ｋ２ＭＱ－０ＸＷ４Ｔ") == "7K2MQ0XW4T")
  }

  @Test(
    "what cannot be a code is said before anything is sent",
    arguments: ["", "12345", "12345-6789U", "12345-67890-1", "口令"])
  func impossible(text: String) {
    #expect(InviteCode.normalized(text) == nil)
  }
}
