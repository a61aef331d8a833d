import Foundation
import Testing

@Suite("A store's whole life, as headquarters, inspector and owner type it")
struct WholeLifeTests {
  /// What is typed, by whom, how it ends, and words that have to be in the answer in that language.
  private struct Line {
    let typed: String
    let status: Int32
    let zh: String
    let en: String

    init(_ typed: String, _ status: Int32 = 0, _ zh: String, _ en: String) {
      (self.typed, self.status, self.zh, self.en) = (typed, status, zh, en)
    }
  }

  private static let lines: [Line] = [
    Line("own standard", 0, "您：向联络站提出统标申请", "You: apply at the liaison station"),
    Line("own standard", 0, "总部还没有公布统标对营业额的影响", "has published nothing yet"),
    Line("hq standard certify S1 --on 2023-01-05", 65, "先要完成：申请、受理", "First comes: application, acceptance"),
    Line("hq standard apply S1 --tier model --on 2023-01-10 --as chen", 0, "此后：已申请", "From then on: applied"),
    Line("own standard", 0, "总部还没有公布含本店的名单", "has not published one with this store"),
    Line("hq standard waiting --lottery-seed 7 --on 2023-01-11 --publish --as chen", 77, "不能发布", "publish"),
    Line("hq standard waiting --lottery-seed 7 --on 2023-01-11 --publish", 0, "名单已公布", "The list is published"),
    Line("own standard", 0, "排队：第 1 位，共 1 家", "Waiting list: place 1 of 1"),
    Line("hq standard apply S1 --tier model --on 2023-01-10", 65, "只有这些状态可以办理", "possible only from"),
    Line("hq standard accept S1 --missing lease --on 2023-01-12", 64, "要一起给出", "given together"),
    Line(
      "hq standard accept S1 --missing lease --promised-by 2023-06-01 --on 2023-01-12", 65, "承诺日期应在", "has to be due"),
    Line(
      "hq standard accept S1 --missing lease --promised-by 2023-02-10 --on 2023-01-12", 0, "补交：lease", "Promised by"),
    Line("hq standard review S1 --on 2023-01-11", 65, "先要完成：受理", "First comes: acceptance"),
    Line("hq standard review S1 --on 2023-01-15", 0, "资料已审核", "documents reviewed"),
    Line("own standard", 0, "补交承诺的材料", "hand in the promised papers"),
    Line("hq standard keep-promise S1 --on 2023-02-08", 0, "承诺兑现", "keeping of the promise"),
    Line("hq standard refit S1 --on 2023-01-20", 0, "改造中", "refitting"),
    Line("hq standard ready S1 --on 2023-02-10", 0, "检查（inspect record）", "inspection (inspect record)"),
    Line("hq inspect plan S3 --inspector wang", 77, "不在“wang”的地区", "not in the regions"),
    Line("hq inspect record S1 --inspector wang --rest-pass --on 2023-02-15", 65, "店主还没有签字", "has not signed"),
    Line(
      "hq inspect record S1 --inspector wang --rest-pass --signed --version 9 --on 2023-02-15", 65, "没有标准版本“9”",
      "no version \"9\""),
    Line(
      "hq inspect record S1 --inspector li --rest-pass --signed --on 2023-02-15 --as wang", 77, "只能登记自己去过的检查",
      "only own visits"),
    Line(
      "hq inspect record S1 --inspector wang --rest-pass --fail raw-cooked=mixed --signed --on 2023-02-15 --as wang", 0,
      "最迟 2023-03-17 整改：raw-cooked", "To be put right by 2023-03-17: raw-cooked"),
    Line("hq standard certify S1 --on 2023-02-16", 65, "有关键项不合格：raw-cooked", "Critical items failed"),
    Line("own standard", 0, "raw-cooked  生熟分开", "raw-cooked  raw and cooked kept apart"),
    Line("own standard answer --fixed sign=PICTURE", 65, "不在整改之列：sign", "did not fail: sign"),
    Line("own standard answer --fixed raw-cooked=EMPTY", 65, "照片是空的", "is empty (0 bytes)"),
    Line("own standard answer --fixed raw-cooked=FILM", 65, "60 MB，最多 10 MB", "60 MB; at most 10 MB"),
    Line("own standard answer --fixed raw-cooked=TEXT", 65, "这不是照片", "no photograph"),
    Line("own standard answer --fixed raw-cooked=PICTURE --note apart", 0, "已保存：1 项，1 张照片", "Saved: 1 item"),
    Line("out standard answer --fixed raw-cooked=PICTURE", 65, "已经答复过", "answered already"),
    Line("own standard", 0, "总部已收，回执有效", "held by headquarters, receipt verified"),
    Line(
      "hq inspect record S1 --inspector wang --purpose reinspection --rest-pass --signed", 0, "此后：验收合格，待授牌",
      "inspection passed"),
    Line("own standard", 0, "总部：授牌", "Headquarters: grants the certificate"),
    Line("hq standard certify S1 --as chen", 77, "不能办理“授牌”", "does not let it record the granting"),
    Line("hq standard certify S1", 0, "证书到", "The certificate ends on"),
    Line("own standard", 0, "您：按月报营业额", "You: report the turnover every month"),
    Line("hq standard suspend S1 --reason spot-check", 0, "此后：暂停", "From then on: suspended"),
    Line("hq standard renew S1", 65, "先要完成：恢复", "First comes: reinstatement"),
    Line(
      "hq inspect record S1 --inspector wang --purpose spot_check --rest-pass --fail sign=old --signed", 0, "整改：sign",
      "put right by"),
    Line("hq standard reinstate S1", 65, "整改还没有复检合格", "has not passed a re-inspection"),
    Line(
      "hq inspect record S1 --inspector wang --purpose reinspection --rest-pass --signed", 0, "恢复（standard reinstate）",
      "reinstatement (standard reinstate)"),
    Line("hq standard reinstate S1", 0, "此后：已统标", "From then on: certified"),
    Line("hq standard move S1 --to 999999", 65, "没有代码为 999999", "has the code 999999"),
    Line("hq standard move S1 --to 330106", 0, "此后：暂停", "From then on: suspended"),
    Line("hq standard reinstate S1", 65, "迁址后的新店面还没有检查", "have not been inspected"),
    Line(
      "hq inspect record S1 --inspector wang --purpose spot_check --rest-pass --signed", 0, "检查合格", "passed"),
    Line("hq standard reinstate S1", 0, "此后：已统标", "From then on: certified"),
    Line("hq stores transfer S1 --owner heir --on 2099-01-01", 65, "日期还没有到", "The day has not come"),
    Line("hq stores transfer S1 --owner heir", 0, "原店主的设备和邀请码都已停用", "devices and codes are revoked"),
    Line("out sync", 77, "总部已停用这台设备", "device"),
    Line("hq standard renew S1", 65, "续期应在", "It can be renewed between"),
    Line("hq standard revoke S1 --reason misuse", 0, "此后：已撤销", "From then on: revoked"),
    Line("hq standard apply S1 --tier model", 65, "起才能重新申请", "can apply again from"),
    Line("hq standard withdraw S1 --reason free", 65, "只有这些状态可以办理", "possible only from"),
    // Another store, whose promise is broken: the certificate rests by itself until the paper is there.
    Line("hq standard apply S3 --tier convenience --on 2023-01-10", 0, "已申请", "applied"),
    Line("hq standard accept S3 --missing health --promised-by 2023-01-31 --on 2023-01-12", 0, "health", "health"),
    Line("hq standard review S3 --on 2023-01-13", 0, "资料已审核", "documents reviewed"),
    Line("hq standard refit S3 --on 2023-01-14", 0, "改造中", "refitting"),
    Line("hq standard ready S3 --on 2023-01-15", 0, "待验收", "awaiting acceptance"),
    Line("hq inspect record S3 --inspector zhao --rest-pass --signed --on 2023-01-20", 0, "合格", "passed"),
    Line("hq standard certify S3 --on 2023-01-22", 0, "证书到 2026-01-22 止", "ends on 2026-01-22"),
    Line("hq standard show S3 --on 2023-01-31", 0, "承诺逾期（将自动发生）", "breach of the promise"),
    Line("hq standard show S3 --on 2023-02-01", 0, "已逾期", "overdue"),
    Line("hq standard reinstate S3 --on 2023-02-06", 65, "补交的材料仍未交：health", "still owed: health"),
    Line("hq standard keep-promise S3 --on 2023-02-07", 0, "承诺兑现", "keeping of the promise"),
    Line("hq standard reinstate S3 --on 2023-02-08", 0, "此后：已统标", "From then on: certified"),
    Line("hq standard renew S3 --on 2025-10-01", 65, "需要重新检查", "another is needed"),
    Line(
      "hq inspect record S3 --inspector zhao --purpose renewal --rest-pass --signed --on 2025-12-01", 0, "合格", "passed"),
    Line("hq standard renew S3 --on 2025-12-10", 0, "证书到 2029-01-22 止", "ends on 2029-01-22"),
    Line("hq standard withdraw S3 --reason free --on 2026-02-01", 0, "此后：已退出", "From then on: withdrawn"),
    Line("hq standard show S3 --as wang", 65, "不在这个账号的地区", "regions"),
    Line("hq audit verify", 0, "", ""),
  ]

