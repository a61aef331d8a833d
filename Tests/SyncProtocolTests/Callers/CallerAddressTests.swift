import SyncProtocol
import Testing

@Suite("Whom an address stands for")
struct CallerAddressTests {
  @Test(
    "addresses of one subscriber are one caller, however they are written",
    arguments: [
      ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"), ("2001:db8::1", "2001:db8:0:0:1::"),
      ("2001:DB8:1:2::1", "2001:db8:0001:2::9"), ("fe80::1%eth0", "fe80::2"), ("::ffff:203.0.113.9", "203.0.113.9"),
      ("::ffff:cb00:7109", "203.0.113.9"), ("::1", "0:0:0:0:0:0:0:1"),
    ])
  func same(_ one: String, _ other: String) {
    #expect(CallerAddress(one) == CallerAddress(other))
  }

  @Test(
    "other subscribers are other callers, and what is no address stands for itself",
    arguments: [
      ("203.0.113.9", "203.0.113.10"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("2001:db8::1", "2001:db8:0:1::1"),
      ("::ffff:203.0.113.9", "::ffff:203.0.113.10"), ("local", "direct"), ("1::2::3", "1::2::4"), (":", "::"),
      ("1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8"), ("12345::", "2345::"), ("::1.2.3", "::1.2.3.4"),
    ])
  func other(_ one: String, _ other: String) {
    #expect(CallerAddress(one) != CallerAddress(other))
  }
}
