#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which process holds a lease: its id, and when it started, since ids are used again.
public struct ProcessIdentity: Hashable, Sendable {
  /// The process id.
  public let process: Int32
  /// What tells this process from an earlier one with the same id; empty where the system does not say.
  public let started: String

  /// Names a process.
  public init(process: Int32, started: String) {
    self.process = process
    self.started = started
  }

  /// This process.
  public static var current: ProcessIdentity {
    let process = getpid()
    return ProcessIdentity(process: process, started: startMark(of: process) ?? "")
  }

  /// Whether the process still runs.
  public var isAlive: Bool {
    guard process > 0 else { return false }
    if kill(process, 0) != 0 && errno == ESRCH { return false }
    guard !started.isEmpty else { return true }
    return Self.startMark(of: process).map { $0 == started } ?? true
  }

  /// On Linux: the boot's id and the process's start in clock ticks since then (field 22 of `/proc/PID/stat`).
  private static func startMark(of process: Int32) -> String? {
    guard let stat = try? DiskFile.read("/proc/\(process)/stat", limit: 4096),
      let boot = try? DiskFile.read("/proc/sys/kernel/random/boot_id", limit: 36),
      // The name in parentheses may hold blanks and parentheses itself.
      let close = stat.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = stat[stat.index(after: close)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19 else { return nil }
    return String(decoding: boot, as: UTF8.self) + "/" + String(decoding: fields[19], as: UTF8.self)
  }
}
