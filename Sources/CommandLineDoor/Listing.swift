import Localization
import SnackChain

/// Data with columns, to be written as a table, CSV or JSON from the same rows, so that the three always agree.
public struct Listing: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The field's name in JSON and CSV: part of the contract.
    public let key: String
    /// The heading of the table.
    public let title: Message

    /// Makes a column.
    public init(_ key: String, _ title: Message) {
      self.key = key
      self.title = title
    }
  }

  /// One value.
  public enum Cell: Hashable, Sendable {
    /// A text; in a table control characters are made visible.
    case text(String)
    /// A text of ours in the language of the run; JSON and CSV get `code`.
    case message(Message, code: String)
    /// A whole number.
    case integer(Int64)
    /// An amount: grouped yuan in a table, yuan with two decimals in CSV, whole fen in JSON.
    case money(Money)
    /// A growth rate: per cent in a table, the plain number elsewhere.
    case rate(Double?)
    /// A share: per cent without sign in a table, the plain number elsewhere.
    case share(Double?)
    /// Nothing known: empty in a table and CSV, `null` in JSON.
    case none
  }

  /// The columns, in order.
  public var columns: [Column]
  /// The rows; each has a cell for every column.
  public var rows: [[Cell]]

  /// Makes a listing.
  public init(columns: [Column], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

extension Listing.Cell {
  /// Text where there is one, else nothing.
  public static func optional(_ text: String?) -> Listing.Cell { text.map { .text($0) } ?? .none }
  /// A number where there is one, else nothing.
  public static func optional(_ number: Int?) -> Listing.Cell { number.map { .integer(Int64($0)) } ?? .none }
  /// An amount where there is one, else nothing.
  public static func optional(_ amount: Money?) -> Listing.Cell { amount.map { .money($0) } ?? .none }

  /// What people see.
  func shown(in language: Language) -> String {
    switch self {
    case .text(let text): text.visible
    case .message(let message, _): message[language]
    case .integer(let number): String(number)
    case .money(let amount): amount.grouped
    case .rate(let rate): Message.growth(rate)[language]
    case .share(let share): Message.share(share)[language]
    case .none: ""
    }
  }

  /// Whether a table sets it to the right.
  var isNumber: Bool {
    switch self {
    case .integer, .money, .rate, .share: true
    case .text, .message, .none: false
    }
  }
}
