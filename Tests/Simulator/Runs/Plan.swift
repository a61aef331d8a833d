/// What one seed stands for: how large the chain is and how badly it is treated. Each seed draws its own mixture, so
/// that some have one fault often and others all of them now and then.
struct Plan: Sendable {
  let seed: UInt64
  var devices: Int
  var steps: Int
  /// In how many of a hundred requests something goes wrong.
  let faultRate: Int
  let faults: [(NetworkFault, Int)]
  let actions: [(Action, Int)]
  /// The steps that are done; `nil` for all. The others are passed over without a change to the rest.
  var only: Set<Int>?

  init(seed: UInt64, devices: Int? = nil, steps: Int? = nil, only: Set<Int>? = nil) {
    var random = SeededRandom(seed: seed, stream: 0)
    self.seed = seed
    // Mostly small, now and then dozens of devices and thousands of steps.
    let isLarge = Int.random(in: 0..<512, using: &random) == 0
    let drawnDevices = isLarge ? Int.random(in: 24...48, using: &random) : Int.random(in: 2...7, using: &random)
    let drawnSteps = isLarge ? Int.random(in: 1000...2400, using: &random) : Int.random(in: 30...130, using: &random)
    self.devices = devices ?? drawnDevices
    self.steps = steps ?? drawnSteps
    self.only = only
    faultRate = [0, 10, 30, 60][Int.random(in: 0..<4, using: &random)]
    faults = NetworkFault.allCases.map { ($0, [0, 1, 1, 4][Int.random(in: 0..<4, using: &random)]) }
    let isRough = random.chance(70)
    actions = Action.allCases.map { action in
      let weight = action.weight
      guard action.isMishap else { return (action, weight) }
      let drawn = [0, 1, 1, 3][Int.random(in: 0..<4, using: &random)]
      return (action, isRough ? drawn * weight : 0)
    }
  }
}

/// What happens in a step.
enum Action: String, CaseIterable, Sendable {
  /// An owner types a month, or corrects one.
  case save
  /// A device syncs.
  case sync
  /// The owner decides about what HQ did not take.
  case decide
  /// Time goes by.
  case wait
  /// A device's clock is set wrong, or right again.
  case setClock
  /// The process on the device dies between two commands.
  case crashDevice
  /// The process dies while it saves a figure.
  case crashSaving
  /// The device's folder is copied aside.
  case keepCopy
  /// The device's folder is replaced by an old copy.
  case restoreCopy
  /// The folder is copied to another machine, and both go on.
  case cloneDevice
  /// The device is gone; the owner joins a new one.
  case loseDevice
  /// HQ takes the device its right to send.
  case revokeDevice
  /// HQ's process dies between two requests.
  case crashHeadquarters
  /// HQ makes a backup.
  case backUp
  /// HQ loses its disk and goes back to its backup.
  case restoreBackup
  /// HQ imports a figure from a file.
  case importFigure
  /// HQ signs with a new key from now on.
  case rotateKey
  /// HQ's whole ledger is compared with the model.
  case inspect

  /// How often, against the others.
  var weight: Int {
    switch self {
    case .save: 40
    case .sync: 30
    case .decide: 6
    case .wait: 8
    case .setClock, .crashDevice, .crashSaving, .importFigure: 3
    case .crashHeadquarters: 2
    case .keepCopy, .restoreCopy, .cloneDevice, .loseDevice, .revokeDevice, .backUp, .restoreBackup, .rotateKey,
      .inspect:
      1
    }
  }

  /// Whether a device's disk may be another one afterwards.
  var canTouchDisk: Bool {
    switch self {
    case .wait, .setClock, .keepCopy, .crashHeadquarters, .backUp, .restoreBackup, .importFigure, .rotateKey, .inspect:
      false
    case .save, .sync, .decide, .crashDevice, .crashSaving, .restoreCopy, .cloneDevice, .loseDevice, .revokeDevice:
      true
    }
  }

  /// Whether a quiet seed does without it.
  var isMishap: Bool {
    switch self {
    case .save, .sync, .decide, .wait, .inspect: false
    default: true
    }
  }
}
