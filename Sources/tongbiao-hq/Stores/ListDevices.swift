import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `stores devices`
struct ListDevices: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "devices", .hqStoresDevices, examples: ["stores devices --store SZ000001 --database sqlite:hq.sqlite"])

  @Option(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let devices = try await database.withLedger { try await $0.devices(of: store) }
    let rows = devices.map { device -> [Listing.Cell] in
      [
        .text(device.id), .text(device.store.description), .text(device.name), .text(device.joinedAt.description),
        .optional(device.lastSeen?.description),
        .optional(device.skewMilliseconds.map { Int($0 / 1000) }),
        .message(.hqDeviceState(device.state.rawValue), code: device.state.rawValue),
      ]
    }
    try Door(options).write(Listing(columns: Self.columns, rows: rows))
  }

  private static let columns: [Listing.Column] = [
    .init("device", Message(zh: "设备", en: "Device")), .init("store", Message(zh: "门店", en: "Store")),
    .init("name", Message(zh: "名称", en: "Name")), .init("joined", Message(zh: "接入", en: "Joined")),
    .init("last_seen", Message(zh: "最近联系", en: "Last seen")),
    .init("skew_seconds", Message(zh: "时钟偏差（秒）", en: "Clock skew (s)")),
    .init("state", Message(zh: "状态", en: "State")),
  ]
}

/// `stores revoke-device`
struct RevokeDevice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "revoke-device", .hqStoresRevoke, examples: ["stores revoke-device DEVICE --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionDevice)) var device: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    try await database.withLedger { try await $0.revokeDevice(device, actor: localActor()) }
    let door = Door(options)
    if door.format == .json {
      try door.writeJSON(["device": device, "state": "revoked"])
    } else {
      door.write(.hqRevoked(device))
    }
  }
}
