import Localization
import SnackChain
import SpreadsheetWriter

extension SheetFile {
  /// The table as a workbook: the rows, and a second sheet that says what they mean and what they were made from.
  ///
  /// - Throws: the library's error.
  func workbook(made now: Timestamp) throws -> [UInt8] {
    let sheet = selection.sheet
    return try SpreadsheetWriter.bytes(title: sheet.title[language], made: now) { writer in
      try writer.addSheet(
        named: Message.webSheetOfRows[language], header: sheet.columns.map { $0.title[language] })
      for stretch in stretches {
        for row in selection.rows(stretch) { try writer.addRow(row.map(cell)) }
      }
      var lines: [(label: String, value: SheetCell)] = [
        (Message.webSheetTitle[language], .text(sheet.title[language])),
        (Message.webSheetRows[language], .count(selection.count)),
      ]
      if let definition = sheet.definition {
        lines.append((Message.webSheetDefinition[language], .text(definition[language])))
      }
      if let dataVersion { lines.append((Message.webSheetVersion[language], .count(dataVersion))) }
      lines.append((Message.webSheetView[language], .text(address)))
      if isSynthetic { lines.append((Message.webSheetNote[language], .text(Message.hqSynthetic[language]))) }
      try writer.addNotes(named: Message.webSheetOfNotes[language], lines: lines)
    }
  }

  private func cell(_ cell: PageCell) -> SheetCell {
    switch cell.value {
    case .text(let text), .digest(let text): .text(text)
    case .message(let message, _): .text(message[language])
    case .integer(let number), .serial(let number): .count(number)
    case .money(let amount), .sum(let amount), .difference(let amount): .money(amount)
    case .growth(let rate), .share(let rate), .points(let rate): rate.map { .percent($0) } ?? .empty
    case .fineShare(let share): .number(share)
    case .decimal(let number): number.map { .number($0) } ?? .empty
    case .month(let month): .month(month)
    case .day(let day): .day(day)
    case .moment(let moment): .moment(moment)
    case .none: .empty
    }
  }
}
