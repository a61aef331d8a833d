import ChainStatistics
import Foundation

/// The reference panel and the results that it must give.
struct MpdtaFixture {
  struct Results: Decodable {
    var groupTime: [Cell]
    var simple: Figure
    var group: Aggregate
    var calendar: Aggregate
    var event: Aggregate

    enum CodingKeys: String, CodingKey {
      case groupTime = "group_time"
      case simple, group, calendar, event
    }
  }

  struct Cell: Decodable {
    var cohort: Int
    var time: Int
    var att: Double
    var se: Double
    var treated: Int?
    var control: Int?
  }

  struct Figure: Decodable {
    var att: Double
    var se: Double
  }

  struct Part: Decodable {
    var key: Int
    var att: Double
    var se: Double
  }

  struct Aggregate: Decodable {
    var att: Double
    var se: Double
    var by: [Part]?
  }

  struct Expected: Decodable {
    var never: Results?
    var notyet: Results?
    var doublyRobust: Results?

    enum CodingKeys: String, CodingKey {
      case never, notyet
      case doublyRobust = "never_doubly_robust_lpop"
    }
  }

  var rows: [EventPanelRow]
  var expected: Expected

  init(_ name: String) throws {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
    let text = try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
    rows = text.split(whereSeparator: \.isNewline).dropFirst().enumerated().map { index, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return EventPanelRow(
        line: index + 2, unit: String(fields[0]), time: Int(fields[1]) ?? 0, cohort: Int(fields[2]),
        value: Double(fields[3]), covariates: [Double(fields[4]) ?? .nan])
    }
    let json = try Data(contentsOf: folder.appending(path: "\(name).expected.json"))
    expected = try JSONDecoder().decode(Expected.self, from: json)
  }

  func panel() throws -> EventPanel { try EventPanel(rows: rows, covariateNames: ["lpop"]) }
}
