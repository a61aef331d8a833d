import Foundation
import ReportSync
import Testing

/// OpenSSL's own server, which proves to be HQ with any certificate one likes, and writes down what it is sent.
private final class CertifiedServer {
  let port: Int
  let certificate: String
  private let folder: URL
  private let process = Process()

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// - Parameters:
  ///   - name: the subject's alternative name, as OpenSSL writes them.
  ///   - issued: when, by a clock set for it; valid for thirty days.
  init(name: String, issued: String?) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = { [folder] (name: String) in folder.appending(path: name).path(percentEncoded: false) }
    certificate = path("certificate.pem")
    let request = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
      "-subj", "/CN=hq", "-addext", "subjectAltName=\(name)", "-keyout", path("key.pem"), "-out", certificate,
    ]
    let making = Process()
    making.executableURL = URL(filePath: "/usr/bin/env")
    making.arguments = (issued.map { ["faketime", $0] } ?? []) + request
    making.standardError = FileHandle.nullDevice
    try making.run()
    making.waitUntilExit()
    guard making.terminationStatus == 0 else { throw Failure(description: "openssl req") }
    let log = folder.appending(path: "log")
    try Data().write(to: log)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", path("key.pem"), "-no_ign_eof",
    ]
    process.standardInput = Pipe()
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = FileHandle.nullDevice
    try process.run()
    var found: Int?
    for _ in 0..<500 where found == nil {
      let text = try String(contentsOf: log, encoding: .utf8)
      found = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.flatMap {
        Int($0)
      }
      if found == nil { usleep(10_000) }
    }
    guard let found else { throw Failure(description: "openssl s_server") }
    port = found
  }

  /// What it was sent, once the connection is over.
  var received: String {
    (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(at: folder)
  }
}

@Suite("Servers that cannot prove to be HQ", .serialized)
struct UntrustedServerTests {
  /// What is wrong with a certificate.
  enum Flaw: String, CaseIterable, CustomTestStringConvertible {
    case signedByNobody = "signed by nobody we know"
    case otherHost = "for another host"
    case expired
    case notYet = "not valid yet"
    var testDescription: String { rawValue }
  }

  private let request = WireRequest(path: "/v1/sync", headers: [.init("X-Secret", "33000")], body: Array("hello".utf8))

  @Test("fault 19: a certificate that does not hold gets not one byte of ours", arguments: Flaw.allCases)
  func refused(_ flaw: Flaw) async throws {
    let issued: String? =
      switch flaw {
      case .expired: "2020-01-01 00:00:00"
      case .notYet: "2090-01-01 00:00:00"
      default: nil
      }
    let server = try CertifiedServer(name: flaw == .otherHost ? "DNS:other.example" : "IP:127.0.0.1", issued: issued)
    let transport = CurlTransport(
      address: try ServerAddress("https://127.0.0.1:\(server.port)"),
      authorities: flaw == .signedByNobody ? nil : server.certificate)
    do throws(TransportProblem) {
      _ = try await transport.send(request)
      Issue.record("an answer came")
    } catch {
      guard case .notTrusted = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(!server.received.contains("POST") && !server.received.contains("33000"))
  }

  @Test("a certificate that holds is talked to, so that the others were refused for their flaw")
  func trusted() async throws {
    let server = try CertifiedServer(name: "IP:127.0.0.1", issued: nil)
    var limits = TransferLimits()
    limits.totalMilliseconds = 1500
    let transport = CurlTransport(
      address: try ServerAddress("https://127.0.0.1:\(server.port)"), limits: limits, authorities: server.certificate)
    // This server never answers; that it got the request is what counts.
    await #expect(throws: TransportProblem.tooSlow) { _ = try await transport.send(request) }
    #expect(server.received.contains("POST /v1/sync"))
  }
}
