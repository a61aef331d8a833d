import CommandLineDoor
import Testing

@Suite("Cutting text into lines")
struct TextWrappingTests {
  @Test("no line is wider than asked, and nothing is lost", arguments: [20, 37, 60, 80])
  func widths(width: Int) {
    let text = "全部进账：堂食加外卖，扣佣金之前。可以写 33000、3.3万；没营业写 0。tongbiao-hq statement verify FILE 也可以。"
    let lines = wrapped(text, width: width)
    for line in lines { #expect(displayWidth(line) <= width) }
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    for line in lines.dropFirst() { #expect(!"，。；：、）".contains(line.first ?? " ")) }
  }

  @Test("line ends and indents stay")
  func indents() {
    #expect(wrapped("a\nb", width: 80) == ["a", "b"])
    let lines = wrapped("  one two three four", width: 12)
    #expect(lines == ["  one two", "  three four"])
  }
}
