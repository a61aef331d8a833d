import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// Accounts and devices: who may do what, and which devices may send; to invite and to revoke.
struct PeoplePage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    var content = PageContent(.people, title: .webPeopleTitle, fed: fed)
    let day = visit.site.clock().dayInChina
    if visit.visitor.may(.managePeople) || visit.visitor == .demo {
      content.parts.append(
        .sheet(Self.accounts(try await visit.site.ledger.accounts(asOf: visit.asOf), on: day, visit)))
    }
    let all = try await visit.site.ledger.devices(of: nil)
    // Only devices of stores that the visitor may see.
    let devices = all.filter { fed.panel.row(of: $0.store) != nil }
    content.parts.append(.sheet(Self.devices(devices, visit)))
    if visit.visitor.may(.manageDevices), visit.visitor.formToken != nil {
      content.parts.append(
        .form(
          .init(
            address: "/people/invite", method: "post", title: .webInviteTitle,
            fields: [
              .init(
                name: "store", label: .hqFactCode, kind: .text(visit.query["store"] ?? ""), hint: .webStoreHint,
                isRequired: true)
            ], submit: .webInvite)))
      content.parts.append(
        .form(
          .init(
            address: "/people/revoke-device", method: "post", title: .webRevokeTitle,
            fields: [
              .init(
                name: "device", label: .hqFactDevice, kind: .text(visit.query["device"] ?? ""), hint: .webDeviceHint,
                isRequired: true)
            ], submit: .webRevoke)))
    }
    return content
  }

  private static func accounts(_ accounts: [Account], on day: CalendarDay, _ visit: Visit) -> Sheet {
    var sheet = Sheet(
      "main", .webAccounts,
      columns: [
        .init("name", .webAccount), .init("role", .webRole), .init("regions", .hqFactRegion),
        .init("valid_from", .webValidFrom), .init("recorded_at", .webRecordedAt),
      ],
      rows: .all(
        accounts.map { account in
          let entry = account.positions.entries.last { $0.validFrom <= day } ?? account.positions.entries.first
          let position = entry?.fact ?? nil
          return [
            .text(account.name.description),
            position.map { .message(.role($0.role), code: $0.role.rawValue) }
              ?? .message(.hqAccountWithout, code: "revoked"),
            position.map { .message(.regionScope($0.scope), code: $0.scope.description) } ?? .none,
            .day(entry?.validFrom), entry.map { .serial($0.recordedAt) } ?? .none,
          ]
        }))
    sheet.emptiness = .webNoAccounts
    return sheet
  }

  private static func devices(_ devices: [Device], _ visit: Visit) -> Sheet {
    var sheet = Sheet(
      "devices", .webDevices,
      columns: [
        .init("device", .hqFactDevice), .init("store", .hqFactCode), .init("joined_at", .webJoined),
        .init("last_seen", .webLastSeen), .init("state", .webState),
      ],
      rows: .all(
        devices.map { device in
          [
            .text(device.id, to: PageQuery([.init(name: "device", value: device.id)]).address("/people")),
            .text(
              device.store.description, to: visit.address("/stores/\(PageQuery.encoded(device.store.description))")),
            .moment(device.joinedAt), .moment(device.lastSeen),
            .message(.hqDeviceState(device.state.rawValue), code: device.state.rawValue),
          ]
        }))
    sheet.isSearchable = true
    sheet.emptiness = .webNoDevices
    return sheet
  }
}
