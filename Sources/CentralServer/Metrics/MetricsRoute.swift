import CentralLedger
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: Prometheus' text. For this machine only, or on a port of its own.
struct MetricsRoute: Sendable {
  let ledger: any CentralLedger
  let metrics: PrometheusMetrics
  let certificate: ServerCertificate?

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    // A stranger learns not even that it is here.
    guard context.isLocal, !context.isForwarded, !Self.wasHandedOn(request) else { throw HTTPError(.notFound) }
    var text = metrics.text
    func gauge(_ name: String, _ value: some CustomStringConvertible) {
      text += "# TYPE \(name) gauge\n\(name) \(value)\n"
    }
    if let version = try? await ledger.dataVersion() { gauge("tongbiao_data_version", version) }
    if let memory = Self.residentBytes() { gauge("process_resident_memory_bytes", memory) }
    if let expiry = certificate?.expiry { gauge("tongbiao_certificate_expiry_timestamp_seconds", expiry) }
    let headers: HTTPFields = [.contentType: "text/plain; version=0.0.4; charset=utf-8"]
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// Whether a proxy on this machine, which need not be a listed one, handed the request over.
  private static func wasHandedOn(_ request: Request) -> Bool {
    ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"].contains { request.headers[HTTPField.Name.named($0)] != nil }
  }

  /// The memory of this process, as Linux tells it.
  private static func residentBytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
