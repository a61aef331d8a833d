/// The name under which somebody works: what the audit chain says, and what is typed to sign in.
///
/// 2 to 32 letters (Chinese ones as well), digits, `-`, `_` or `.`; compared as written.
public struct AccountName: Hashable, Comparable, Sendable, LosslessStringConvertible {
  /// The name.
  public let description: String

  /// Takes a name, or `nil` where it is too short, too long or has other characters.
  public init?(_ text: String) {
    guard (2...32).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(Self.isAllowed) else {
      return nil
    }
    description = text
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 48...57, 65...90, 97...122: true
    case 0x2D, 0x2E, 0x5F: true
    case 0x4E00...0x9FFF: true
    default: false
    }
  }

  public static func < (left: AccountName, right: AccountName) -> Bool { left.description < right.description }
}

extension AccountName: Codable {
  /// Encoded as the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let name = AccountName(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an account's name")
    }
    self = name
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What somebody is, and where.
public struct Position: Hashable, Sendable, Codable {
  /// What.
  public let role: Role
  /// Where.
  public let scope: RegionScope

  /// Makes a position.
  public init(role: Role, scope: RegionScope) {
    self.role = role
    self.scope = scope
  }
}

/// Somebody who works with the programme at headquarters, at a station or on the road: all positions that the account
/// had or will have, each from a day on; without one it is revoked.
public struct Account: Hashable, Sendable {
  /// The name.
  public let name: AccountName
  /// Positions by the day from which they hold; `nil` is revoked.
  public private(set) var positions: DatedFacts<Position?>

  /// An account without any position yet.
  public init(name: AccountName) {
    self.name = name
    positions = DatedFacts()
  }

  /// Records a position, or with `nil` a revocation.
  public mutating func record(_ position: Position?, validFrom day: CalendarDay, recordedAt version: Int64) {
    positions.insert(Dated(position, validFrom: day, recordedAt: version))
  }

  /// What the account is on `day` as far as data version `version` knew; `nil` where it may do nothing.
  public func position(on day: CalendarDay, asOf version: Int64 = .max) -> Position? {
    positions.value(on: day, asOf: version) ?? nil
  }

  /// The access that the account gives on `day`, or `nil` where it gives none.
  public func access(on day: CalendarDay, via door: String? = nil) -> Access? {
    position(on: day).map { Access(name: name.description, via: door, role: $0.role, scope: $0.scope) }
  }
}

/// With what somebody comes to the ledger: who it is, what it may do, and where. Nothing of the programme is read or
/// written without one.
public struct Access: Hashable, Sendable {
  /// Who it is: an account's name, or that of whoever works at the server itself.
  public let name: String
  /// Who opened the door, where that is somebody else: the user at the server who works in an account's name.
  public let via: String?
  /// What it may do.
  public let role: Role
  /// Where.
  public let scope: RegionScope

  /// Makes an access.
  public init(name: String, via: String? = nil, role: Role, scope: RegionScope) {
    self.name = name
    self.via = via
    self.role = role
    self.scope = scope
  }

  /// Whoever works at the server itself: the administrator, everywhere.
  public static func administrator(_ name: String) -> Access {
    Access(name: name, role: .association, scope: .everywhere)
  }

  /// As the audit chain names it.
  public var actor: String { via.map { "\(name) via \($0)" } ?? name }

  /// Whether it may do that at all; where, the scope says.
  public func may(_ deed: Deed) -> Bool { role.may(deed) }
}
