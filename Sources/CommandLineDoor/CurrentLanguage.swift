import Foundation
import Localization

extension Language {
  /// The language of this run: from the command line and the environment, read once at the start.
  public static let current = Language.chosen(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)
}
