/// Whom an address stands for where somebody's tries, requests or connections are counted: of IPv6 the network of
/// 64 bits that one subscriber gets. All 2^64 addresses in it are his, so a count for each of them would count nothing.
public struct CallerAddress: Hashable, Sendable, CustomStringConvertible {
  /// An address of IPv4, or a network of IPv6; what is neither stands for itself.
  public let description: String

  /// The caller behind an address, which is written without its port.
  public init(_ address: String) {
    description = Self.groups(of: address).map(Self.text) ?? address
  }

  private static func text(of groups: [UInt16]) -> String {
    // IPv4 as a socket of IPv6 sees it: these callers have nothing in common.
    if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return groups.suffix(2).flatMap { [$0 >> 8, $0 & 0xFF] }.map(String.init).joined(separator: ".")
    }
    return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
  }

  /// The eight groups of an address of IPv6, or `nil` where it is none.
  private static func groups(of address: String) -> [UInt16]? {
    // The name of an interface may stand behind it.
    let bare = address.prefix { $0 != "%" }
    guard bare.contains(":") else { return nil }
    let halves = bare.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let left = written(halves[0]) else { return nil }
    guard halves.count == 2 else { return left.count == 8 ? left : nil }
    guard let right = written(halves[1]), left.count + right.count < 8 else { return nil }
    return left + Array(repeating: 0, count: 8 - left.count - right.count) + right
  }

  private static func written(_ text: Substring) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if part.contains(".") {
        let bytes = part.split(separator: ".").compactMap { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        groups += [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
      } else {
        guard part.utf8.count <= 4, let group = UInt16(part, radix: 16) else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}
