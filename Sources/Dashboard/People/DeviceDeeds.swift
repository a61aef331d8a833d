import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// Makes an invite for a store of the visitor's regions, and shows its code once.
struct InviteDeed: DashboardDeed {
  let deed = Deed.manageDevices

  func done(_ form: PageQuery, for visit: Visit) async throws -> DeedOutcome {
    let fed = try await visit.panel()
    guard let code = form["store"].flatMap({ StoreCode($0) }), fed.panel.row(of: code) != nil else {
      throw CentralLedgerError.unknownStore(StoreCode(form["store"] ?? "") ?? visit.site.noStore)
    }
    let invite = try await visit.site.ledger.makeInvite(for: code, actor: visit.visitor.access.actor)
    return .told(
      .webInvite, .hqInvite(store: invite.store.description, code: invite.code, expires: invite.expires.inChina),
      back: "/people")
  }
}

/// Takes a device of the visitor's regions its right to send.
struct RevokeDeviceDeed: DashboardDeed {
  let deed = Deed.manageDevices

  func done(_ form: PageQuery, for visit: Visit) async throws -> DeedOutcome {
    let fed = try await visit.panel()
    guard let id = form["device"], let device = try await visit.site.ledger.device(id),
      fed.panel.row(of: device.store) != nil
    else {
      throw PageProblem(
        code: "unknown_device", status: .notFound, title: .webUnknownDevice, advice: .webNotFoundAdvice,
        ways: [.init(text: .webPeople, address: "/people")])
    }
    try await visit.site.ledger.revokeDevice(id, actor: visit.visitor.access.actor)
    return .told(.webRevoke, .hqRevoked(id), back: "/people")
  }
}
