import Foundation
import PostgreSQLClient
import Synchronization

/// Servers of PostgreSQL in a folder of their own, reached by its sockets only. They end with the process that started
/// them, whatever ends it.
public final class TemporaryCluster: Sendable {
  /// What went wrong with a server under test.
  public struct Failure: Error, CustomStringConvertible {
    /// The words of the program that failed.
    public let description: String
  }

  // A pipe and its reader, used under the lock only.
  private struct Pipes: @unchecked Sendable {
    let process: Process
    let commands: FileHandle
    let answers: FileHandle
  }

  private let pipes: Mutex<Pipes>
  /// The folder with all data and sockets.
  public let folder: String

  private static let sharedResult = Result { () throws -> TemporaryCluster in
    let cluster = try TemporaryCluster()
    // Contract tests are no tests of the disk.
    try cluster.run("set main fsync = off")
    try cluster.run("start main")
    try cluster.run("bouncer main 6432")
    return cluster
  }

  /// One server for all tests of this process that do it no harm.
  public static func shared() throws -> TemporaryCluster { try sharedResult.get() }

  /// Prepares a server called `main`, which is not started yet.
  ///
  /// - Parameter megabytes: the size of a disk of its own for the server's data, which nobody else sees; `nil` for the
  ///   machine's.
  public init(megabytes: Int? = nil) throws {
    let process = Process()
    // The server refuses to run as root.
    var command = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
    command += ["/bin/bash", "-c", ClusterScript.text]
    if let megabytes {
      // A mount that is seen by the server alone, and gone with it. Without root: within a world of its own, in which
      // the user keeps its number.
      let mount = "mount -t tmpfs -o size=\(megabytes)m,mode=1777 tmpfs /mnt && SMALL=/mnt exec \"$@\""
      let world = geteuid() == 0 ? ["--mount"] : ["--mount", "--user", "--map-user=\(geteuid())", "--keep-caps"]
      command = ["/usr/bin/unshare"] + world + ["/bin/bash", "-c", mount, "mount"] + command
    }
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let (commands, answers) = (Pipe(), Pipe())
    process.standardInput = commands
    process.standardOutput = answers
    process.environment = ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"]
    try process.run()
    let pipes = Pipes(
      process: process, commands: commands.fileHandleForWriting, answers: answers.fileHandleForReading)
    guard let line = Self.line(of: pipes.answers), line.hasPrefix("folder ") else {
      throw Failure(description: "no cluster")
    }
    folder = String(line.dropFirst(7))
    self.pipes = Mutex(pipes)
    try run("initialise main 5432")
  }

  deinit {
    pipes.withLock { try? $0.commands.close() }
  }

  /// Does one thing: `start main`, `stop main fast`, `kill main`, `set main fsync = off`, `reload main`,
  /// `backup main standby 5433`, `detach standby`, `promote standby`, `bouncer main 6432`; on a disk of its own `fill main` and `empty main`
  /// besides; `revive main` starts what has ended.
  public func run(_ command: String) throws {
    let answer = try pipes.withLock { pipes in
      try pipes.commands.write(contentsOf: Data((command + "\n").utf8))
      return Self.line(of: pipes.answers)
    }
    guard answer == "done" else { throw Failure(description: "\(command): \(answer ?? "no answer")") }
  }

  /// The address of a database.
  public func address(_ database: String, port: Int = 5432, user: String = "tongbiao") -> String {
    let host = folder.replacing("/", with: "%2F")
    return "postgres://\(user)@\(host):\(port)/\(database)"
  }

  /// Runs statements one by one, each in a transaction of its own.
  public func execute(_ statements: [String], in database: String = "postgres", port: Int = 5432) throws {
    let connection = try connect(database, port)
    for statement in statements { _ = try connection.query(statement, keeping: false) }
  }

  /// All rows of a query, columns joined by a bar.
  public func rows(_ sql: String, in database: String, port: Int = 5432) throws -> [String] {
    let connection = try connect(database, port)
    let result = try connection.query(sql, keeping: false)
    return (0..<result.count).map { row in
      (0..<result.columns).map { result.text(row, $0) }.joined(separator: "|")
    }
  }

  /// Connects to whatever server is there, replicas too.
  private func connect(_ database: String, _ port: Int) throws -> PostgreSQLConnection {
    try PostgreSQLConnection(PostgreSQLAddress(address(database, port: port) + "?target_session_attrs=any"))
  }

  private static func line(of answers: FileHandle) -> String? {
    var bytes: [UInt8] = []
    while let byte = try? answers.read(upToCount: 1)?.first {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }
}
