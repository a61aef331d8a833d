/// Where a part of the standard comes from.
public enum Basis: Hashable, Sendable {
  /// A public source says so; its name, where it is known.
  case source(String)
  /// No source gives it: our own reasonable default, for headquarters to replace.
  case ownDefault

  /// Reads `default`, `source` or `source: NAME`, or gives `nil`.
  public init?(_ text: String) {
    switch text {
    case "default": self = .ownDefault
    case "source": self = .source("")
    case let named where named.hasPrefix("source: "): self = .source(String(named.dropFirst(8)))
    default: return nil
    }
  }
}

extension Basis: Codable, CustomStringConvertible {
  /// `default`, `source` or `source: NAME`.
  public var description: String {
    switch self {
    case .ownDefault: "default"
    case .source(let name): name.isEmpty ? "source" : "source: " + name
    }
  }

  /// Encoded as the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let basis = Basis(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither default nor source")
    }
    self = basis
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
