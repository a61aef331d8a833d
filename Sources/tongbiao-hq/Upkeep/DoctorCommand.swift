import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import PanelFeed
import SnackChain
import SyncProtocol

/// `doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "doctor", .hqDoctor, examples: ["doctor --database sqlite:hq.sqlite"])

  @OptionGroup var serving: ServingOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let address = try database.address()
    var listing = Listing(columns: [
      .init("check", Message(zh: "检查", en: "Check")), .init("state", Message(zh: "结果", en: "State")),
      .init("detail", Message(zh: "说明", en: "Detail")),
    ])
    func add(_ check: Message, isGood: Bool, _ detail: String) {
      listing.rows.append([
        .message(check, code: check.en), .message(isGood ? .hqGood : .hqBad, code: isGood ? "ok" : "bad"),
        .text(detail),
      ])
    }
    add(.hqCheckProgram, isGood: true, programVersion)
    add(.hqCheckDatabase, isGood: true, address)
    let isIntact = try await database.withLedger { ledger in
      let health = try await ledger.health()
      add(.hqCheckVersion, isGood: true, String(health.dataVersion))
      add(.hqCheckStores, isGood: true, String(health.stores))
      add(.hqCheckRevisions, isGood: true, String(health.revisions))
      let keys = try await ledger.receiptKeys()
      add(.hqCheckKeys, isGood: !keys.isEmpty, String(keys.count))
      let keyFile = SecretFile(path: ledger.keyFilePath)
      let permissions = keyFile.permissionsOfOthers
      add(
        .hqCheckKeyFile, isGood: permissions == nil,
        permissions.map { Message.hqSecretFileOpen(keyFile.path, permissions: $0)[door.language] } ?? keyFile.path)
      let verdict = try await ledger.verifyAudit()
      if case .intact(let entries, _) = verdict {
        add(.hqCheckAudit, isGood: true, String(entries))
      } else {
        add(.hqCheckAudit, isGood: false, String(describing: verdict))
      }
      if let path = try database.path() {
        let state = await PanelFeed(ledger, snapshot: PanelFeed.snapshotPath(ofDatabase: path)).snapshotVersion()
        let detail = state.map { String($0) } ?? Message.hqNoSnapshot[door.language]
        add(.hqCheckSnapshot, isGood: true, detail)
      }
      for year in try await ledger.unreconciled() {
        let difference = Message.hqUnreconciledYear(
          year.store, year.device, there: year.believed.text, here: year.held.text, year: year.year)
        add(.hqCheckConservation, isGood: false, difference[door.language])
      }
      if try await SyntheticMark.isSet(in: ledger) { door.say(.hqSynthetic) }
      if case .intact = verdict { return !keys.isEmpty }
      return false
    }
    let configuration = try await serving.configuration(database: database.database)
    for setting in ServingSetting.allCases {
      guard let value = configuration[setting] else { continue }
      let origin: Message =
        switch value.origin {
        case .flag: .hqFromFlag
        case .environment(let name): .hqFromEnvironment(name)
        case .file(let path): .hqFromFile(path)
        case .fallback: .hqFromDefault
        }
      let check = Message(verbatim: setting.rawValue)
      add(check, isGood: true, "\(configuration.shown(setting)) (\(origin[door.language]))")
    }
    try door.write(listing)
    if !isIntact { throw ExitCode.dataError }
  }
}

extension YearTotal {
  /// Months and yuan, as in `11: 363,000.00`.
  fileprivate var text: String { "\(count): \(Money(fen: fen).grouped)" }
}
