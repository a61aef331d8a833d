import CommandLineDoor
import Foundation
import Localization

/// A file of settings, looked at before any of it counts: a name with a slip in it would leave the house's value in
/// force, and nobody would know.
enum SettingsFile {
  /// - Throws: `DoorFailure` where the file cannot be read, is no object, or has a name that is no setting's.
  static func check(_ path: String) throws(DoorFailure) {
    guard access(path, R_OK) == 0, let data = FileManager.default.contents(atPath: path) else {
      let reason = String(cString: strerror(errno))
      throw DoorFailure("config_unreadable", .hqConfigUnreadable(path, reason: reason), status: .noInput)
    }
    guard let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else {
      throw DoorFailure("config_unreadable", .hqConfigNotJSON(path), status: .dataError)
    }
    let known = ServingSetting.allCases.map { $0.words.joined(separator: ".") }
    for name in names(in: object, under: "").sorted() where !known.contains(name) {
      throw DoorFailure(
        "config_unknown", .hqConfigUnknown(name, in: path), advice: .hqConfigNames(known), status: .usage)
    }
  }

  /// The names of all values, those of nested objects joined by points.
  private static func names(in object: [String: Any], under prefix: String) -> [String] {
    object.flatMap { key, value in
      (value as? [String: Any]).map { names(in: $0, under: prefix + key + ".") } ?? [prefix + key]
    }
  }
}
