import DelimitedText
import Localization
import SnackChain
import SpreadsheetWriter

/// The tables of a year's evidence, as the bytes of files.
public struct EvidenceTables {
  /// The file of certificates.
  public static let acceptancesName = "acceptances.csv"
  /// The file of photographs.
  public static let photographsName = "photographs.csv"
  /// The workbook with both and the definitions.
  public static let workbookName = "acceptances.xlsx"

  private let year: AcceptanceYear

  /// Takes a year's certificates.
  public init(_ year: AcceptanceYear) { self.year = year }

  private var photographs: [PhotographRow] {
    year.records.flatMap { record in record.evidence.map { PhotographRow(record: record, file: $0) } }
  }

  /// The certificates as CSV.
  public var acceptances: [UInt8] { Self.csv(EvidenceColumns.acceptances, year.records) }

  /// The photographs as CSV.
  public var photographList: [UInt8] { Self.csv(EvidenceColumns.photographs, photographs) }

  /// The counts that the tables add up to.
  public var counts: EvidenceCounts {
    let records = year.records
    func count(_ kind: AcceptanceKind) -> Int { records.count { $0.step.kind == kind } }
    return EvidenceCounts(
      acceptances: records.count, granted: count(.granted), carriedOver: count(.carriedOver),
      renewed: count(.renewed), firstTime: records.count { $0.step.isFirst },
      certifiedEverBefore: year.certifiedEverBefore, certifiedEver: year.certifiedEver,
      validAtYearEnd: year.validAtYearEnd, withInspection: records.count { $0.inspection != nil },
      photographs: records.reduce(0) { $0 + $1.evidence.count })
  }

  /// Both tables and the definitions as a workbook.
  public func workbook(made: Timestamp, language: Language) throws -> [UInt8] {
    let title = Message(zh: "\(year.year) 年统标验收证明材料", en: "Evidence of acceptances in \(year.year)")
    return try SpreadsheetWriter.bytes(title: title[language], made: made) { writer in
      try writer.addSheet(
        named: Message(zh: "验收", en: "Acceptances")[language],
        header: EvidenceColumns.acceptances.map { $0.title[language] })
      for record in year.records { try writer.addRow(EvidenceColumns.acceptances.map { $0.cell(record) }) }
      try writer.addSheet(
        named: Message(zh: "照片", en: "Photographs")[language],
        header: EvidenceColumns.photographs.map { $0.title[language] })
      for row in photographs { try writer.addRow(EvidenceColumns.photographs.map { $0.cell(row) }) }
      var lines: [(label: String, value: SheetCell)] = [
        (title[language], .empty),
        (Message(zh: "数据版本", en: "Data version")[language], .count(year.dataVersion)),
        (Message(zh: "审计序号", en: "Audit entry")[language], .count(year.auditNumber)),
        (Message(zh: "审计摘要", en: "Audit digest")[language], .text(year.auditDigest)),
      ]
      let counts = counts
      for definition in EvidenceCounts.definitions {
        lines.append((definition.text[language], .count(definition.value(counts))))
      }
      try writer.addNotes(named: Message(zh: "口径", en: "Definitions")[language], lines: lines)
    }
  }

  private static func csv<Row>(_ columns: [EvidenceColumn<Row>], _ rows: [Row]) -> [UInt8] {
    var writer = DelimitedWriter()
    for column in columns { writer.text(column.key) }
    writer.endRecord()
    for row in rows {
      for column in columns { write(column.cell(row), to: &writer) }
      writer.endRecord()
    }
    return writer.bytes
  }

  private static func write(_ cell: SheetCell, to writer: inout DelimitedWriter) {
    switch cell {
    case .text(let text): writer.text(text)
    case .count(let number): writer.number(number)
    case .day(let day): writer.text(day.description)
    case .month(let month): writer.text(month.description)
    case .moment(let moment): writer.text(moment.description)
    case .money(let amount): writer.number(amount.description)
    case .percent(let share), .number(let share): writer.number(String(share))
    case .empty: writer.empty()
    }
  }
}
