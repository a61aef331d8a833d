import Localization
import SnackChain
import SpreadsheetWriter

/// A column of a table of evidence: its stable name, what people read above it, and its cells.
struct EvidenceColumn<Row>: Sendable {
  let key: String
  let title: Message
  let cell: @Sendable (Row) -> SheetCell

  init(_ key: String, zh: String, en: String, _ cell: @escaping @Sendable (Row) -> SheetCell) {
    self.key = key
    title = Message(zh: zh, en: en)
    self.cell = cell
  }
}

/// A photograph as a row: of which inspection of which store, for which items.
struct PhotographRow {
  let record: AcceptanceRecord
  let file: EvidenceFile

  var items: [String] {
    (record.inspection?.results ?? []).filter { $0.evidence.contains(file.digest) }.map(\.item)
  }
}

/// The columns of both tables. CSV and XLSX are written from the same.
enum EvidenceColumns {
  static let acceptances: [EvidenceColumn<AcceptanceRecord>] = [
    // The first two are counted when the package is verified.
    EvidenceColumn("kind", zh: "方式", en: "Kind") { .text($0.step.kind.rawValue) },
    EvidenceColumn("first", zh: "首次", en: "First") { .text($0.step.isFirst ? "yes" : "no") },
    EvidenceColumn("store", zh: "门店", en: "Store") { .text($0.store.description) },
    EvidenceColumn("name", zh: "店名", en: "Name") { .text($0.name) },
    EvidenceColumn("region", zh: "地区代码", en: "Region") { .optional($0.region?.description) },
    EvidenceColumn("tier", zh: "档次", en: "Tier") { .optional($0.step.tier?.rawValue) },
    EvidenceColumn("effective", zh: "授牌日", en: "Certified on") { .day($0.step.event.effective) },
    EvidenceColumn("until", zh: "证书截止", en: "First day without") { .optional($0.step.until) },
    EvidenceColumn("standing_at_year_end", zh: "年末状态", en: "Standing at year end") {
      .text($0.standingAtYearEnd.rawValue)
    },
    EvidenceColumn("inspection", zh: "检查编号", en: "Inspection") { .optional($0.inspection?.id.description) },
    EvidenceColumn("inspected", zh: "检查日", en: "Inspected on") { .optional($0.inspection?.day) },
    EvidenceColumn("purpose", zh: "检查类别", en: "Purpose") { .optional($0.inspection?.purpose.rawValue) },
    EvidenceColumn("standard_version", zh: "标准版本", en: "Standard") { .optional($0.inspection?.version) },
    EvidenceColumn("score", zh: "得分", en: "Score") { .optional($0.outcome?.judgement.score.description) },
    EvidenceColumn("grade", zh: "等级", en: "Grade") { .optional($0.outcome?.judgement.grade) },
    EvidenceColumn("inspectors", zh: "检查人", en: "Inspectors") {
      .optional($0.inspection?.inspectors.joined(separator: ";"))
    },
    EvidenceColumn("photographs", zh: "照片", en: "Photographs") { .count($0.evidence.count) },
    EvidenceColumn("event", zh: "事件编号", en: "Event") { .text($0.step.event.id.description) },
    EvidenceColumn("recorded_at", zh: "记入版本", en: "Recorded at") { .count($0.step.event.recordedAt) },
    EvidenceColumn("recorded_by", zh: "经办", en: "Recorded by") { .text($0.step.event.recordedBy) },
    EvidenceColumn("audit_number", zh: "审计序号", en: "Audit entry") { .count($0.auditNumber) },
  ]

  static let photographs: [EvidenceColumn<PhotographRow>] = [
    EvidenceColumn("store", zh: "门店", en: "Store") { .text($0.record.store.description) },
    EvidenceColumn("inspection", zh: "检查编号", en: "Inspection") {
      .optional($0.record.inspection?.id.description)
    },
    EvidenceColumn("items", zh: "项目", en: "Items") { .text($0.items.joined(separator: ";")) },
    EvidenceColumn("sha256", zh: "SHA-256", en: "SHA-256") { .text($0.file.digest.description) },
    EvidenceColumn("media", zh: "类型", en: "Type") { .text($0.file.media) },
    EvidenceColumn("bytes", zh: "字节", en: "Bytes") { .count($0.file.bytes) },
    EvidenceColumn("audit_number", zh: "审计序号", en: "Audit entry") { .count($0.record.auditNumber) },
  ]
}
