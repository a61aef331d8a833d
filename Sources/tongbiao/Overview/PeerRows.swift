import Localization
import SnackChain
import StoreLedger
import SyncProtocol

/// A store's month beside stores like it, as rows of a page.
enum PeerRows {
  /// The group's figures of the month, or of the latest month before it that HQ has told of.
  static func rows(for month: YearMonth, from pack: BenchmarkPack?) -> [(Message, Message)] {
    guard let pack, let peer = pack.months.last(where: { $0.month <= month }) else { return [] }
    return Message.ownerPeers(
      .ownerPeerGroup(pack.province, pack.form), month: peer.month, stores: peer.stores, median: peer.median,
      band: peer.band, perOpenDay: peer.perOpenDay, growth: peer.growth.map { $0.low...$0.high })
  }
}
