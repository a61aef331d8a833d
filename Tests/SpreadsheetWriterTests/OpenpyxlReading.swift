import Foundation
import Testing

/// Reads workbooks with openpyxl, which knows nothing of us. `make test` puts it into `.build/readers`.
enum OpenpyxlReading {
  /// What openpyxl found: of each cell its type, value and number format.
  struct Found: Decodable {
    let sheets: [String]
    let rows: [String: [[String]]]
  }

  private static let script = """
    import json, sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    rows = {s.title: [[f"{c.data_type}|{c.value}|{c.number_format}" for c in r] for r in s.iter_rows()] for s in book}
    json.dump({"sheets": book.sheetnames, "rows": rows}, sys.stdout)
    """

  static func cells(of bytes: [UInt8]) throws -> Found {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = root.appending(path: ".build/readers/bin/python")
    process.arguments = ["-c", script, file.path(percentEncoded: false)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openpyxl does not open the workbook")
    return try JSONDecoder().decode(Found.self, from: data)
  }
}
