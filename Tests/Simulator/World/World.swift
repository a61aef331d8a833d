import CentralLedger
import Crypto
import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// One chain with all its devices, its HQ and its network, in one process: the real ledgers, the real sync session,
/// the real server behind a network, a clock and disks that a seed plays with.
///
/// Every step is done to its end before the next one begins, so a seed always gives the same history.
actor World {
  let plan: Plan
  let bug: PlantedBug?
  let folder: String
  let stores: [StoreCode]
  let clock: SimulatedClock

  var devices: [SimulatedDevice] = []
  var headquarters: SimulatedHeadquarters
  var model = HeadquartersModel()
  var trace: Trace
  var network = NetworkState()

  /// Every figure that any device has ever called saved.
  var everSaved: [OperationID: ReportOperation] = [:]
  /// Which act of an owner an operation came from: one act counts once, whatever its operation is called.
  var saveNumbers: [OperationID: Int] = [:]
  /// What HQ has made of figures that it imported.
  var imported: Set<OperationID> = []
  /// What HQ has ever answered with a receipt, also where a backup forgot it since.
  var everTaken: Set<OperationID> = []
  /// What owners have decided about.
  var decided: Set<OperationID> = []
  /// Devices, as HQ knows them, whose ledger was copied, or went back to an old copy.
  var copied: Set<String> = []
  /// Receipts, with all that stands in them, whose signature was found good once.
  var verified: Set<Receipt> = []
  /// HQ's keys, newest first.
  var signingKeys: [Curve25519.Signing.PrivateKey]
  let inviteSecret: [UInt8]
  var step = 0
  private var folders = 0

  var trueKeys: [ReceiptKey] { signingKeys.map { ReceiptKey($0.publicKey) } }

  init(_ plan: Plan, bug: PlantedBug?, keepsTrace: Bool) async throws {
    self.plan = plan
    self.bug = bug
    folder = Self.root + "/simulator-\(UUID().uuidString)"
    guard let start = Self.start else { throw Violation("no start") }
    clock = SimulatedClock(start: start)
    trace = Trace(keepsLines: keepsTrace)
    signingKeys = [try PreparedDisks.signingKey]
    inviteSecret = PreparedDisks.inviteSecret
    // Some stores have two devices.
    let storeCount = max(1, plan.devices - plan.devices / 3)
    stores = (1...storeCount).compactMap { StoreCode("S\($0)") }
    try await PreparedDisks.headquarters.write(to: folder + "/hq-0")
    headquarters = try await Self.openHeadquarters(
      in: folder + "/hq-0", keys: signingKeys, inviteSecret: inviteSecret, clock: clock, logger: Self.silent)
    if storeCount > PreparedDisks.stores { try await Self.register(stores, in: headquarters.ledger) }
    model.firstPosition = try await headquarters.ledger.dataVersion()
    for index in 0..<plan.devices { addDevice(of: stores[index % stores.count]) }
  }

  /// When the simulation begins.
  static let start = Timestamp("2023-03-05T14:00:00Z")

  /// Puts stores into HQ's register; those that are there already stay as they are.
  static func register(_ stores: [StoreCode], in ledger: any CentralLedger) async throws {
    let rows = try stores.enumerated().map { line, store in
      guard let region = RegionCode("330683"), let opened = CalendarDay("2019-01-01") else {
        throw Violation("no register")
      }
      return StoreRow(line: line + 2, code: store, name: "小笼包 \(store)", region: region, opened: opened)
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "simulator"))
  }

  /// Where the simulated disks are: in memory, where the machine has room for that.
  static let root =
    FileManager.default.isWritableFile(atPath: "/dev/shm")
    ? "/dev/shm" : FileManager.default.temporaryDirectory.path(percentEncoded: false)

  /// A folder's name that was not used before.
  func newFolder(_ name: String) -> String {
    folders += 1
    return folder + "/\(name)-\(folders)"
  }

  func addDevice(of store: StoreCode) {
    devices.append(SimulatedDevice(store: store, home: LedgerHome(path: newFolder("home"))))
  }

  /// Runs all steps and the end, where everything must come together.
  ///
  /// - Throws: ``Violation``, or an error that nothing in the simulation explains.
  func run() async throws {
    while step < plan.steps {
      if plan.only?.contains(step) ?? true {
        try await take(StepRandom(seed: plan.seed, step: step))
        if let violation = network.violation { throw violation }
      }
      step += 1
    }
    try await drain()
  }

  /// Closes all files and clears up.
  func end() async {
    for index in devices.indices { try? devices[index].ledger?.close() }
    await headquarters.ledger.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func take(_ random: StepRandom) async throws {
    var draw = random
    clock.advance(milliseconds: Int64.random(in: 1...60_000, using: &draw))
    try await deliverLateMail(random)
    guard let action = draw.pick(plan.actions) else { return }
    let index = Int.random(in: 0..<devices.count, using: &draw)
    trace.note("\(step) \(action.rawValue) device \(index)")
    try await perform(action, on: index, random)
    if let violation = network.violation { throw violation }
    if action.canTouchDisk { try check(index) }
  }
}
