import CommandLineDoor
import Configuration
import Foundation
import Localization
import SystemPackage

/// How the server is to behave, each value with where it came from: flag before environment before file before the
/// house's default.
struct ServingConfiguration: Sendable {
  /// Where a value came from.
  enum Origin: Hashable, Sendable {
    case flag
    case environment(String)
    case file(String)
    case fallback
  }

  /// A value as it was written, and its origin.
  struct Value: Hashable, Sendable {
    let text: String
    let origin: Origin
  }

  private let values: [ServingSetting: Value]

  /// The value of a setting, where it has one.
  subscript(_ setting: ServingSetting) -> Value? { values[setting] }

  /// Reads all sources.
  ///
  /// - Parameters:
  ///   - flags: what the command line says.
  ///   - path: a JSON file; `nil` for the one that `TONGBIAO_CONFIG` names, if any.
  static func read(
    flags: [ServingSetting: String], file path: String?, environment: [String: String]
  ) async throws -> ServingConfiguration {
    let path = path ?? environment["TONGBIAO_CONFIG"]
    var file: FileProvider<JSONSnapshot>?
    if let path {
      try SettingsFile.check(path)
      do {
        file = try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
      } catch {
        throw DoorFailure(
          "config_unreadable", .hqConfigUnreadable(path, reason: String(describing: error)), status: .noInput)
      }
    }
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
    var values: [ServingSetting: Value] = [:]
    for setting in ServingSetting.allCases {
      if let text = flags[setting] {
        values[setting] = Value(text: text, origin: .flag)
      } else if let text = try Self.text(of: AbsoluteConfigKey(["tongbiao"] + setting.words), in: variables) {
        values[setting] = Value(text: text, origin: .environment(setting.environmentName))
      } else if let path, let file, let text = try Self.text(of: AbsoluteConfigKey(setting.words), in: file) {
        values[setting] = Value(text: text, origin: .file(path))
      } else if let text = setting.fallback {
        values[setting] = Value(text: text, origin: .fallback)
      }
    }
    return ServingConfiguration(values: values)
  }

  /// A value as text, whether it was written as a text, a number or a list of texts.
  private static func text(of key: AbsoluteConfigKey, in provider: some ConfigProvider) throws -> String? {
    for type in [ConfigType.string, .int, .double, .stringArray] {
      guard let found = try? provider.value(forKey: key, type: type) else { continue }
      switch found.value?.content {
      case .string(let text): return text
      case .int(let number): return String(number)
      case .double(let number): return String(number)
      case .stringArray(let list): return list.joined(separator: ",")
      default: return nil
      }
    }
    throw DoorFailure(
      "config_value", .hqConfigValue(key.components.joined(separator: "."), text: "?"), status: .usage)
  }

  /// A number that must lie in `range`.
  func number(_ setting: ServingSetting, in range: ClosedRange<Double>) throws(DoorFailure) -> Double? {
    guard let value = values[setting] else { return nil }
    guard let number = Double(value.text), range.contains(number) else { throw unusable(setting) }
    return number
  }

  /// A whole number that must lie in `range`.
  func integer(_ setting: ServingSetting, in range: ClosedRange<Int>) throws(DoorFailure) -> Int? {
    guard let value = values[setting] else { return nil }
    guard let number = Int(value.text), range.contains(number) else { throw unusable(setting) }
    return number
  }

  /// What to say of a value that cannot be used.
  func unusable(_ setting: ServingSetting) -> DoorFailure {
    DoorFailure("config_value", .hqConfigValue(setting.rawValue, text: values[setting]?.text ?? ""), status: .usage)
  }

  /// The value for people's eyes: of a database's address without its password.
  func shown(_ setting: ServingSetting) -> String {
    let text = values[setting]?.text ?? ""
    guard setting == .database, let scheme = text.range(of: "://"), let at = text.lastIndex(of: "@"),
      at > scheme.upperBound, let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
    else { return text }
    return text[..<colon] + ":***" + text[at...]
  }
}
