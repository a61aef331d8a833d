import ArgumentParser
import Localization

/// An end that a person must be told about: what happened, what was kept, what to do next.
public struct DoorFailure: Error, Hashable, Sendable {
  /// A stable code for machines and for asking somebody.
  public var code: String
  /// What happened, and what was kept.
  public var message: Message
  /// What to do next.
  public var advice: Message?
  /// The exit status, by sysexits.
  public var status: Int32

  /// Makes a failure.
  public init(_ code: String, _ message: Message, advice: Message? = nil, status: ExitCode) {
    self.code = code
    self.message = message
    self.advice = advice
    self.status = status.rawValue
  }

  /// The lines that go to stderr.
  public func text(in language: Language) -> String {
    let head: Message =
      Message(zh: "错误：", en: "Error: ") + message + Message(zh: "（\(code)）", en: " (\(code))")
    guard let advice else { return head[language] + "\n" }
    return head[language] + "\n" + advice[language] + "\n"
  }
}
