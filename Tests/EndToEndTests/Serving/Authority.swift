import Foundation
import Testing

/// A certificate authority of the test's own, with what servers of every kind show. Made by OpenSSL's own program.
struct Authority {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"),
      "-out", path("ca.pem"), "-days", "2", "-subj", "/CN=Test authority")
  }

  /// The file with the authority's certificate.
  var certificate: String { path("ca.pem") }

  func path(_ name: String) -> String { folder.path(name) }

  /// Issues `NAME.pem` and `NAME.key`.
  ///
  /// - Parameters:
  ///   - names: whom it is for, as `subjectAltName` has it.
  ///   - days: how long it is good; below zero for one whose time is over.
  func issue(_ name: String, for names: String = "IP:127.0.0.1", days: Int = 1) throws {
    let extensions = try folder.file("\(name).ext", "subjectAltName=\(names)\n")
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("\(name).key"),
      "-out", path("\(name).csr"), "-subj", "/CN=hq")
    try openssl(
      "x509", "-req", "-in", path("\(name).csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial",
      "-days", String(days), "-extfile", extensions, "-out", path("\(name).pem"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("\(name).key"))
  }

  /// Runs OpenSSL's program, which must succeed unless `mayFail`; gives what it wrote to both streams.
  @discardableResult
  func openssl(_ arguments: String..., input: String? = nil, mayFail: Bool = false) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    let out = try folder.emptyFile("out-\(UUID().uuidString)")
    let handle = try FileHandle(forWritingTo: out)
    process.standardOutput = handle
    process.standardError = handle
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: out), as: UTF8.self)
    try #require(mayFail || process.terminationStatus == 0, "\(arguments): \(text)")
    return text
  }

  /// What a server on `port` says to `request` over TLS.
  func ask(_ port: Int, _ request: String, options: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments =
      ["s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", certificate, "-verify_return_error", "-ign_eof"]
      + options
    let input = try folder.file("in-\(UUID().uuidString)", request)
    let out = try folder.emptyFile("out-\(UUID().uuidString)")
    let handle = try FileHandle(forWritingTo: out)
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: input))
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: out), as: UTF8.self)
  }
}
