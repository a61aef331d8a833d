import Foundation
import Testing

@Suite("The checklist at a terminal")
struct FillFormTests {
  @Test("an inspector goes through the items, back and on, names photographs, stops, and finishes what was left")
  func form() throws {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    try hq.reachAcceptance("S2")
    let path = hq.chain.folder.path("wang.bundle")
    try hq.run("inspect", "pack", "--inspector", "wang", "--stores", "S1,S2", "--output", path)
    let version = try hq.type("standard", "version", "1", "--format", "json").json()
    let items = try #require(version["checklist"] as? [[String: Any]]).filter {
      ($0["tiers"] as? [String])?.contains("model") ?? false
    }
    let (photo, none) = (hq.chain.folder.path("sign.png"), try hq.chain.folder.file("no.jpg", "no"))
    try Picture.png(1).write(to: URL(filePath: photo))

    let terminal = try Terminal(.headquarters, ["inspect", "fill", path, "--lang", "zh-Hans"])
    #expect(terminal.wait(for: "q 先停："))
    #expect(terminal.shown.contains("S1 示范一店") && terminal.shown.contains("[1/\(items.count)]"))
    var isFirstPhoto = true
    for (place, item) in items.enumerated() {
      let wantsPhoto = (item["evidence"] as? [String])?.contains("photo") ?? false
      if place == 1 {
        // Back to the first item and on again; what cannot be read is asked again.
        terminal.type("b")
        #expect(terminal.wait(for: "q 先停："))
        terminal.type("？")
        #expect(terminal.wait(for: "q 先停："))
        answer(terminal, photographs: (items[0]["evidence"] as? [String])?.contains("photo") == true ? [""] : [])
      }
      let fails = item["id"] as? String == "raw-cooked"
      var photographs = wantsPhoto ? [""] : []
      if wantsPhoto, isFirstPhoto, place > 1 { (photographs, isFirstPhoto) = ([none, photo], false) }
      answer(
        terminal, fails ? "n" : "", note: fails ? "生熟混放" : nil, photographs: photographs,
        last: place == items.count - 1)
    }
    #expect(terminal.shown.contains("no.jpg") && terminal.shown.contains("这不是照片"))
    terminal.type("是")
    #expect(terminal.wait(for: "q 先停："))
    #expect(terminal.shown.contains("S2 示范二店"))
    terminal.type("q")
    #expect(terminal.wait(for: "S2 没有存"))
    #expect(terminal.finish() == 0)

    // S1 is kept with its failed item and its photograph; S2 is asked for again, and S1 is not.
    let again = try Terminal(.headquarters, ["inspect", "fill", path, "--lang", "en"])
    #expect(again.wait(for: "q: stop for now: "))
    #expect(again.shown.contains("S2 ") && !again.shown.contains("S1 "))
    again.type("q")
    #expect(again.finish() == 0)
    let returned = try hq.type("inspect", "return", path, "--as", "wang", "--format", "json").json()
    #expect(returned["recorded"] as? Int == 1)
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "rectifying")
    #expect(try hq.stage(of: "S2", on: "2099-01-01") == "awaiting_acceptance")
    let shown = try hq.run("inspect", "show", "S1", "--format", "csv")
    #expect(shown.contains("raw-cooked"))
    let kept = try FileManager.default.subpathsOfDirectory(atPath: hq.chain.database + ".evidence")
    #expect(kept.count { $0.hasSuffix(".png") } == 1)
  }

  private func answer(
    _ terminal: Terminal, _ verdict: String = "", note: String? = nil, photographs: [String] = [], last: Bool = false
  ) {
    terminal.type(verdict)
    if let note {
      #expect(terminal.wait(for: "说明："))
      terminal.type(note)
    }
    for photograph in photographs {
      #expect(terminal.wait(for: "没有就回车）："))
      terminal.type(photograph)
    }
    #expect(terminal.wait(for: last ? "(y/n) " : "q 先停："))
  }
}

/// Pictures made byte by byte.
enum Picture {
  /// The frame of a PNG file; `mark` makes each another file.
  static func png(_ mark: UInt8) -> Data {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    return Data(
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 200, 0, 0, 0, 150, 8, 2, 0, 0, 0]) + chunk("IDAT", [0, mark]) + chunk("IEND", []))
  }
}
