/// A text cut into lines of at most `width` columns: between words, and between Chinese characters, but not before a
/// mark that closes or after one that opens. Line ends in the text stay.
public func wrapped(_ text: String, width: Int) -> [String] {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.flatMap { wrappedLine(String($0), width: max(8, width)) }
}

private func wrappedLine(_ text: String, width: Int) -> [String] {
  guard displayWidth(text) > width else { return [text] }
  let indent = String(text.prefix { $0 == " " })
  var lines: [String] = []
  var line = indent
  var used = displayWidth(indent)
  for piece in pieces(of: text.dropFirst(indent.count)) {
    let wide = displayWidth(piece)
    if used + wide > width, line.count > indent.count {
      while line.last == " " { line.removeLast() }
      lines.append(line)
      line = indent
      used = displayWidth(indent)
      if piece == " " { continue }
    }
    line += piece
    used += wide
  }
  lines.append(line)
  return lines
}

/// What is not cut: words, blanks, and single wide characters with the marks that cling to them.
private func pieces(of text: Substring) -> [String] {
  var found: [String] = []
  var isJoined = false
  for character in text {
    let isWide = displayWidth(String(character)) == 2
    if let last = found.last?.last, isJoined || closing.contains(character) {
      if last != " " {
        found[found.count - 1].append(character)
        isJoined = opening.contains(character)
        continue
      }
    }
    if let last = found.last?.last, !isWide, character != " ", last != " ", displayWidth(String(last)) < 2 {
      found[found.count - 1].append(character)
    } else {
      found.append(String(character))
    }
    isJoined = opening.contains(character)
  }
  return found
}

private let closing = Set("，。；：、！？）》”’]),%元月天")
private let opening = Set("（《“‘[(¥")
