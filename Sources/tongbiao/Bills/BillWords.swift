import BillImport
import Localization

extension BillProblem {
  /// What a person is told.
  var words: Message {
    switch self {
    case .unreadable(let code): .billUnreadable(code: code)
    case .empty: .billEmpty
    case .cutOff(let line): .billCutOff(line: line)
    case .damaged: .billDamaged
    case .notText(let line): .billNotText(line: line)
    case .passwordNeeded: .billLocked
    case .tooLarge(let limit): .billTooLarge(megabytes: limit >> 20)
    case .tooManyRows(let limit): .billTooManyRows(limit: limit)
    case .unsupported(let kind): .billUnsupported(kind.rawValue)
    case .unknownFormat(let columns): .billUnknown(columns: columns)
    case .missingColumns(let source, let columns, let line):
      .billMissing(kind: source.rawValue, columns: columns, line: line)
    case .mergedHeader(let source, let columns, let line):
      .billMerged(kind: source.rawValue, columns: columns, line: line)
    case .doubledColumn(let column, let line): .billDoubled(column, line: line)
    case .ambiguous(let sources): .billAmbiguous(kinds: sources.map(\.rawValue))
    case .consumerBill(let source, let purchases): .billOfBuyer(kind: source.rawValue, purchases: purchases)
    case .accountLedger: .billOfMoves
    case .totalsDiffer(let total, let stated, let found, let line):
      .billTotalsDiffer(total.rawValue, stated: stated, found: found, line: line)
    }
  }
}

extension BillWarning {
  /// What a person is told.
  var words: Message {
    switch self {
    case .nothingCounted(let file): .billNothingCounted(file)
    case .statedRowsDiffer(let file, let stated, let found): .billRowsDiffer(file, stated: stated, found: found)
    case .unreadableRows(let file, let lines): .billRowsUnreadable(file, lines: lines)
    case .unknownType(let channel, let words, let count, let sum):
      .billTypeUnknown(channel: channel.rawValue, words, count: count, sum: sum)
    case .roundedNumbers(let file, let count): .billNumbersRounded(file, count: count)
    case .ordersDiffer(let count): .billOrdersDiffer(count)
    case .severalHolders(let source, let names): .billSeveralAccounts(kind: source.rawValue, names)
    case .unknownHolder(let file, let name): .billAccountNew(file, name)
    case .emptyRows(let file, let count): .billRowsEmpty(file, count: count)
    case .settlementOnly(let file): .billPayoutsOnly(file)
    case .negativeTurnover(let month, let turnover): .billBelowZero(month, turnover)
    case .beyondPossible(let month, let turnover): .billBeyondPossible(month, turnover)
    case .tillAndWallet(let month): .billTillAndWallet(month)
    case .dailyCovered(let month, let count): .billDaysCovered(month, count: count)
    }
  }
}
