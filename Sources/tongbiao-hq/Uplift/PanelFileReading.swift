import ArgumentParser
import ChainStatistics
import CommandLineDoor
import DelimitedText
import Localization
import SnackChain

/// The options of `uplift --panel`.
struct PanelFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionPanel)) var panel: String?
  @Option(help: ArgumentHelp(Message.hqOptionUnit)) var unit: String?
  @Option(help: ArgumentHelp(Message.hqOptionTime)) var time: String?
  @Option(help: ArgumentHelp(Message.hqOptionCohort)) var cohort: String?
  @Option(help: ArgumentHelp(Message.hqOptionValue)) var value: String?
  @Flag(help: ArgumentHelp(Message.hqOptionLog)) var log = false
  @Option(help: ArgumentHelp(Message.hqOptionCovariates)) var covariates: String?
  @Option(help: ArgumentHelp(Message.hqOptionCluster)) var cluster: String?

  func validate() throws {
    guard panel != nil else { return }
    let missing = [("--unit", unit), ("--time", time), ("--cohort", cohort), ("--value", value)].filter { $0.1 == nil }
    if !missing.isEmpty { throw ValidationError(Message.hqPanelNeeds(missing.map(\.0))[Language.current]) }
  }

  /// The names of the covariates.
  var covariateNames: [String] {
    (covariates ?? "").split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty }
  }
}

/// Reads any panel from a CSV file.
struct PanelFileReader {
  private(set) var rows: [EventPanelRow] = []
  private(set) var scale: PeriodScale?
  private let columns: PanelFileOptions

  /// Reads all rows.
  ///
  /// - Throws: `DoorFailure` that names line and reason, or `DelimitedTextProblem`.
  init(_ columns: PanelFileOptions) throws {
    self.columns = columns
    let names = [columns.unit, columns.time, columns.cohort, columns.value].map { $0 ?? "" }
    var reader = try DelimitedReader(path: columns.panel ?? "")
    let header = try reader.header(
      required: names + columns.covariateNames + (columns.cluster.map { [$0] } ?? []))
    let cluster = columns.cluster.flatMap { header[$0] }
    let places = names.map { header[$0] ?? 0 }
    let covariates = columns.covariateNames.map { ($0, header[$0] ?? 0) }
    while try reader.next() {
      let line = reader.line
      let unit = reader.text(places[0])
      guard !unit.isEmpty else { throw Self.refusal(line, .hqEmptyField(names[0])) }
      let time = try self.time(reader.text(places[1]), line: line)
      rows.append(
        EventPanelRow(
          line: line, unit: unit, time: time, cohort: try cohort(reader.text(places[2]), line: line),
          value: try number(reader.text(places[3]), column: names[3], line: line),
          covariates: try covariates.map { name, place in
            guard let value = try number(reader.text(place), column: name, line: line) else {
              throw Self.refusal(line, .hqEmptyField(name))
            }
            return value
          }, cluster: cluster.map { reader.text($0) }))
    }
  }

  private static func refusal(_ line: Int, _ message: Message) -> DoorFailure {
    DoorFailure("panel_row", .hqLine(line) + message, advice: .hqPanelAdvice, status: .dataError)
  }

  private mutating func time(_ text: String, line: Int) throws -> Int {
    let found: (Int, PeriodScale)
    if let number = Self.wholeNumber(text) {
      found = (number, .integers)
    } else if let month = YearMonth(text) {
      found = (Int(month.index), .months)
    } else {
      throw Self.refusal(line, .hqBadPeriod(columns.time ?? "", text))
    }
    if let scale, scale != found.1 { throw Self.refusal(line, .hqMixedPeriods(text)) }
    scale = found.1
    return found.0
  }

  /// Empty, zero and infinity are never; anything else is on the scale of the time.
  private func cohort(_ text: String, line: Int) throws -> Int? {
    if text.isEmpty || ["inf", "+inf", "infinity"].contains(text.lowercased()) { return nil }
    if let number = Self.wholeNumber(text) {
      if number == 0 { return nil }
      guard scale == .integers else { throw Self.refusal(line, .hqMixedPeriods(text)) }
      return number
    }
    guard let month = YearMonth(text) else { throw Self.refusal(line, .hqBadPeriod(columns.cohort ?? "", text)) }
    guard scale == .months else { throw Self.refusal(line, .hqMixedPeriods(text)) }
    return Int(month.index)
  }

  private func number(_ text: String, column: String, line: Int) throws -> Double? {
    if text.isEmpty { return nil }
    guard let value = Double(text) else { throw Self.refusal(line, .hqNotANumber(column, text)) }
    guard value.isFinite else { throw Self.refusal(line, .hqNotFinite(column, text)) }
    return value
  }

  /// Whole numbers, also as spreadsheets and data frames write them: `2004.0`.
  private static func wholeNumber(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    guard text.contains("."), let value = Double(text), value == value.rounded(), value.magnitude < 1e15 else {
      return nil
    }
    return Int(value)
  }
}

/// What a refusal of the estimators says to a person.
func explain(_ refusal: PanelRefusal, scale: PeriodScale) -> DoorFailure {
  func label(_ period: Int) -> String { PeriodLabel(period, scale: scale).description }
  let message: Message =
    switch refusal {
    case .duplicate(let line, let first, let unit, let period):
      .hqLine(line) + .hqDuplicateRow(first: first, unit: unit, period: label(period))
    case .cohortVaries(let line, let first, let unit): .hqLine(line) + .hqCohortVaries(first: first, unit: unit)
    case .clusterVaries(let line, let first, let unit): .hqLine(line) + .hqClusterVaries(first: first, unit: unit)
    case .notFinite(let line, let unit, _): .hqLine(line) + .hqNotFinite(unit, "")
    case .covariateNotFinite(let line, let unit, _): .hqLine(line) + .hqNotFinite(unit, "")
    case .covariateCount(let line, _, _): .hqLine(line) + .hqEmptyField("covariates")
    case .empty: .hqPanelEmpty
    case .onePeriod(let period): .hqOnePeriod(label(period))
    case .noTreated: .hqNoTreated
    case .noControls: .hqNoControls
    case .shape(let what): .hqPanelError(what)
    case .infinite, .unorderedPeriods, .noFactors: .hqPanelError(String(describing: refusal))
    case .option(let name): .hqPanelError(name)
    }
  return DoorFailure("panel_refused", message, advice: .hqPanelAdvice, status: .dataError)
}
