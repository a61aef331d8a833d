import Localization
import SnackChain

/// Something that a form does. The right to it is checked before, the token and the origin of the form as well.
protocol DashboardDeed: Sendable {
  /// What somebody has to be allowed.
  var deed: Deed { get }

  /// Does it, within the regions of the visitor.
  func done(_ form: PageQuery, for visit: Visit) async throws -> DeedOutcome
}

/// What is shown when it is done.
enum DeedOutcome {
  /// Another page, which shows what has changed.
  case goTo(String)
  /// What came of it, said once.
  case told(Message, Message, back: String)
}
