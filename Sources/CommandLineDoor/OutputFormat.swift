import ArgumentParser
import Localization

/// How data is written to stdout.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable, ExpressibleByArgument {
  /// For people: columns that line up.
  case table
  /// For programs: the fields of the contract.
  case json
  /// For spreadsheets: RFC 4180.
  case csv
}

extension Language: ExpressibleByArgument {
  /// Reads `zh-Hans`, `zh`, `en` and the like.
  public init?(argument: String) { self.init(tag: argument) }

  /// The tags that help shows.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

/// The options that every command of both doors has.
public struct DoorOptions: ParsableArguments {
  /// `--format`
  @Option(help: ArgumentHelp(Message.optionFormat))
  public var format: OutputFormat = .table

  /// `--lang`
  @Option(help: ArgumentHelp(Message.optionLanguage))
  public var lang: Language?

  /// `--plain`
  @Flag(help: ArgumentHelp(Message.optionPlain))
  public var plain = false

  /// Made by the parser.
  public init() {}

  /// The language to speak: `--lang`, or that of the environment.
  public var language: Language { lang ?? Language.current }
}

extension ArgumentHelp {
  /// Help in the language of this run.
  public init(_ message: Message) { self.init(message[Language.current]) }
}
