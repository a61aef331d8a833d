import Foundation
import Testing

/// Reads codes back: images with zbar, terminals by their characters.
enum CodeReading {
  static func read(svg: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let drawn = folder.appending(path: "code.svg").path(percentEncoded: false)
    let image = folder.appending(path: "code.png").path(percentEncoded: false)
    try svg.write(toFile: drawn, atomically: true, encoding: .utf8)
    _ = try run(["rsvg-convert", "-w", "800", "-o", image, drawn])
    let read = try run(["zbarimg", "--quiet", "--raw", "--nodbus", image])
    return String(read.dropLast(read.hasSuffix("\n") ? 1 : 0))
  }

  /// Whether each module is light, row by row, as a dark terminal shows it without colours.
  static func lightModules(ofLines lines: [String], colours: Bool) throws -> [[Bool]] {
    var rows: [[Bool]] = []
    for line in lines {
      var text = line[...]
      if colours {
        // White characters on black, whatever the terminal's own colours are.
        try #require(text.hasPrefix("\u{1B}[38;5;231;48;5;16m") && text.hasSuffix("\u{1B}[0m"))
        text = text.dropFirst("\u{1B}[38;5;231;48;5;16m".count).dropLast("\u{1B}[0m".count)
      }
      rows.append(text.map { $0 == "\u{2588}" || $0 == "\u{2580}" })
      rows.append(text.map { $0 == "\u{2588}" || $0 == "\u{2584}" })
    }
    return rows
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(arguments[0]) ended with \(process.terminationStatus)")
    return String(decoding: data, as: UTF8.self)
  }
}
