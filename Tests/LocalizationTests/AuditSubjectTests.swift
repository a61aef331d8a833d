import Localization
import Testing

@Suite("What entries of the audit chain are about")
struct AuditSubjectTests {
  @Test(
    "subjects of the chain are read in both languages, and unknown ones as they stand",
    arguments: [
      ("60111 figures", "reports_imported", "60,111 份月报", "60,111 reports"),
      ("30000 added, 2 changed", "register_imported", "新增 30,000 家，更改 2 家", "30,000 added, 2 changed"),
      ("3 taken, 1 kept apart", "reports_received", "收下 3 份，另存 1 份", "3 taken, 1 kept apart"),
      ("accept 3512, apply 3", "programme_recorded", "受理 3,512，申请 3", nil),
      ("2022-12 1", "period_closed", "2022年12月", "December 2022"),
      (
        "tongbiao-uplift-1 2023-02 \(String(repeating: "ab", count: 32))", "statement_published",
        "统标成效，2023年2月，abababababababab…", "Effect of the programme, February 2023, abababababababab…"
      ),
      ("wang association all 2026-01-01", "account_changed", "wang 协会 全国 2026-01-01", nil),
      ("wang password", "proof_changed", "wang 的密码", "password of wang"),
      ("wang totp removed", "proof_changed", "wang 的动态验证码（已取消）", "one-time codes of wang (removed)"),
      ("x figures", "reports_imported", "x figures", "x figures"),
      ("S1 \u{1B}[31m", "invite_made", "S1 \\u{1b}[31m", "S1 \\u{1b}[31m"),
    ] as [(String, String, String, String?)])
  func shown(subject: String, action: String, zh: String, en: String?) {
    let message = Message.webAuditSubject(subject, of: action)
    #expect(message.zh == zh)
    if let en { #expect(message.en == en) }
  }
}
