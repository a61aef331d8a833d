import Foundation
import Testing

@Suite("What must stay secret, and what a name can do", .serialized)
struct SecretTests {
  @Test("security 21: no key and no invite stands in arguments, environment, log or what a program prints")
  func secrets() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    let printed = try ["status", "reports", "sync", "receipt"].map { command in
      let result = try joined.owner.run(
        all: command == "receipt" ? [command, "2022-03"] : [command, "--format", "json"])
      return result.stdout + result.stderr
    }
    let folder = joined.home.path("stores/S1")
    let keyFile = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".key") })
    let deviceKey = try String(contentsOfFile: folder + "/" + keyFile, encoding: .utf8).filter { !$0.isWhitespace }
    #expect(Data(base64Encoded: deviceKey)?.count == 32)
    let serverKeys = try FileManager.default.contentsOfDirectory(atPath: joined.chain.folder.url.path)
      .filter { !$0.hasPrefix("hq.sqlite") || $0.contains("key") }.compactMap { name in
        try? String(contentsOfFile: joined.chain.folder.path(name), encoding: .utf8)
      }
    #expect(!serverKeys.isEmpty)
    let serverSecrets = serverKeys.flatMap { text in
      // Slashes are escaped in JSON.
      text.replacing("\\", with: "").split { !($0.isLetter || $0.isNumber || "+/=".contains($0)) }.map(String.init)
        .filter { $0.utf8.count >= 43 }
    }
    #expect(!serverSecrets.isEmpty)
    let everything = (printed + [joined.server.output, try joined.server.surroundings()]).joined()
    for secret in serverSecrets + [deviceKey] { #expect(!everything.contains(secret)) }
    // An invite is spent the moment it is used; while it is not, only the one who asked for it has seen it.
    let code = try joined.chain.invite("S1")
    let database = try Data(contentsOf: URL(filePath: joined.chain.database))
    for form in [code, code.replacing("-", with: "")] {
      #expect(database.range(of: Data(form.utf8)) == nil)
      #expect(!joined.server.output.contains(form))
    }
    for file in [folder + "/" + keyFile, folder + "/ledger.sqlite", joined.chain.database] {
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect((mode ?? 0o777) & 0o077 == 0, "\(file) can be read by others")
    }
  }

  static let names = [
    "'); DROP TABLE revision;--", "\" OR 1=1 --", "Robert'; DELETE FROM store WHERE '1'='1", "%_*?[", "\u{1B}[2J",
    "<script>alert(1)</script>", "a\u{202E}b",
  ]

  @Test("security 23: what is typed is a value and never a part of a statement", arguments: names)
  func values(_ name: String) throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let chain = try Chain(register: "code,name,region,opened,closed,certified\nS2,b,330683,2019-01-01,,\n")
    let register = try chain.folder.file(
      "hostile.csv", "code,name,region,opened,closed,certified\nS1,\(quoted),330683,2019-01-01,,\n")
    // A name may be taken or refused; it must not be obeyed.
    #expect([0, 65].contains(try chain.headquarters("stores", "import", register).status))
    for arguments in [
      ["stores", "list", "--text", name], ["stores", "list", "--after", name], ["stores", "show", name],
      ["reports", "show", name], ["stores", "devices", "--store", name], ["stores", "revoke-device", name],
      ["rollup", "--by", name, "--from", "2022-01", "--to", "2022-02"],
      ["reports", "closings", "--month", name],
    ] {
      let result = try Program.headquarters.run(all: arguments + ["--database", "sqlite:\(chain.database)"])
      #expect(result.status >= 0 && result.status != 70, "\(arguments): \(result.status) \(result.stderr)")
      let shown = (result.stdout + result.stderr).unicodeScalars
      #expect(!shown.contains { $0 == "\u{1B}" || $0 == "\u{202E}" }, "\(arguments)")
    }
    let listed = try chain.headquarters("stores", "list", "--format", "json")
    #expect(listed.status == 0)
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }
}
