/// Why nothing of a file was taken. Lines are those of the file, or rows of the sheet, from 1.
public enum BillProblem: Error, Hashable, Sendable {
  /// The file could not be read; carries the system's error number.
  case unreadable(code: Int32)
  /// There is nothing in the file.
  case empty
  /// The file ends in the middle, at this line: a row, a quote, a character or the closing totals are missing.
  case cutOff(line: Int)
  /// The file contradicts itself and cannot be unpacked or read.
  case damaged
  /// The bytes on this line are no text in any encoding known.
  case notText(line: Int)
  /// A password locks the file.
  case passwordNeeded
  /// The file, unpacked, is larger than the limit in bytes: a zip bomb, or no bill.
  case tooLarge(limit: Int)
  /// The file has more rows or cells than the limit.
  case tooManyRows(limit: Int)
  /// The file is of a kind that cannot be read here.
  case unsupported(UnsupportedKind)
  /// No known bill has these columns. They are the best guess at the header, for mapping a template.
  case unknownFormat(columns: [String])
  /// The header is that of a known bill, but these columns are missing.
  case missingColumns(BillSource, [String], line: Int)
  /// The header's cells are joined, so that the names of these columns are lost.
  case mergedHeader(BillSource, [String], line: Int)
  /// A column that is needed stands twice in the header.
  case doubledColumn(String, line: Int)
  /// The header could be that of more than one kind of bill.
  case ambiguous([BillSource])
  /// The bill is of somebody who buys, with this many purchases: no takings.
  case consumerBill(BillSource, purchases: Int)
  /// The file lists moves of an account's balance; the bill of transactions is wanted instead.
  case accountLedger
  /// The file's own total is not the sum of its rows.
  case totalsDiffer(BillTotal, stated: Int64, found: Int64, line: Int)

  /// A stable code for machines.
  public var code: String {
    switch self {
    case .unreadable: "unreadable"
    case .empty: "empty"
    case .cutOff: "cut-off"
    case .damaged: "damaged"
    case .notText: "not-text"
    case .passwordNeeded: "password-needed"
    case .tooLarge: "too-large"
    case .tooManyRows: "too-many-rows"
    case .unsupported: "unsupported"
    case .unknownFormat: "unknown-format"
    case .missingColumns: "missing-columns"
    case .mergedHeader: "merged-header"
    case .doubledColumn: "doubled-column"
    case .ambiguous: "ambiguous"
    case .consumerBill: "consumer-bill"
    case .accountLedger: "account-ledger"
    case .totalsDiffer: "totals-differ"
    }
  }
}

/// Kinds of file that are recognised only to say what to do instead.
public enum UnsupportedKind: String, Hashable, Sendable {
  /// The binary workbook of Excel 97 to 2003; saving it as xlsx or csv helps.
  case oldExcel = "xls"
  /// PDF
  case pdf
  /// A web page
  case html
  /// RAR or 7z
  case archive
  /// A picture
  case image
}

/// A total that a bill states about itself. Amounts are in fen, counts in rows.
public enum BillTotal: String, Hashable, Sendable {
  /// Rows of the bill.
  case count
  /// Takings.
  case sales
  /// Takings before vouchers.
  case grossSales = "gross-sales"
  /// Refunds.
  case refunds
  /// Refunds before vouchers.
  case grossRefunds = "gross-refunds"
  /// Sales, counted.
  case saleCount = "sale-count"
  /// Refunds, counted.
  case refundCount = "refund-count"
}
