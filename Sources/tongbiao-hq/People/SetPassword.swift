import ArgumentParser
import CentralLedger
import CommandLineDoor
import Dashboard
import Foundation
import Localization
import SnackChain

/// `people password`
struct SetPassword: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "password", .hqPeoplePassword,
    examples: [
      "people password wang --database sqlite:hq.sqlite",
      "people password wang --database sqlite:hq.sqlite < password.txt",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionAccount)) var name: AccountName
  @Flag(help: ArgumentHelp(Message.hqOptionRemoveProof)) var remove = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  /// The fewest characters of a password.
  private static let shortest = 10

  func run() async throws {
    let door = Door(options)
    var proof: String?
    if !remove {
      // Never from the command line: there everybody on this machine could read it.
      let password = try SecretLine.read(.hqTypePassword(name), on: door)
      guard password.count >= Self.shortest else {
        throw DoorFailure(
          "password_too_short", .hqPasswordTooShort(Self.shortest), advice: .hqNothingChanged, status: .dataError)
      }
      proof = try PasswordHash(hashing: password).text
    }
    let kept = proof
    try await database.withLedger(as: access) { ledger, access in
      try await ledger.setProof(kept, .password, of: name, access: access)
    }
    door.write(remove ? .hqProofRemoved(name) : .hqPasswordSet(name))
  }
}

/// `people code`
struct SetCode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "code", .hqPeopleCode,
    examples: ["people code wang --database sqlite:hq.sqlite", "people code wang --remove"])

  @Argument(help: ArgumentHelp(Message.hqOptionAccount)) var name: AccountName
  @Flag(help: ArgumentHelp(Message.hqOptionRemoveProof)) var remove = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  private struct Answer: Encodable {
    let account: String
    let secret: String
    let address: String
  }

  func run() async throws {
    let door = Door(options)
    let code = OneTimeCode()
    let secret = remove ? nil : code.secret
    try await database.withLedger(as: access) { ledger, access in
      try await ledger.setProof(secret, .codeSecret, of: name, access: access)
    }
    if remove { return door.write(.hqProofRemoved(name)) }
    if door.format == .json {
      return try door.writeJSON(
        Answer(account: name.description, secret: code.secret, address: code.address(account: name)))
    }
    door.write(.hqCodeSet(name, secret: code.secret, address: code.address(account: name)))
  }
}

/// A line that is not to be seen: typed without being shown, or read from where standard input comes from.
enum SecretLine {
  static func read(_ prompt: Message, on door: Door) throws -> String {
    let isTerminal = isatty(STDIN_FILENO) == 1
    var shown = termios()
    if isTerminal {
      door.say(prompt)
      tcgetattr(STDIN_FILENO, &shown)
      var hidden = shown
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &shown) } }
    guard let line = readLine(strippingNewline: true) else {
      throw DoorFailure("no_password", .hqNoPassword, advice: .hqNothingChanged, status: .noInput)
    }
    return line
  }
}
