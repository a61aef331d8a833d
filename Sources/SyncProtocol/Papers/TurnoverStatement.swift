import SnackChain

/// HQ's signed word on what it holds of a store's last months: for a bank or a subsidy office.
///
/// It is made of the store's heads alone, so HQ can make the same one again from its ledger, and a check code on paper is
/// enough to compare.
public struct TurnoverStatement: SignedByHeadquarters {
  /// The most months of a statement.
  public static let monthLimit = 12

  /// The store.
  public var store: StoreCode
  /// The months, oldest first.
  public var lines: [Line]
  /// The place in HQ's feed of the newest of the store's heads: as of it the statement can be made again.
  public var dataVersion: Int64
  /// Which key signed.
  public var keyID: String
  /// Ed25519 over ``canonicalText``, base64.
  public var signature: String

  /// One month.
  public struct Line: Hashable, Sendable, Codable {
    /// The month.
    public var month: YearMonth
    /// The turnover.
    public var turnover: Money
    /// Days open, if known.
    public var openDays: Int?
    /// Why turnover is zero.
    public var reason: ZeroReason?
    /// The number of the revision.
    public var revision: Int

    enum CodingKeys: String, CodingKey {
      case month, reason, revision
      case turnover = "turnover_fen"
      case openDays = "open_days"
    }
  }

  enum CodingKeys: String, CodingKey {
    case store, lines, signature
    case dataVersion = "data_version"
    case keyID = "key_id"
  }

  /// The statement of a store's heads, not signed yet; `nil` where there is none.
  ///
  /// - Parameter heads: the operation, its revision and its place in the feed, of every month.
  public init?(store: StoreCode, heads: [(report: MonthlyReport, revision: Int, position: Int64)]) {
    let months = heads.sorted { $0.report.month < $1.report.month }.suffix(Self.monthLimit)
    guard let last = months.last?.report.month, let version = heads.map(\.position).max() else { return nil }
    self.store = store
    lines = months.filter { $0.report.month > last.lastYear }.map {
      Line(
        month: $0.report.month, turnover: $0.report.turnover, openDays: $0.report.openDays, reason: $0.report.reason,
        revision: $0.revision)
    }
    dataVersion = version
    keyID = ""
    signature = ""
  }

  /// The sum of all lines.
  public var total: Money { Money.sum(lines.map(\.turnover)) ?? .zero }

  /// The text that is signed.
  public var canonicalText: String {
    let rows = lines.map { line in
      let days = line.openDays.map(String.init) ?? ""
      return "\(line.month)|\(line.turnover)|\(days)|\(line.reason?.rawValue ?? "")|\(line.revision)\n"
    }
    return "tongbiao-statement/1\nstore=\(store)\ndata_version=\(dataVersion)\n" + rows.joined() + "total=\(total)\n"
  }

  /// The code on paper: made of the figures alone, so that HQ makes it again from its ledger.
  public var checkCode: String { CheckCode.of(canonicalText) }

  /// What the QR code holds: the signed text, the key's name and the signature.
  public var scanText: String { canonicalText + "key_id=\(keyID)\nsignature=\(signature)\n" }

  /// Reads what a QR code held.
  public init?(scanText: String) {
    var fields: [Substring: Substring] = [:]
    var lines: [Line] = []
    let rows = scanText.split(whereSeparator: \.isNewline)
    guard rows.first == "tongbiao-statement/1" else { return nil }
    for row in rows.dropFirst() {
      if let sign = row.firstIndex(of: "="), !row.contains("|") {
        fields[row[..<sign]] = row[row.index(after: sign)...]
        continue
      }
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 5, let month = YearMonth(String(cells[0])),
        let turnover = try? Money.parse(String(cells[1])), let revision = Int(cells[4])
      else { return nil }
      lines.append(
        Line(
          month: month, turnover: turnover, openDays: Int(cells[2]), reason: ZeroReason(rawValue: String(cells[3])),
          revision: revision))
    }
    guard let store = StoreCode(String(fields["store"] ?? "")), let version = Int64(fields["data_version"] ?? ""),
      let key = fields["key_id"], let signature = fields["signature"], lines.count <= Self.monthLimit
    else { return nil }
    self.store = store
    self.lines = lines
    dataVersion = version
    keyID = String(key)
    self.signature = String(signature)
    guard fields["total"].map(String.init) == total.description else { return nil }
  }
}
