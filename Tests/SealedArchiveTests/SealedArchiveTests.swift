import Foundation
import SealedArchive
import Testing

@Suite("Sealed archives")
struct SealedArchiveTests {
  /// A folder that goes away with its last user.
  private final class Folder {
    let path = NSTemporaryDirectory() + "archive-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(filePath: path + "/" + name))
      return path + "/" + name
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }
  }

  private static let key = ArchiveKey.bytes(Array(0..<32))

  /// An archive of files of the given sizes.
  private func archive(_ folder: Folder, _ sizes: [Int], key: ArchiveKey = Self.key) throws -> String {
    let path = folder.path + "/archive"
    let writer = try ArchiveWriter(path: path, key: key, facts: ["engine": "test"])
    for (number, size) in sizes.enumerated() {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
      try writer.add("f\(number)", contentsOf: folder.file("f\(number)", bytes))
    }
    try writer.finish()
    return path
  }

  @Test(
    "what was sealed comes out again, at every size around a chunk's",
    arguments: [[], [0], [1], [65_536 - 12], [65_536 - 11], [65_536], [65_537], [200_000, 3, 0, 70_000]])
  func whole(_ sizes: [Int]) throws {
    let folder = try Folder()
    let reader = try ArchiveReader(path: archive(folder, sizes), key: Self.key)
    #expect(reader.facts == ["engine": "test"])
    #expect(try reader.extract(into: folder.path, prefix: "out-") == sizes.indices.map { "f\($0)" })
    for number in sizes.indices { #expect(try folder.bytes("out-f\(number)") == folder.bytes("f\(number)")) }
  }

  @Test("any byte changed, anywhere, fails the reading")
  func tampered() throws {
    let folder = try Folder()
    let bytes = try Data(contentsOf: URL(filePath: archive(folder, [150_000, 20])))
    var generator = SystemRandomNumberGenerator()
    let places =
      [0, 20, 60, bytes.count - 1, bytes.count - 17]
      + (0..<60).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
    for place in places {
      var bent = bytes
      bent[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try expectRefusal(Array(bent), folder, "byte \(place)")
    }
  }

  @Test("a chunk left out, moved, doubled or added fails the reading; so does an end that is missing")
  func rearranged() throws {
    let folder = try Folder()
    let bytes = Array(try Data(contentsOf: URL(filePath: archive(folder, [400_000]))))
    let chunk = 65_536 + 16
    let body = bytes.count - (400_000 + 12 + 16 * 7)
    let chunks = stride(from: body, to: bytes.count, by: chunk).map { Array(bytes[$0..<min($0 + chunk, bytes.count)]) }
    try #require(chunks.count == 7)
    let head = Array(bytes[..<body])
    func join(_ parts: [[UInt8]]) -> [UInt8] { head + parts.flatMap { $0 } }
    try expectRefusal(join(Array(chunks.dropLast())), folder, "without the last chunk")
    try expectRefusal(join([chunks[1], chunks[0]] + chunks[2...]), folder, "two chunks swapped")
    try expectRefusal(join([chunks[0]] + chunks), folder, "one chunk twice")
    try expectRefusal(join(chunks + [chunks[6]]), folder, "the last chunk twice")
    try expectRefusal(join([chunks[0]] + chunks[2...]), folder, "one chunk left out")
    try expectRefusal(bytes + [0], folder, "a byte more")
    try expectRefusal(Array(bytes.dropLast()), folder, "a byte less")
    try expectRefusal(head, folder, "the head alone")
    try expectRefusal([], folder, "nothing")
  }

  private func expectRefusal(_ bytes: [UInt8], _ folder: Folder, _ what: String) throws {
    let path = try folder.file("bent-\(UUID().uuidString)", bytes)
    #expect(throws: ArchiveProblem.self, "\(what)") {
      let reader = try ArchiveReader(path: path, key: Self.key)
      _ = try reader.extract(into: folder.path, prefix: "bent-\(UUID().uuidString)-")
    }
  }

  @Test("a passphrase opens what it sealed, and another one nothing; its accents may be typed in either way")
  func passphrase() throws {
    let folder = try Folder()
    let path = try archive(folder, [10], key: .passphrase("caf\u{E9} 嵊州"))
    #expect(throws: ArchiveProblem.wrongKey) { try ArchiveReader(path: path, key: .passphrase("cafe 嵊州")) }
    #expect(throws: ArchiveProblem.wrongKey) { try ArchiveReader(path: path, key: Self.key) }
    let reader = try ArchiveReader(path: path, key: .passphrase("cafe\u{301} 嵊州"))
    #expect(try reader.extract(into: folder.path, prefix: "out-") == ["f0"])
  }

  @Test("an archive stands under its name when it is whole, for its owner only, and never in place of another")
  func placing() throws {
    let folder = try Folder()
    let path = folder.path + "/archive"
    do {
      let unfinished = try ArchiveWriter(path: path, key: Self.key, facts: [:])
      try unfinished.add("f", contentsOf: folder.file("f", [1]))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["f"])
    _ = try archive(folder, [1])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: ArchiveProblem.notAccessible(path: path, errno: EEXIST)) {
      try ArchiveWriter(path: path, key: Self.key, facts: [:])
    }
  }
}