  @Test(
    "a promise kept and one broken, mended, certified, suspended, moved, handed over, renewed, withdrawn, revoked",
    arguments: ["zh-Hans", "en"])
  func life(language: String) throws {
    let hq = try ProgrammeChain()
    let files = try Self.files(in: hq.chain.folder)
    let server = try RunningServer(database: hq.chain.database)
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    #expect(try owner.run("join", server.address, try hq.chain.invite("S1")).status == 0)
    for line in Self.lines {
      var words = line.typed.split(separator: " ").map(String.init)
      let who = words.removeFirst()
      for (name, path) in files { words = words.map { $0.replacingOccurrences(of: name, with: path) } }
      let result: Program.Result
      switch who {
      case "hq": result = try hq.type(all: words + ["--lang", language])
      default:
        // The owner has a network: what headquarters did is there before it is looked at.
        if who == "own" { #expect(try owner.run("sync").status == 0, "\(line.typed)") }
        result = try owner.run(all: words + ["--lang", language])
      }
      let said = result.stdout + result.stderr
      #expect(result.status == line.status, "\(line.typed): \(said)")
      let wanted = language == "en" ? line.en : line.zh
      #expect(wanted.isEmpty || said.contains(wanted), "\(line.typed): \(said)")
      if line.status != 0 { #expect(result.stdout.isEmpty, "\(line.typed)") }
      let isChinese = said.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) && language == "en" }
      #expect(!isChinese || said.contains("示范"), "\(line.typed): \(said)")
    }
    #expect(server.terminate() == 0)
  }

  private static func files(in folder: TemporaryFolder) throws -> [String: String] {
    let picture = folder.path("fixed.png")
    try Picture.png(7).write(to: URL(filePath: picture))
    let film = try folder.file("film.jpg", "")
    try #require(truncate(film, 60_000_000) == 0)
    return [
      "PICTURE": picture, "EMPTY": try folder.file("empty.jpg", ""), "TEXT": try folder.file("text.jpg", "no"),
      "FILM": film,
    ]
  }
}
