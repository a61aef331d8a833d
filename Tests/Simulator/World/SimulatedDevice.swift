import CentralLedger
import CentralServer
import SnackChain
import StoreLedger
import SyncProtocol

/// One of the owners' machines.
struct SimulatedDevice: Sendable {
  let store: StoreCode
  /// The folder that stands for its disk.
  var home: LedgerHome
  var ledger: StoreLedger?
  /// Whether a ledger was made here.
  var isJoined = false
  /// Whether HQ does not know its key (any more): the owner has to join again.
  var mustJoin = true
  /// What the program has called saved, and what of it is on this disk.
  var saved: [OperationID] = []
  /// What a good receipt is there for.
  var receipted: Set<OperationID> = []
  /// Whether receipts may have come, or another disk, since they were gone through.
  var mayHaveReceipts = true
  /// A copy of the folder that somebody put aside.
  var copy: (image: DiskImage, saved: [OperationID])?
  /// The process is dead, or dies over the answer that it has; what it still does in memory reaches nobody.
  var isDead: Bool { deathImage != nil || imageBeforeRecording != nil }
  /// What the disk looked like when the process died.
  var deathImage: DiskImage?
  /// What was safe on the disk when the answer came, where the power goes while it is recorded.
  var imageBeforeRecording: DiskImage?
}

/// HQ's process and its disk.
struct SimulatedHeadquarters: Sendable {
  var folder: String
  var ledger: any CentralLedger
  var door: DirectDoor
  var backup: (image: DiskImage, model: HeadquartersModel)?
}
