import Foundation

/// A program on a terminal of its own: what is typed goes in as keys, what it shows is kept.
final class Terminal {
  private let process: Process
  private let own: FileHandle
  /// Everything that came so far.
  private(set) var shown = ""
  /// Keys that were typed, Enter included.
  private(set) var keys = 0

  /// A terminal that could not be made.
  struct Unavailable: Error {}

  init(_ program: Program, _ arguments: [String], columns: UInt16 = 80, rows: UInt16 = 24) throws {
    // What posix_openpt, unlockpt and ptsname do, which Swift's module of glibc leaves out: TIOCSPTLCK and TIOCGPTN.
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &isLocked) == 0, ioctl(descriptor, 0x8004_5430, &number) == 0
    else { throw Unavailable() }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    own = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let other = open(name, O_RDWR | O_NOCTTY)
    guard other >= 0 else { throw Unavailable() }
    let terminal = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    process = try program.process(arguments)
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    // Only the program holds its end now, so that its end is seen here.
    try terminal.close()
  }

  /// Reads until `text` was shown after what was seen before; answers whether it came in time.
  @discardableResult
  func wait(for text: String, seconds: Double = 60) -> Bool {
    let start = shown.endIndex
    let end = Date().addingTimeInterval(seconds)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while Date() < end {
      var descriptor = pollfd(fd: own.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 200) > 0 else { continue }
      let count = read(own.fileDescriptor, &buffer, buffer.count)
      if count <= 0 { return shown[start...].contains(text) }
      shown += String(decoding: buffer[..<count], as: UTF8.self)
      if shown[start...].contains(text) { return true }
    }
    return false
  }

  /// Types a line and Enter.
  func type(_ line: String) {
    keys += line.count + 1
    let bytes = Array((line + "\n").utf8)
    _ = write(own.fileDescriptor, bytes, bytes.count)
  }

  /// Waits for the end, or ends it.
  func finish() -> Int32 {
    wait(for: "\u{0}", seconds: 30)
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
