import Foundation
import Testing

@Suite("Packages")
struct PackageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a command of the system; answers its output, errors included.
  private func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let folder = try TemporaryFolder()
    let out = try folder.emptyFile("out")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: out), as: UTF8.self))
  }

  @Test("the packages hold the program, manual pages in both languages and completions of three shells, all in order")
  func packages() throws {
    let folder = try TemporaryFolder()
    let dist = folder.path("dist")
    let script = Self.root.appending(path: ".ci/package").path(percentEncoded: false)
    let made = try run(script, [Program.folder.path(percentEncoded: false), dist, "tongbiao"])
    try #require(made.status == 0, "\(made.output)")
    let files = made.output.split(whereSeparator: \.isNewline).map(String.init)
    let archive = try #require(files.first { $0.hasSuffix(".tar.gz") })
    let package = try #require(files.first { $0.hasSuffix(".deb") })

    let fields = try run("dpkg-deb", ["--field", package, "Depends"]).output
    #expect(fields.contains("libc6") && fields.contains("libcurl4") && fields.contains("libsqlite3-0"))
    let unpacked = folder.path("deb")
    try #require(try run("dpkg-deb", ["--extract", package, unpacked]).status == 0)
    let share = unpacked + "/usr/share"
    for language in ["man/man1", "man/zh_CN/man1"] {
      let pages = try FileManager.default.contentsOfDirectory(atPath: share + "/" + language)
      #expect(pages.contains("tongbiao.1.gz") && pages.contains("tongbiao-report.1.gz"))
      #expect(pages.contains("tongbiao-bundle-write.1.gz") && pages.count > 20)
      for page in pages {
        let shown = try run("man", ["--warnings", "-E", "UTF-8", "-l", share + "/" + language + "/" + page])
        #expect(shown.status == 0 && !shown.output.contains("warning"), "\(page): \(shown.output.suffix(300))")
      }
    }
    for (shell, file) in [
      ("bash", "bash-completion/completions/tongbiao"), ("zsh", "zsh/vendor-completions/_tongbiao"),
      ("fish", "fish/vendor_completions.d/tongbiao.fish"),
    ] {
      let path = share + "/" + file
      #expect(try run(shell, ["-n", path]).status == 0, "\(shell)")
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains("statement"), "\(shell)")
    }

    try #require(try run("tar", ["-C", folder.path(""), "-xzf", archive]).status == 0)
    let portable = folder.path(URL(filePath: archive).lastPathComponent.replacing(".tar.gz", with: ""))
    let version = try run(portable + "/bin/tongbiao", ["--version"])
    #expect(version.status == 0 && version.output.hasPrefix("0."), "\(version.output)")
    let libraries = try run("ldd", [portable + "/bin/tongbiao"]).output
    #expect(libraries.contains(portable + "/lib/tongbiao/libcurl") || libraries.contains("lib/tongbiao/libcurl"))
  }
}
