import Foundation
import SnackChain

/// Who works at this terminal, as the audit chain names them.
func localActor() -> String {
  let name = NSUserName()
  return name.isEmpty ? "hq" : "hq:" + name
}

/// Today in China by this machine's clock.
func todayInChina() -> CalendarDay { currentMoment().dayInChina }

/// Now by this machine's clock.
func currentMoment() -> Timestamp {
  Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
}

/// The environment of this run.
func environment() -> [String: String] { ProcessInfo.processInfo.environment }
