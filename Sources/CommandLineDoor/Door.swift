import ArgumentParser
import Foundation
import Localization

/// Where a command writes: data to stdout, everything else to stderr, in one language and one format.
public struct Door: Sendable {
  /// The language of this run.
  public let language: Language
  /// The format of data.
  public let format: OutputFormat
  /// Whether `--plain` was asked for.
  public let isPlain: Bool

  /// Makes a door for the options of a command.
  public init(_ options: DoorOptions) {
    language = options.language
    format = options.format
    isPlain = options.plain
  }

  /// Writes text to stdout as it is. Where that fails (a full disk behind a redirection) the process ends with 74.
  public func write(_ text: String) {
    guard Self.put(text, to: STDOUT_FILENO) else {
      Self.put(DoorFailure("output_failed", .outputFailed, status: .ioError).text(in: language), to: STDERR_FILENO)
      exit(ExitCode.ioError.rawValue)
    }
  }

  /// Writes a text of ours and a line end to stdout.
  public func write(_ message: Message) { write(message[language] + "\n") }

  /// Tells a person something beside the data: one line on stderr.
  public func say(_ message: Message) { Self.put(message[language] + "\n", to: STDERR_FILENO) }

  /// Warns of something that is no part of a command's own words, in the language of the run: one line on stderr.
  public static func warn(_ message: Message) { put(message[Language.current] + "\n", to: STDERR_FILENO) }

  /// Writes a line for programs that wait for it to stderr: the same in every language.
  public static func announce(_ line: String) { put(line + "\n", to: STDERR_FILENO) }

  /// Writes a listing in the format asked for.
  public func write(_ listing: Listing) throws { try write(listing, json: listing) }

  /// Writes a listing as table or CSV, and `json` where JSON is asked for.
  public func write(_ listing: Listing, json: some Encodable) throws {
    switch format {
    case .table: write(listing.table(in: language))
    case .csv: writeCSV(listing)
    case .json: try writeJSON(json)
    }
  }

  /// Writes a listing as CSV: byte for byte to a file or a program, with control characters shown to a person.
  public func writeCSV(_ listing: Listing) {
    write(isatty(STDOUT_FILENO) == 1 ? listing.csvToLookAt : listing.csv)
  }

  /// Writes a value as JSON: sorted keys, two spaces, a line end.
  public func writeJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }

  /// Whether a person sits at both ends: only then may a question be asked.
  public var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Whether stderr is a terminal: only then is progress shown.
  public var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Asks a question on stderr and reads the answer; `nil` at the end of input.
  public func ask(_ question: Message) -> String? {
    Self.put(question[language], to: STDERR_FILENO)
    return readLine(strippingNewline: true)
  }

  /// Writes all of `text` to a file descriptor, or says why it could not.
  @discardableResult
  static func put(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return true
    }
  }
}
