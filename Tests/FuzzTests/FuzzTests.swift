import Foundation
import FuzzTargets
import Testing

@Suite("What fuzzing has found, and where it begins")
struct FuzzTests {
  /// The seeds and past findings of each target, kept beside the targets.
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzzing/Corpus")

  @Test("the corpus and every past finding hold", arguments: FuzzTarget.allCases)
  func corpus(_ target: FuzzTarget) throws {
    let folder = Self.corpus.appending(path: target.rawValue)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(target.play(bytes) == nil, "\(target.rawValue)/\(file.lastPathComponent)")
      // Cut anywhere and with any one byte changed it is no worse.
      for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 64)) {
        var bent = bytes
        bent[place] ^= 0x55
        #expect(target.play(bent) == nil, "\(target.rawValue)/\(file.lastPathComponent), byte \(place) changed")
        #expect(
          target.play(Array(bytes[..<place])) == nil, "\(target.rawValue)/\(file.lastPathComponent), cut \(place)")
      }
    }
  }

  @Test("ten thousand random bodies harm no target", arguments: FuzzTarget.allCases)
  func random(_ target: FuzzTarget) {
    var state: UInt64 = 20230228
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let alphabet = Array("{}[]\":,.-+0123456789eE \n\tabcSZ年月元万￥=;()/\\\u{0}\u{202E}".utf8)
    for _ in 0..<10_000 {
      let bytes = (0..<Int(next() % 48)).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }
      #expect(target.play(bytes) == nil, "\(bytes)")
    }
  }
}
