import CommandLineDoor
import Foundation
import Logging

/// One JSON object a line on stderr: what collectors of logs read. JSON's own escaping keeps line ends and escape
/// sequences of a sender's text from looking like lines of ours.
struct JSONLogHandler: LogHandler {
  let label: String
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel: Logger.Level = .info

  /// Day and time of UTC, to the millisecond: `2023-04-05T12:00:00.000Z`.
  private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var fields: [String: String] = [:]
    for source in [metadata, metadataProvider?.get() ?? [:], event.metadata ?? [:]] {
      for (key, value) in source { fields[key] = "\(value)" }
    }
    // Our own fields cannot be overwritten by what is logged.
    fields["time"] = Date().formatted(Self.time)
    fields["level"] = event.level.rawValue
    fields["message"] = event.message.description
    fields["logger"] = label
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(fields) else { return }
    Door.announce(String(decoding: line, as: UTF8.self))
  }
}
