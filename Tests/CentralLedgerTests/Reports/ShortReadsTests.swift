import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import CentralLedger

@Suite("Short readings that are made together")
struct ShortReadsTests {
  @Test("a reading that joins others at the last moment sees what was committed before it was asked for")
  func lateComer() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("some.sqlite").path
    // What happens while the connection gets ready for a group: it looks at the schema, as GRDB has it do.
    let atSchema = Mutex<(@Sendable () -> Void)?>(nil)
    var configuration = Configuration()
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { database in
      database.trace(options: .profile) { event in
        guard event.description.contains("schema_version") else { return }
        let act = atSchema.withLock { act in
          defer { act = nil }
          return act
        }
        act?()
      }
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try await pool.write { try $0.execute(sql: "CREATE TABLE figure (fen INTEGER)") }
    let reads = ShortReads(pool)
    @Sendable func count(_ database: Result<Database, any Error>) throws -> Int {
      try Int.fetchOne(database.get(), sql: "SELECT count(*) FROM figure") ?? -1
    }
    let counts = AsyncStream.makeStream(of: Int.self)
    atSchema.withLock { act in
      act = {
        // Another connection commits, and whoever was told of it asks at once.
        let isWritten = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
          try? DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO figure VALUES (1)") }
          isWritten.signal()
        }
        isWritten.wait()
        reads.add { counts.continuation.yield((try? count($0)) ?? -1) }
      }
    }
    reads.add { _ in }
    var found = counts.stream.makeAsyncIterator()
    #expect(await found.next() == 1)
    try pool.close()
  }
}
