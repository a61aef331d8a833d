import HTTPTypes
import Hummingbird
import Localization

/// The pages that sign people in and out.
struct SignInRoutes {
  let desk: SignInDesk
  let templates: Templates

  /// Holds a random text until the form comes back with the same: a form that was not given out by us has none.
  private static let formCookie = "tongbiao-form"
  /// The prefix of fields that somebody had filled in when their session ended.
  private static let kept = "kept."

  func add(to router: Router<VisitContext>) {
    router.get("/sign-in") { request, context in
      let query = try PageQuery(encoded: request.uri.query ?? "")
      return form(request, context, next: query["next"], kept: PageQuery(), problem: nil, status: .ok)
    }
    router.post("/sign-in") { try await signIn($0, $1) }
    router.post("/sign-out") { request, context in
      let fields = try await FormGuard.fields(of: request)
      if let visitor = try await desk.visitor(of: request) {
        guard visitor.accepts(fields["token"]) else { throw PageProblem.staleForm }
        try await desk.signOut(request, visitor)
      }
      var response = Response.redirect(to: "/sign-in", type: .normal)
      response.headers.append(SignInDesk.cookie(nil, isSecure: context.isSecure))
      return response
    }
  }

  private func signIn(_ request: Request, _ context: VisitContext) async throws -> Response {
    let fields = try await FormGuard.fields(of: request)
    let entry = fields.without { !$0.hasPrefix(Self.kept) }
    guard let cookie = request.cookies[Self.formCookie]?.value, let token = SessionToken(cookie),
      token.accepts(fields["token"])
    else {
      return form(
        request, context, next: fields["next"], kept: entry, problem: .webStaleForm, status: .forbidden)
    }
    guard context.isSecure || context.peer.isThisMachine else { throw PageProblem.needsTLS }
    let outcome = try await desk.signIn(
      name: fields["name"], password: fields["password"], code: fields["code"], peer: context.peer)
    switch outcome {
    case .wrong:
      return form(
        request, context, next: fields["next"], kept: entry, name: fields["name"], problem: .webSignInWrong,
        status: .unauthorized)
    case .wait(let seconds):
      var response = form(
        request, context, next: fields["next"], kept: entry, name: fields["name"],
        problem: .webSignInWait(seconds), status: .tooManyRequests)
      response.headers[.retryAfter] = String(seconds)
      return response
    case .signedIn(let session):
      let next = Self.local(fields["next"])
      var response: Response
      if entry.pairs.isEmpty {
        response = Response.redirect(to: next, type: .normal)
      } else {
        response = resumed(request, context, action: next, entry: entry, session: session)
      }
      response.headers.append(SignInDesk.cookie(session, isSecure: context.isSecure))
      return response
    }
  }

  /// An address of this site, whatever was asked for.
  static func local(_ address: String?) -> String {
    guard let address, address.hasPrefix("/"), !address.hasPrefix("//"), !address.contains("\\"),
      address.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/" }
    return address
  }

  /// The page with the form; what somebody had filled in elsewhere goes along.
  func form(
    _ request: Request, _ context: VisitContext, next: String?, kept: PageQuery, name: String? = nil,
    problem: Message?, status: HTTPResponse.Status
  ) -> Response {
    let language = context.language
    let token = SessionToken()
    var model: [String: Any] = [
      "token": token.formToken, "next": Self.local(next), "name": Message.webAccount[language],
      "password": Message.webPassword[language], "code": Message.webCode6[language],
      "codeHint": Message.webCodeHint[language], "submit": Message.webSignIn[language], "value": name ?? "",
      "advice": Message.webSignInAdvice[language], "hasKept": !kept.pairs.isEmpty,
      "keptNote": Message.webEntryKept[language],
      "kept": kept.pairs.map { ["name": $0.name, "value": $0.value] as [String: Any] },
    ]
    model["problem"] = problem.map { $0[language] } ?? ""
    model["hasProblem"] = problem != nil
    var frame = PageMarkup.frame(
      title: problem == nil ? .webSignIn : .webSignInFailed, language: language,
      here: { $0.reduce(PageQuery()) { $0.with($1.0, $1.1) }.address("/sign-in") }, path: "/sign-in", section: nil,
      visitor: nil, address: { $0 })
    frame["body"] = templates.render(.signIn, model).html
    var response = PageAnswer.page(
      templates.render(.layout, frame), status: status, language: language, for: request)
    response.headers.append(
      HTTPField(
        name: .setCookie,
        value: "\(Self.formCookie)=\(token.text); Path=/sign-in; HttpOnly; SameSite=Strict; Max-Age=3600"
          + (context.isSecure ? "; Secure" : "")))
    return response
  }

  /// What was sent in a session that had ended: kept, and asked for a sign-in.
  func interrupted(_ request: Request, _ context: VisitContext, entry: PageQuery) -> Response {
    let kept = PageQuery(
      entry.pairs.filter { $0.name != "token" }.map { .init(name: Self.kept + $0.name, value: $0.value) })
    return form(
      request, context, next: context.path, kept: kept, problem: .webSessionEnded, status: .unauthorized)
  }

  /// After the sign-in: what was filled in before, to be sent now.
  private func resumed(
    _ request: Request, _ context: VisitContext, action: String, entry: PageQuery, session: SessionToken
  ) -> Response {
    let language = context.language
    var fields = Markup.element(
      "input", [("type", "hidden"), ("name", "token"), ("value", session.formToken)])
    for pair in entry.pairs {
      fields += .element(
        "input",
        [("type", "hidden"), ("name", String(pair.name.dropFirst(Self.kept.count))), ("value", pair.value)])
    }
    fields += .element("button", [("type", "submit"), ("class", "main")], text: Message.webSendNow[language])
    var frame = PageMarkup.frame(
      title: .webEntryKeptTitle, language: language,
      here: { $0.reduce(PageQuery()) { $0.with($1.0, $1.1) }.address("/") }, path: "/", section: nil, visitor: nil,
      address: { $0 })
    var body = Markup.element("p", [], text: Message.webEntryKept[language])
    body += .element("form", [("method", "post"), ("action", action)], fields)
    frame["body"] = Markup.element("div", [("class", "card")], body).html
    return PageAnswer.page(templates.render(.layout, frame), language: language, for: request)
  }
}

extension String {
  /// Whether an address is this machine itself.
  var isThisMachine: Bool { self == "local" || hasPrefix("127.") || self == "::1" }
}

extension PageProblem {
  /// A password would go over the wire for all to read.
  static let needsTLS = PageProblem(
    code: "needs_tls", status: .forbidden, title: .webNeedsTLS, advice: .webNeedsTLSAdvice)
}
