import ArgumentParser
import CommandLineDoor
import Localization
import SyncProtocol

/// Who types, where it is not the owner.
struct AssistanceOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(Message.ownerOptionAssisted))
  var assisted = false

  @Option(help: ArgumentHelp(Message.ownerOptionHelper))
  var helper: String?

  /// The helper by name and position; `nil` where the owner types. Somebody who types for an owner is recorded by name.
  func helper(on door: Door) throws -> String? {
    if let named = TypedFigures.note(helper) { return named }
    guard assisted else { return nil }
    guard door.isInteractive, let named = TypedFigures.note(door.ask(.ownerAskHelper)) else {
      throw DoorFailure("helper_missing", .ownerHelperMissing, advice: .ownerHelperMissingAdvice, status: .usage)
    }
    return named
  }
}
