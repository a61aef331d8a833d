import Gzip
import Testing

@Suite("gzip")
struct GzipTests {
  static let samples: [[UInt8]] = [
    [], [0], Array("嵊州小笼包".utf8), Array(repeating: 7, count: 1_000_000),
    (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
  ]

  @Test("what was packed comes back", arguments: samples)
  func roundTrip(bytes: [UInt8]) throws {
    let packed = try Gzip.compress(bytes)
    #expect(try Gzip.decompress(packed, limit: bytes.count) == bytes)
  }

  @Test("unpacking stops at the limit, one byte over it or a thousand times over it")
  func limit() throws {
    let packed = try Gzip.compress(Array(repeating: 0, count: 10_000_000), level: 9)
    #expect(packed.count < 20_000)
    for limit in [0, 1, 65_536, 9_999_999] {
      #expect(throws: GzipProblem.tooLarge(limit: limit)) { try Gzip.decompress(packed, limit: limit) }
    }
    #expect(try Gzip.decompress(packed, limit: 10_000_000).count == 10_000_000)
  }

  @Test("cut off at any byte, the data are truncated and never half accepted")
  func truncated() throws {
    let packed = try Gzip.compress(Array("turnover 33000.00, turnover 33000.00".utf8))
    for length in 0..<packed.count {
      #expect(throws: GzipProblem.truncated) { try Gzip.decompress(Array(packed[..<length]), limit: 1000) }
    }
  }

  @Test("a changed byte of the data or of the checksum is noticed")
  func corrupt() throws {
    let packed = try Gzip.compress(Array("turnover 33000.00".utf8))
    for position in 10..<packed.count {
      var changed = packed
      changed[position] ^= 0x5A
      do throws(GzipProblem) {
        let unpacked = try Gzip.decompress(changed, limit: 1000)
        Issue.record("byte \(position) was changed and \(unpacked) accepted")
      } catch {
        #expect([.corrupt, .truncated].contains(error) || error.isTrailing)
      }
    }
  }

  @Test("bytes after the end and bytes that are no gzip are refused")
  func trailing() throws {
    let packed = try Gzip.compress([1, 2, 3])
    #expect(throws: GzipProblem.trailingBytes(2)) { try Gzip.decompress(packed + [0, 0], limit: 100) }
    #expect(throws: GzipProblem.trailingBytes(packed.count)) { try Gzip.decompress(packed + packed, limit: 100) }
    #expect(throws: GzipProblem.notGzip) { try Gzip.decompress(Array("{\"a\":1}".utf8), limit: 100) }
  }
}

extension GzipProblem {
  var isTrailing: Bool { if case .trailingBytes = self { true } else { false } }
}
