import ArgumentParser
import ChainStatistics
import CommandLineDoor
import Localization
import SnackChain

/// `uplift`
struct UpliftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "uplift", .hqUplift,
    examples: [
      "uplift --month 2023-02 --database sqlite:hq.sqlite",
      "uplift --panel mpdta.csv --unit countyreal --time year --cohort first.treat --value lemp --format json",
      "uplift publish statement.json --month 2023-02 --database sqlite:hq.sqlite",
    ], subcommands: [ShowUplift.self, PublishUplift.self, VerifyUplift.self], defaultSubcommand: ShowUplift.self)
}

extension ControlGroup: ExpressibleByArgument {}

/// How the uplift of a month is computed: the options that `show` and `publish` share.
struct UpliftOptions: ParsableArguments {
  @Option(name: .customLong("min-open-days"), help: ArgumentHelp(Message.hqOptionMinOpenDays))
  var minOpenDays = TurnoverPanel.usualMinOpenDays
  @Option(help: ArgumentHelp(Message.hqOptionFloor)) var floor = 0.6
  @Option(help: ArgumentHelp(Message.hqOptionControl)) var control: ControlGroup = .never

  func validate() throws {
    guard (0...31).contains(minOpenDays) else { throw ValidationError(Message.hqOpenDaysRange[Language.current]) }
    guard floor >= 0, floor <= 1 else { throw ValidationError(Message.hqFloorRange[Language.current]) }
  }

  /// The options as a value that a published statement can name.
  var terms: UpliftTerms { UpliftTerms(minOpenDays: minOpenDays, floor: floor, control: control) }
}

/// What an uplift was computed with.
struct UpliftTerms: Codable, Hashable {
  var minOpenDays: Int
  var floor: Double
  var control: ControlGroup

  enum CodingKeys: String, CodingKey {
    case floor, control
    case minOpenDays = "min_open_days"
  }
}
