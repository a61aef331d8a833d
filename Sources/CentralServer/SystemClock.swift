import Foundation
import SnackChain

extension Timestamp {
  /// The moment by this machine's clock.
  package static var now: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
