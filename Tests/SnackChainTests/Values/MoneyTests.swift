import SnackChain
import Testing

@Suite("Money")
struct MoneyTests {
  @Test(
    "an amount is read the way people write it",
    arguments: [
      ("33000", 3_300_000), ("33,000.5", 3_300_050), ("３３，０００元", 3_300_000), ("3.3万", 3_300_000),
      ("33 000", 3_300_000), ("¥33,000.50", 3_300_050), ("￥１２．３０", 1_230), ("1.2亿", 12_000_000_000),
      ("0", 0), ("0.01", 1), ("-5", -500), ("3,3000", 3_300_000), ("33000块", 3_300_000), ("3w", 3_000_000),
      ("12.10", 1_210), ("12.100", 1_210), ("人民币 88 元整", 8_800), ("RMB 12.5", 1_250), ("33000。50", 3_300_050),
      (" 7 ", 700), ("3.30005万", 3_300_050), ("+5", 500),
    ])
  func readsAmounts(text: String, fen: Int64) throws {
    #expect(try Money.parse(text) == Money(fen: fen))
  }

  @Test(
    "what is not an amount is refused with its reason",
    arguments: [
      ("", MoneyProblem.empty), ("  ", .empty), ("abc", .notANumber("abc")), ("12.345", .finerThanFen("12.345")),
      ("0.005元", .finerThanFen("0.005元")), ("33,00", .ambiguous("33,00")), ("1,2,3", .ambiguous("1,2,3")),
      ("12.", .notANumber("12.")), (".", .notANumber(".")), ("1.2.3", .notANumber("1.2.3")),
      ("1e400", .notANumber("1e400")),
      ("NaN", .notANumber("NaN")), ("9223372036854775807", .tooLarge("9223372036854775807")),
      ("--5", .notANumber("--5")),
      ("三万", .notANumber("三万")), ("٣٣", .notANumber("٣٣")), ("1,", .ambiguous("1,")),
    ])
  func refusesOthers(text: String, problem: MoneyProblem) {
    #expect(throws: problem) { try Money.parse(text) }
  }

  @Test(
    "a file's figure is read exactly or not at all",
    arguments: [
      ("33000", 3_300_000), ("33000.5", 3_300_050), ("33000.50", 3_300_050), ("-0.01", -1), ("0", 0),
    ])
  func readsFigures(text: String, fen: Int64) {
    #expect(Money.parseYuan(utf8: Array(text.utf8)) == Money(fen: fen))
  }

  @Test(
    "a file's figure with anything else in it is not one",
    arguments: ["", "1.", ".5", "1.234", "1 0", "1,000", "x", "-", "99999999999999999999"])
  func refusesFigures(text: String) {
    #expect(Money.parseYuan(utf8: Array(text.utf8)) == nil)
  }

  @Test("printing and reading an amount gives it back")
  func roundTrip() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let amount = Money(fen: Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator))
      #expect(try Money.parse(amount.description) == amount)
      #expect(try Money.parse(amount.grouped) == amount)
      #expect(Money.parseYuan(utf8: Array(amount.description.utf8)) == amount)
    }
  }

  @Test("a sum that does not fit is no sum")
  func checkedArithmetic() {
    #expect(Money(fen: .max).adding(Money(fen: 1)) == nil)
    #expect(Money(fen: .min).subtracting(Money(fen: 1)) == nil)
    #expect(Money.sum([Money(fen: 1), Money(fen: 2)]) == Money(fen: 3))
    #expect(Money.sum([Money(fen: .max), Money(fen: 2)]) == nil)
  }
}
