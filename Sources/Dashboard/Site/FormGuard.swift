import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// Looks at what is sent before anything is done with it: that it was sent from a page of ours, and is not too much.
enum FormGuard {
  private static let bodyLimit = 64 << 10

  /// The fields of a form.
  ///
  /// - Throws: `PageProblem` where it comes from another site, or cannot be read.
  static func fields(of request: Request) async throws -> PageQuery {
    try checkOrigin(of: request)
    let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
    guard type == "application/x-www-form-urlencoded" else { throw PageProblem.notAForm }
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: bodyLimit)
    } catch {
      throw PageProblem.formTooLarge
    }
    return try PageQuery(encoded: String(buffer: buffer))
  }

  /// Browsers say which site a form was sent from; what does not say so is not taken.
  private static func checkOrigin(of request: Request) throws(PageProblem) {
    guard let origin = request.headers[.origin], let host = request.head.authority ?? request.headers[.host],
      let scheme = origin.range(of: "://"), origin[scheme.upperBound...].lowercased() == host.lowercased()
    else { throw .foreignForm }
  }
}

extension HTTPField.Name {
  /// `Host`, where the framework left it among the fields.
  static var host: Self { named("Host") }
  /// `Sec-Fetch-Site`: from which site a browser was sent here.
  static var secFetchSite: Self { named("Sec-Fetch-Site") }
}

extension PageProblem {
  /// What was sent is no form.
  static let notAForm = PageProblem(
    code: "wrong_type", status: .unsupportedMediaType, title: .webNotAForm, advice: .webFormAdvice)
  /// What was sent is too much.
  static let formTooLarge = PageProblem(
    code: "too_large", status: .contentTooLarge, title: .webFormTooLarge, advice: .webFormAdvice)
  /// A form that was not sent from here.
  static let foreignForm = PageProblem(
    code: "foreign_form", status: .forbidden, title: .webForeignForm, advice: .webFormAdvice)
  /// A file that another site sent somebody to fetch; the page with the same figures is a step away.
  static func foreignExport(page: String) -> PageProblem {
    PageProblem(
      code: "foreign_export", status: .forbidden, title: .webForeignExport, advice: .webForeignExportAdvice,
      ways: [Way(text: .webShowPage, address: page)], isForBrowsers: true)
  }

  /// A form of another session, or of none.
  static let staleForm = PageProblem(
    code: "stale_form", status: .forbidden, title: .webStaleForm, advice: .webFormAdvice)
  /// Somebody may not do that.
  static let notAllowed = PageProblem(
    code: "not_allowed", status: .forbidden, title: .webNotAllowed, advice: .webNotAllowedAdvice)
}
