import ArgumentParser
import CommandLineDoor
import Localization
import SeedData

/// Which chain is drawn.
struct DemoOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionStores)) var stores: Int?
  @Option(help: ArgumentHelp(Message.hqOptionMonths)) var months: Int?
  @Option(help: ArgumentHelp(Message.hqOptionSeed)) var seed: UInt64?
  @Option(help: ArgumentHelp(Message.hqOptionEffect)) var effect: Double?

  func validate() throws {
    let language = Language.current
    if let stores, !(1...2_000_000).contains(stores) { throw ValidationError(Message.hqStoresRange[language]) }
    if let months, !(1...240).contains(months) { throw ValidationError(Message.hqMonthsRange[language]) }
    if let effect, !(effect > -1 && effect <= 10) { throw ValidationError(Message.hqEffectRange[language]) }
  }
}

/// `demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "demo", .hqDemo,
    examples: [
      "demo --database sqlite:demo.sqlite --stores 30000 --months 36 --seed 1",
      "demo --database sqlite:demo.sqlite --effect 0",
    ])

  @OptionGroup var chain: DemoOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let filling = try DemoFilling(chain, seeds: try Seeds.chosen(by: environment()))
    let summary = try await filling.fill(try database.address(), options: database.ledgerOptions, on: door)
    switch door.format {
    case .json: try door.writeJSON(summary)
    case .csv: try door.write(summary.listing)
    case .table: door.write(summary.text)
    }
  }
}
