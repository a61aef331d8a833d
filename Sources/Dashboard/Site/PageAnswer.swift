import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import SnackChain

/// Answers: pages and files with the headers that keep browsers careful.
enum PageAnswer {
  /// What every answer of the dashboard says to the browser. Nothing inline runs or styles, nothing comes from
  /// elsewhere, nobody may frame it.
  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  /// A page.
  static func page(
    _ markup: Markup, status: HTTPResponse.Status = .ok, language: Language, for request: Request
  ) -> Response {
    let html = "<!DOCTYPE html>\n" + markup.html
    return whole(
      Array(html.utf8), type: PageFormat.html.mediaType, status: status, for: request,
      headers: [
        .contentLanguage: language.rawValue, .vary: "Accept-Encoding, Accept-Language, Cookie",
        // Other sites are told nothing. Our own forms need it: without, a browser sends them with `Origin: null`.
        .named("Referrer-Policy"): "same-origin",
      ])
  }

  /// Bytes that are at hand.
  static func whole(
    _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, for request: Request, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = type
    headers[.contentSecurityPolicy] = policy
    var bytes = bytes
    if bytes.count > 1024, request.headers[.acceptEncoding]?.contains("gzip") == true,
      let packed = try? Gzip.compress(bytes, level: 4)
    {
      bytes = packed
      headers[.contentEncoding] = "gzip"
      if headers[.vary] == nil { headers[.vary] = "Accept-Encoding" }
    }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A table as a file, written stretch by stretch: 30,000 rows take no more memory than 1,000.
  static func file(_ file: SheetFile, format: PageFormat, name: String, at now: Timestamp) throws -> Response {
    var headers: HTTPFields = [
      .contentType: format.mediaType, .contentSecurityPolicy: policy, .contentLanguage: file.language.rawValue,
    ]
    if let version = file.dataVersion { headers[.dataVersion] = String(version) }
    if format != .json { headers[.contentDisposition] = "attachment; filename=\"\(name).\(format.rawValue)\"" }
    if format == .xlsx {
      let bytes = try file.workbook(made: now)
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
    let body = ResponseBody { writer in
      try await writer.write(ByteBuffer(bytes: format == .csv ? file.csvHead : file.jsonHead))
      for stretch in file.stretches {
        try await writer.write(ByteBuffer(bytes: format == .csv ? file.csv(stretch) : file.json(stretch)))
      }
      if format == .json { try await writer.write(ByteBuffer(bytes: file.jsonEnd)) }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  /// A problem: a page for people, a problem document (RFC 9457) for programs.
  static func problem(
    _ problem: PageProblem, context: VisitContext, templates: Templates, visitor: Visitor?, for request: Request
  ) -> Response {
    var headers: HTTPFields = [:]
    if let seconds = problem.retryAfter { headers[.retryAfter] = String(seconds) }
    if problem.status == .methodNotAllowed { headers[.allow] = "GET, HEAD" }
    guard context.format == .html || problem.isForBrowsers, !wantsJSON(request) else {
      let document = ProblemDocument(
        type: "urn:tongbiao:problem:\(problem.code)", code: problem.code, title: problem.title[context.language],
        status: problem.status.code, detail: problem.advice[context.language],
        instance: "urn:tongbiao:request:\(context.requestID)")
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      headers[.contentLanguage] = context.language.rawValue
      return whole(
        Array((try? encoder.encode(document)) ?? Data()), type: "application/problem+json", status: problem.status,
        for: request, headers: headers)
    }
    let language = context.language
    var model = PageMarkup.frame(
      title: problem.title, language: language,
      here: { changes in
        changes.reduce(PageQuery()) { $0.with($1.0, $1.1) }.address(context.path)
      }, path: context.path, section: nil, visitor: visitor, address: { $0 })
    model["body"] =
      templates.render(
        .problem,
        [
          "advice": problem.advice[language], "hasWays": !problem.ways.isEmpty,
          "ways": problem.ways.map { ["text": $0.text[language], "address": $0.address] as [String: Any] },
          "request": Message.webRequestNumber(context.requestID)[language],
          "home": Message.webBackToOverview[language],
        ]
      ).html
    var response = page(
      templates.render(.layout, model), status: problem.status, language: language, for: request)
    for field in headers { response.headers[field.name] = field.value }
    return response
  }

  private static func wantsJSON(_ request: Request) -> Bool {
    guard let accept = request.headers[.accept] else { return false }
    return accept.contains("json") && !accept.contains("text/html")
  }

  private struct ProblemDocument: Encodable {
    let type: String
    let code: String
    let title: String
    let status: Int
    let detail: String
    let instance: String
  }
}

extension HTTPField.Name {
  /// A name that is known to be one.
  static func named(_ name: String) -> Self { Self(name) ?? .date }
  /// `Data-Version`: what a file was made from.
  static var dataVersion: Self { named("Data-Version") }
}
