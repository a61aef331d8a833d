import ArgumentParser
import Foundation
import Localization

/// Runs a program's root command and ends the process with the right status and words.
public enum DoorRunner {
  /// Parses the arguments, runs the command, and ends the process.
  ///
  /// `explain` turns errors of the libraries below into failures that a person understands.
  public static func run<Root: ParsableCommand>(
    _ root: Root.Type, explain: @Sendable (any Error) -> DoorFailure?
  ) async -> Never {
    do {
      var command = try root.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      exit(0)
    } catch let failure as DoorFailure {
      end(with: failure)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      if let failure = explain(error) { end(with: failure) }
      end(root, with: error)
    }
  }

  private static func end(with failure: DoorFailure) -> Never {
    Door.put(failure.text(in: Language.current), to: STDERR_FILENO)
    exit(failure.status)
  }

  private static func end<Root: ParsableCommand>(_ root: Root.Type, with error: any Error) -> Never {
    let code = root.exitCode(for: error)
    // The parser repeats what was typed as it stands: a terminal must not obey it.
    let text = HelpTranslation.translate(root.fullMessage(for: error), to: Language.current).visibleLines
    if code == .success {
      Door.put(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
    } else {
      Door.put(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
    }
    exit(code.rawValue)
  }
}
