/// What a stranger's bytes can reach, one target each. Whatever the bytes are, nothing may crash, and what is said here
/// must hold.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// The body of `POST /v1/sync`.
  case syncBody = "sync-body"
  /// The body of `POST /v1/join`, and an invite code as typed.
  case joinBody = "join-body"
  /// The two headers that carry a request's signature.
  case signatureHeader = "signature-header"
  /// A register or a file of figures.
  case csvFile = "csv-file"
  /// An amount of money as people type it.
  case money
  /// Months, days, moments, codes and ids as people and machines write them.
  case moments
  /// A receipt as a file or on paper.
  case receipt
  /// A bundle on a stick.
  case bundle
  /// A packed body.
  case packed
  /// The bills that owners have, in archives and workbooks.
  case bills
  /// The bills as plain tables.
  case billText = "bill-text"
  /// The XML of a workbook's sheet.
  case sheet

  /// Plays the bytes.
  ///
  /// - Returns: what was seen that must never be; `nil` where all was well.
  public func play(_ bytes: [UInt8]) -> String? {
    switch self {
    case .syncBody: MessageChecks.sync(bytes)
    case .joinBody: MessageChecks.join(bytes)
    case .signatureHeader: MessageChecks.signature(bytes)
    case .receipt: MessageChecks.receipt(bytes)
    case .bundle: MessageChecks.bundle(bytes)
    case .csvFile: FileChecks.delimited(bytes)
    case .packed: FileChecks.packed(bytes)
    case .bills: FileChecks.bills(bytes)
    case .billText: FileChecks.billText(bytes)
    case .sheet: FileChecks.sheet(bytes)
    case .money: ValueChecks.money(bytes)
    case .moments: ValueChecks.moments(bytes)
    }
  }
}
