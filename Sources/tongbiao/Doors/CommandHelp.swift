import ArgumentParser
import CommandLineDoor
import Localization

extension CommandConfiguration {
  /// A command whose help ends with examples, in the language of the run.
  init(
    _ name: String, _ abstract: Message, examples: [String], subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    let language = Language.current
    let lines = [Message.ownerExample[language]] + examples.map { "  tongbiao " + $0 }
    self.init(
      commandName: name, abstract: abstract[language], discussion: lines.joined(separator: "\n"),
      subcommands: subcommands, defaultSubcommand: defaultSubcommand)
  }
}
