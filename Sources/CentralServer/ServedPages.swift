import Hummingbird

/// Pages for people, which the server serves without knowing what they are about.
public struct ServedPages: Sendable {
  /// Where a request comes from, as far as it can be believed.
  public struct Origin: Sendable {
    /// The address of the sender, without the port.
    public let peer: String
    /// Whether nobody could read the request on its way.
    public let isSecure: Bool
    /// Under which the log has the request.
    public let requestID: String
  }

  let answer: @Sendable (Request, Origin) async -> Response

  /// Serves what `answer` gives, which never fails: a page that cannot be made is a page that says so.
  public init(answer: @escaping @Sendable (Request, Origin) async -> Response) { self.answer = answer }
}

extension ServedPages {
  func addRoutes(to router: Router<ServerContext>) {
    for path: RouterPath in ["/", "**"] {
      for method: HTTPRequest.Method in [.get, .head, .post, .put, .patch, .delete, .options, .trace] {
        router.on(path, method: method) { request, context in
          await answer(
            request,
            Origin(peer: context.peer, isSecure: context.isSecure, requestID: context.requestID))
        }
      }
    }
  }
}
