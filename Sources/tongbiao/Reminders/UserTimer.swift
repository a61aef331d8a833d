import CommandLineDoor
import Foundation
import Localization

/// The timer of the owner's own systemd: once an evening it syncs and reminds.
enum UserTimer {
  static let timerName = "tongbiao.timer"
  private static let serviceName = "tongbiao.service"

  /// This program, as the timer calls it.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "tongbiao"
  }

  private static var folder: URL {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (environment["HOME"] ?? ".")
      + "/.config"
    return URL(filePath: base).appending(path: "systemd/user")
  }

  /// Whether the units are there.
  static var isInstalled: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: timerName).path(percentEncoded: false))
  }

  /// Writes the units.
  static func install() throws(DoorFailure) {
    // Stores of one headquarters do not all come in one second.
    let timer = """
      [Unit]
      Description=Tongbiao: sync and reminders

      [Timer]
      OnCalendar=*-*-* 20:30 Asia/Shanghai
      RandomizedDelaySec=45min
      Persistent=true

      [Install]
      WantedBy=timers.target

      """
    var service = """
      [Unit]
      Description=Tongbiao: sync and reminders

      [Service]
      Type=oneshot
      SuccessExitStatus=1
      ExecStart="\(escaped(program))" reminders check

      """
    for name in ["TONGBIAO_HOME", "SSL_CERT_FILE", "LANG"] {
      if let value = ProcessInfo.processInfo.environment[name], !value.contains("\""), !value.contains("\n") {
        service += "Environment=\"\(name)=\(escaped(value))\"\n"
      }
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw DoorFailure(
        "cannot_write", .ownerCannotWrite(folder.path(percentEncoded: false)), status: .cannotCreate)
    }
    for (name, text) in [(serviceName, service), (timerName, timer)] {
      try OutputFile.write(Data(text.utf8), to: folder.appending(path: name).path(percentEncoded: false))
    }
  }

  /// A path as a unit's file has it, where a percent sign stands for something else.
  private static func escaped(_ text: String) -> String { text.replacing("%", with: "%%") }

  /// Takes the units away; where there are none, nothing happens.
  static func remove() throws {
    for name in [timerName, serviceName] {
      let file = folder.appending(path: name)
      if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
        try FileManager.default.removeItem(at: file)
      }
    }
  }

  /// Runs `systemctl --user`; answers whether it did what it was asked.
  static func control(_ arguments: [String]) -> Bool { run("systemctl", ["--user"] + arguments) }

  /// Shows a text on the desktop, where there is one.
  static func notify(_ text: String) {
    guard ProcessInfo.processInfo.environment["DBUS_SESSION_BUS_ADDRESS"] != nil else { return }
    _ = run("notify-send", ["统标", text])
  }

  private static func run(_ name: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(name)")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
