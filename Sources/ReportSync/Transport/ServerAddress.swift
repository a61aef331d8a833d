/// Where HQ is: a scheme, a host and a port, without a path.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is not an address that we go to.
  public enum Problem: Error, Hashable, Sendable {
    /// It is no address of the form `https://host[:port]`.
    case unreadable
    /// Plain http is spoken with this machine itself only: figures and signatures stay private.
    case plainHTTP
  }

  /// `https://host[:port]`, or `http://` to this machine itself.
  public let description: String
  /// Whether the address is of this machine itself, where http is allowed and no proxy is asked.
  public let isLoopback: Bool

  /// Reads an address as people type it; a host alone means https.
  public init(_ text: String) throws(Problem) {
    let blanks = { (character: Character) in character.isWhitespace }
    let trimmed = String(String(text.drop(while: blanks).reversed()).drop(while: blanks).reversed())
    let (scheme, rest): (String, Substring)
    if let mark = trimmed.firstRange(of: "://") {
      scheme = trimmed[..<mark.lowerBound].lowercased()
      rest = trimmed[mark.upperBound...]
    } else {
      (scheme, rest) = ("https", trimmed[...])
    }
    guard scheme == "https" || scheme == "http" else { throw .unreadable }
    let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
    guard !authority.isEmpty, authority.utf8.count <= 255, authority.utf8.allSatisfy(Self.isAllowed) else {
      throw .unreadable
    }
    let host = try Self.host(of: authority).lowercased()
    isLoopback = Self.isLoopback(host)
    guard scheme == "https" || isLoopback else { throw .plainHTTP }
    description = scheme + "://" + authority.lowercased()
  }

  /// No user, password, path, query or fragment: what remains of an address is safe to print and to sign for.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: false
    }
  }

  private static func host(of authority: Substring) throws(Problem) -> String {
    let host: Substring
    let port: Substring?
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .unreadable }
      host = authority[...end]
      let after = authority[authority.index(after: end)...]
      guard after.isEmpty || after.hasPrefix(":") else { throw .unreadable }
      port = after.isEmpty ? nil : after.dropFirst()
    } else {
      let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count <= 2, !parts[0].contains("]") else { throw .unreadable }
      host = parts[0]
      port = parts.count == 2 ? parts[1] : nil
    }
    guard !host.isEmpty, port.map({ Int($0).map((1...65_535).contains) ?? false }) ?? true else { throw .unreadable }
    return String(host)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && numbers.allSatisfy { $0 != nil }
  }
}
