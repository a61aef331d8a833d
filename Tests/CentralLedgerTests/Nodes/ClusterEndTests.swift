import Foundation
import TemporaryPostgreSQL
import Testing

@Suite("Servers that tests start for themselves")
struct ClusterEndTests {
  @Test("a server and its pooler end with whoever started them: no process and no file is left")
  func ends() async throws {
    var folder = ""
    var pids: [pid_t] = []
    do {
      let cluster = try TemporaryCluster()
      try cluster.run("start main")
      try cluster.run("bouncer main 6432")
      folder = cluster.folder
      pids = try cluster.rows("SELECT pid FROM pg_stat_activity", in: "postgres").compactMap { pid_t($0) }
      for file in ["main/postmaster.pid", "bouncer.pid"] {
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        pids.append(try #require(text.split(separator: "\n").first.flatMap { pid_t($0) }))
      }
    }
    #expect(pids.count > 5)
    for _ in 0..<200 where FileManager.default.fileExists(atPath: folder) || pids.contains(where: { kill($0, 0) == 0 })
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(pids.filter { kill($0, 0) == 0 }.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
