import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// Inspections as listings.
enum InspectionListing {
  private static let judgedColumns: [Listing.Column] = [
    .init("inspection", Message(zh: "检查", en: "Inspection")), .init("store", .hqFactCode),
    .init("day", Message(zh: "日期", en: "Day")), .init("purpose", Message(zh: "目的", en: "Purpose")),
    .init("version", Message(zh: "标准版本", en: "Version")), .init("inspectors", Message(zh: "督导", en: "Inspectors")),
    .init("score", Message(zh: "得分", en: "Score")), .init("grade", Message(zh: "等级", en: "Grade")),
    .init("passed", Message(zh: "结论", en: "Result")), .init("failed", Message(zh: "不合格项", en: "Failed")),
    .init("unproven", Message(zh: "缺照片", en: "Without photograph")),
  ]

  /// Inspections with what they came to.
  static func judged(_ inspections: [(Inspection, Judgement)], book: StandardBook) -> Listing {
    Listing(columns: judgedColumns, rows: inspections.map { cells($0, $1, book) })
  }

  private static func cells(
    _ inspection: Inspection, _ judgement: Judgement, _ book: StandardBook
  ) -> [Listing.Cell] {
    let grade = book[inspection.version]?.scoring.grades.first { $0.id == judgement.grade }?.name
    let unproven = judgement.unproven
    let missing = unproven.isEmpty ? Message(verbatim: "") : Message(zh: "\(unproven.count) 项", en: "\(unproven.count)")
    return [
      .text(inspection.id.description), .text(inspection.store.description), .text(inspection.day.description),
      .message(.inspectionPurpose(inspection.purpose), code: inspection.purpose.rawValue), .text(inspection.version),
      .text(inspection.inspectors.joined(separator: " ")), .text(judgement.score.description),
      judgement.grade.map { code in
        .message(grade.map { Message(zh: $0.zh, en: $0.en) } ?? Message(verbatim: code), code: code)
      } ?? .none,
      .message(
        judgement.isAcceptable ? Message(zh: "合格", en: "passed") : Message(zh: "不合格", en: "not passed"),
        code: judgement.isAcceptable ? "passed" : "failed"),
      .text(judgement.failed.joined(separator: " ")), .message(missing, code: unproven.joined(separator: " ")),
    ]
  }

  /// Inspections in the ledger, with how they count.
  static func recorded(_ inspections: [RecordedInspection], book: StandardBook) -> Listing {
    Listing(
      columns: judgedColumns + [
        .init("counts", Message(zh: "是否计入", en: "Counts")), .init("decision", Message(zh: "裁定", en: "Decision")),
        .init("recorded_at", Message(zh: "记入版本", en: "Recorded at")),
        .init("recorded_by", Message(zh: "经办", en: "Recorded by")), .init("bundle", Message(zh: "检查包", en: "Bundle")),
      ],
      rows: inspections.map { one in
        let code = one.use.rawValue
        return cells(one.inspection, one.outcome.judgement, book) + [
          .message(.hqInspectionCounts(code), code: code),
          .optional(one.decision.map { "\($0.decidedBy): \($0.reason)" }), .integer(one.recordedAt),
          .text(one.recordedBy), .optional(one.bundle),
        ]
      })
  }

  /// The results of one inspection item by item.
  static func items(_ inspection: Inspection, version: StandardVersion?, language: Language) -> Listing {
    let questions = Dictionary(
      (version?.checklist ?? []).map { ($0.id, Message(zh: $0.question.zh, en: $0.question.en)[language]) }
    ) { first, _ in first }
    return Listing(
      columns: [
        .init("item", Message(zh: "项目", en: "Item")), .init("question", Message(zh: "要求", en: "What is asked")),
        .init("verdict", Message(zh: "结论", en: "Verdict")), .init("note", Message(zh: "说明", en: "Note")),
        .init("evidence", Message(zh: "照片", en: "Photographs")),
      ],
      rows: inspection.results.map { result in
        [
          .text(result.item), .optional(questions[result.item]),
          .message(.verdict(result.verdict), code: result.verdict.rawValue), .text(result.note),
          .text(result.evidence.map(\.description).joined(separator: " ")),
        ]
      })
  }
}
