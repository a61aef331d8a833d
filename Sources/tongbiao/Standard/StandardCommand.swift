import ArgumentParser
import CommandLineDoor
import Localization

/// `tongbiao standard`
struct StandardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "standard", .ownerStandard,
    examples: [
      "standard", "standard check --all-met --except A2=招牌褪色", "standard answer --fixed A2=门头.jpg --note 重做了门头",
    ],
    subcommands: [ShowStandard.self, CheckStandard.self, AnswerRectification.self],
    defaultSubcommand: ShowStandard.self)
}
