import SnackChain

// Evidence for the yearly task.
extension Message {
  /// `standard evidence`
  public static let hqEvidence = Message(
    zh: "导出一年的验收证明材料：证书清单、检查、照片和数量，CSV、XLSX 和签名清单；第三方可用 standard verify 核对。",
    en: "Write the evidence of a year's acceptances: certificates, inspections, photographs and counts, as CSV, XLSX "
      + "and a signed manifest that others check with standard verify.")
  /// `standard verify`
  public static let hqEvidenceVerify = Message(
    zh: "核对一份证明材料：签名、每个文件、每一行、每张照片和数量。不需要数据库；给了 --database 会和台账再核对一遍。",
    en: "Check a folder of evidence: signature, every file, row, photograph and count. Needs no database; with "
      + "--database it is compared with the ledger besides.")
  /// Help of `--year`.
  public static let hqOptionYear = Message(zh: "年份，如 2022。", en: "The year, as in 2022.")
  /// The year is out of range.
  public static let hqYearRange = Message(
    zh: "年份应在 1990 到 2199 之间。", en: "The year has to be between 1990 and 2199.")
  /// Help of `--output`.
  public static let hqOptionEvidenceFolder = Message(
    zh: "要写入的文件夹，不能已经存在。", en: "The folder to write; there must be none yet.")
  /// Help of `--without-photographs`.
  public static let hqOptionWithoutPhotographs = Message(
    zh: "不复制照片，只列出摘要。", en: "Do not copy the photographs, only list their digests.")
  /// Help of the folder to read.
  public static let hqOptionEvidenceRead = Message(zh: "证明材料的文件夹。", en: "The folder of evidence.")
  /// Help of `--key`.
  public static let hqOptionFingerprint = Message(
    zh: "协会公布的公钥指纹（16 位十六进制）。", en: "The key's fingerprint that the association made known (16 digits).")
  /// Progress.
  public static let hqCopyingPhotographs = Message(zh: "复制照片", en: "Copying photographs")
  /// It was written.
  public static func hqEvidenceWritten(_ folder: String, version: Int64, key: String) -> Message {
    Message(
      zh: "已写入 \(folder.visible)（数据版本 \(version)）。公钥指纹 \(key)，请另行公布，供他人核对。",
      en: "Written to \(folder.visible) (data version \(version)). Key fingerprint \(key): make it known elsewhere, "
        + "so that others can check.")
  }
  /// The chain is a synthetic one.
  public static let hqEvidenceSynthetic = Message(
    zh: "这是合成的示范数据，不是真实门店。", en: "This is synthetic demonstration data, not real stores.")
  /// It is good.
  public static func hqEvidenceValid(year: Int, version: Int64, files: Int, hasLedger: Bool) -> Message {
    Message(
      zh: "\(year) 年的证明材料完整无改动：签名有效，\(files) 个文件逐一相符，数量相加一致（数据版本 \(version)）"
        + (hasLedger ? "，与台账一致。" : "。"),
      en: "The evidence of \(year) is complete and unchanged: the signature is valid, \(files) files match, the counts "
        + "add up (data version \(version))" + (hasLedger ? ", and the ledger says the same." : "."))
  }
  /// Photographs are not in the folder.
  public static func hqEvidenceNoPhotographs(_ count: Int) -> Message {
    Message(
      zh: "文件夹里没有照片：\(count) 个照片摘要没有对照原图。",
      en: "The photographs are not in the folder: \(count) digests were not compared with pictures.")
  }
  /// Whose key it is.
  public static func hqEvidenceKey(_ key: String, isExpected: Bool) -> Message {
    isExpected
      ? Message(zh: "公钥指纹 \(key)。", en: "Key fingerprint \(key).")
      : Message(
        zh: "公钥指纹 \(key) 取自文件夹本身：请和协会公布的对照，或用 --key 给出。",
        en:
          "The key fingerprint \(key) is the folder's own word: compare it with the one the association made known, or "
          + "give that with --key.")
  }
  /// It is not good.
  public static func hqEvidenceInvalid(_ count: Int) -> Message {
    Message(
      zh: "证明材料有 \(count) 处不符。", en: count == 1 ? "One thing is wrong." : "\(count) things are wrong.")
  }
  /// What to do.
  public static let hqEvidenceInvalidAdvice = Message(
    zh: "不要采用这份材料；请向协会重新索取。", en: "Do not rely on it; ask the association for another copy.")
  /// What is wrong, by its code.
  public static func hqEvidenceFinding(_ code: String) -> Message {
    switch code {
    case "missing_file": Message(zh: "缺文件", en: "file missing")
    case "unreadable": Message(zh: "读不懂", en: "not readable")
    case "signature_invalid": Message(zh: "清单被改动，签名不符", en: "manifest changed: the signature does not fit")
    case "other_key": Message(zh: "不是这把公钥签的", en: "signed with another key")
    case "changed_file": Message(zh: "文件被改动", en: "file changed")
    case "changed_row": Message(zh: "这一行被改动", en: "row changed")
    case "missing_row": Message(zh: "少了一行", en: "row missing")
    case "added_row": Message(zh: "多了一行", en: "row added")
    case "changed_photograph": Message(zh: "照片被改动", en: "photograph changed")
    case "added_file": Message(zh: "多出的文件", en: "file added")
    case "count_differs": Message(zh: "数量不符", en: "count differs")
    case "ledger_differs": Message(zh: "与台账不符", en: "the ledger says otherwise")
    default: Message(verbatim: code.visible)
    }
  }
}
