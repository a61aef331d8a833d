import HTTPTypes
import Localization
import SyncProtocol
import Synchronization

/// How many may listen for news at once: so many in all, and so few of one account that nobody takes the places of all.
final class LivePlaces: Sendable {
  /// Who listens: an account, or somebody whom nobody knows.
  enum Listener: Hashable, Sendable {
    case account(String)
    case stranger(CallerAddress)

    /// How many places they may have. Strangers are often many behind one address.
    fileprivate var share: Int {
      switch self {
      case .account: LivePlaces.ofAccount
      case .stranger: LivePlaces.ofStranger
      }
    }
  }

  /// The most in all.
  static let most = 200
  /// The most of one account: a few pages in a few windows.
  static let ofAccount = 5
  /// The most from one address where nobody signs in.
  static let ofStranger = 40

  private struct Books {
    var all = 0
    var listeners: [Listener: Int] = [:]
  }

  private let books = Mutex(Books())

  /// Takes a place.
  ///
  /// - Throws: `PageProblem` where all are taken, or all that this listener may have.
  func take(_ listener: Listener) throws(PageProblem) -> LivePlace {
    let problem = books.withLock { books -> PageProblem? in
      guard books.listeners[listener, default: 0] < listener.share else { return .tooManyLive }
      guard books.all < Self.most else { return .noLivePlace }
      books.all += 1
      books.listeners[listener, default: 0] += 1
      return nil
    }
    if let problem { throw problem }
    return LivePlace(of: listener, in: self)
  }

  fileprivate func giveBack(_ listener: Listener) {
    books.withLock { books in
      guard let count = books.listeners[listener] else { return }
      books.all -= 1
      books.listeners[listener] = count > 1 ? count - 1 : nil
    }
  }
}

/// A place that is taken as long as somebody holds this: an answer that never begins gives it back as well.
final class LivePlace: Sendable {
  private let listener: LivePlaces.Listener
  private let places: LivePlaces

  fileprivate init(of listener: LivePlaces.Listener, in places: LivePlaces) {
    self.listener = listener
    self.places = places
  }

  deinit { places.giveBack(listener) }
}

extension PageProblem {
  /// Everybody is listening already.
  static let noLivePlace = PageProblem(
    code: "busy", status: .serviceUnavailable, title: .webBusy, advice: .webBusyAdvice, retryAfter: 30)
  /// Somebody is listening in too many windows already.
  static let tooManyLive = PageProblem(
    code: "too_many_live", status: .tooManyRequests, title: .webTooManyLive, advice: .webTooManyLiveAdvice,
    retryAfter: 30)
}
