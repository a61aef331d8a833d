extension QRCode {
  /// The code as an SVG image with its quiet zone, black on white, without styles, so that any page may hold it.
  ///
  /// - Parameter title: what a screen reader says.
  public func svg(title: String) -> String {
    let side = size + 2 * Self.quietZone
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        guard modules[row * size + column] else {
          column += 1
          continue
        }
        let start = column
        while column < size, modules[row * size + column] { column += 1 }
        path += "M\(start + Self.quietZone) \(row + Self.quietZone)h\(column - start)v1h-\(column - start)z"
      }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" role="img" shape-rendering="crispEdges">\
      <title>\(Self.escaped(title))</title><rect width="\(side)" height="\(side)" fill="#fff"/>\
      <path d="\(path)" fill="#000"/></svg>
      """
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: if character.value >= 0x20 { out.unicodeScalars.append(character) }
      }
    }
    return out
  }
}
