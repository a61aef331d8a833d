import Evidence
import Foundation
import SnackChain
import Testing

@Suite("Photographs as evidence")
struct EvidenceTests {
  static let pictures: [(PictureContent.Format, [UInt8])] = [
    (.jpeg, PictureMaking.jpeg(width: 1600, height: 1200)), (.png, PictureMaking.png(width: 1600, height: 1200)),
    (.webp, PictureMaking.webp(width: 1600, height: 1200)), (.heic, PictureMaking.heic(width: 1600, height: 1200)),
  ]

  @Test("a picture is known by its content, and its size with it", arguments: pictures)
  func known(format: PictureContent.Format, bytes: [UInt8]) throws {
    let picture = try PictureContent(bytes)
    #expect(picture.format == format)
    #expect(picture.pixels == EvidenceFile.Pixels(width: 1600, height: 1200))
  }

  @Test("a picture that was cut off is refused wherever it was cut", arguments: pictures)
  func cutOff(format: PictureContent.Format, bytes: [UInt8]) {
    for length in 12..<bytes.count {
      #expect(throws: EvidenceProblem.self) { try PictureContent(Array(bytes[..<length])) }
    }
  }

  @Test("any bytes are answered, none by a crash")
  func noise() {
    var generator = SystemRandomNumberGenerator()
    for (_, bytes) in Self.pictures {
      for _ in 0..<500 {
        var damaged = bytes
        for _ in 0..<3 {
          damaged[Int.random(in: 0..<damaged.count)] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = try? PictureContent(damaged)
      }
    }
  }

  @Test(
    "what is no photograph is refused, and nothing is left in the folder",
    arguments: [
      ([], EvidenceProblem.empty), (Array("店招照片.jpg".utf8), .notAPicture), (Array("%PDF-1.7 x".utf8), .notAPicture),
      (PictureMaking.png(width: 1, height: 1), .badPixels(EvidenceFile.Pixels(width: 1, height: 1))),
      (
        PictureMaking.png(width: 60_000, height: 800),
        .badPixels(EvidenceFile.Pixels(width: 60_000, height: 800))
      ),
    ])
  func refused(bytes: [UInt8], problem: EvidenceProblem) throws {
    let folder = try TestFolder()
    let evidence = EvidenceFolder(path: folder.path + "/evidence")
    let source = folder.path + "/photo.jpg"
    try Data(bytes).write(to: URL(filePath: source))
    #expect(throws: problem) { try evidence.put(source) }
    #expect(!FileManager.default.fileExists(atPath: evidence.path))
  }

  @Test("60 MB are not even read")
  func tooLarge() throws {
    let folder = try TestFolder()
    let source = folder.path + "/photo.jpg"
    #expect(FileManager.default.createFile(atPath: source, contents: nil))
    // A file of that size with nothing in it: if it were read, it would be found to be no picture.
    try #require(truncate(source, 60_000_000) == 0)
    #expect(throws: EvidenceProblem.tooLarge(bytes: 60_000_000, limit: 10_000_000)) {
      try EvidenceFolder(path: folder.path + "/evidence").put(source)
    }
  }

  @Test("the same content is kept once under its own name, and a changed byte is noticed")
  func kept() throws {
    let folder = try TestFolder()
    let evidence = EvidenceFolder(path: folder.path + "/evidence")
    let bytes = PictureMaking.jpeg(width: 800, height: 600)
    let file = try evidence.put(bytes)
    #expect(try evidence.put(bytes) == file)
    #expect(try evidence.content(file) == bytes)
    #expect(evidence.path(of: file).hasSuffix("/\(file.digest.description.prefix(2))/\(file.digest).jpg"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: evidence.path).filter { $0.contains(".") }
    #expect(names.count == 1)
    var changed = bytes
    changed[40] ^= 1
    try Data(changed).write(to: URL(filePath: evidence.path(of: file)))
    #expect(throws: EvidenceProblem.altered(file.digest)) { try evidence.content(file) }
    // Handed in again, it is whole again.
    #expect(try evidence.put(bytes) == file)
    #expect(try evidence.content(file) == bytes)
    try FileManager.default.removeItem(atPath: evidence.path(of: file))
    #expect(throws: EvidenceProblem.missing(file.digest)) { try evidence.content(file) }
  }

  @Test("a folder or a missing file is no photograph", arguments: ["", "/none.jpg"])
  func unreadable(name: String) throws {
    let folder = try TestFolder()
    #expect(throws: EvidenceProblem.self) { try EvidenceFolder(path: folder.path + "/e").put(folder.path + name) }
  }
}

/// A folder that goes away with its last user.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/evidence-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
