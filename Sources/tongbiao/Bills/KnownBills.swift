import BillImport
import Foundation
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// The files whose figures stand in a draft. They are read again with the next ones, so that it makes no difference
/// whether an owner gives all files at once or one after the other: an order counts once.
struct KnownBills {
  /// Months by path.
  private let months: [String: [YearMonth]]
  private let open: Set<YearMonth>
  /// Names of files that were in a draft and are not there any more.
  private(set) var gone: [String] = []
  private var settled: [String] = []

  init(in ledger: StoreLedger) throws {
    months = try ledger.remembered(.file).mapValues { content in
      content.split(separator: " ").compactMap { YearMonth(String($0)) }
    }
    var open: Set<YearMonth> = []
    for month in Set(months.values.joined()) {
      if try ledger.draft(of: month)?.bills != nil { open.insert(month) }
    }
    self.open = open
  }

  /// The files of earlier runs that count for a draft still open.
  mutating func takeEarlier(besides files: [String]) -> [String] {
    let given = Set(files.map(Self.absolute))
    var earlier: [String] = []
    for (path, months) in months.sorted(by: { $0.key < $1.key }) where !given.contains(path) {
      if !months.contains(where: open.contains) {
        settled.append(path)
      } else if FileManager.default.isReadableFile(atPath: path) {
        earlier.append(path)
      } else {
        gone.append(path)
        settled.append(path)
      }
    }
    return earlier
  }

  /// Remembers the files that are in a draft now, and forgets those that are in none.
  func remember(_ preview: BillPreview, files: [String], drafts: [YearMonth], in ledger: StoreLedger) throws {
    try ledger.forget(.file, settled)
    guard !drafts.isEmpty else { return }
    let refused = Set(preview.refused.map(\.name))
    let content = drafts.map(\.description).joined(separator: " ")
    let read = files.filter { !refused.contains(BillFile(path: $0).name) }.map(Self.absolute)
    try ledger.remember(.file, Dictionary(read.map { ($0, content) }, uniquingKeysWith: { $1 }), now: .now)
  }

  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
  }
}

/// The accounts that earlier bills named, by kind of bill.
enum KnownAccounts {
  static func holders(in ledger: StoreLedger) throws -> [BillSource: Set<String>] {
    var holders: [BillSource: Set<String>] = [:]
    for name in try ledger.remembered(.account).keys {
      let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, let source = BillSource(rawValue: parts[0]) else { continue }
      holders[source, default: []].insert(parts[1])
    }
    return holders
  }

  /// Remembers the accounts of files from which something was counted.
  static func remember(_ preview: BillPreview, in ledger: StoreLedger) throws {
    let known = try ledger.remembered(.account)
    var names: [String: String] = [:]
    for file in preview.files where file.counted > 0 {
      let sources = Set(file.sources).subtracting([.alipayMerchantSummary])
      guard sources.count == 1, let source = sources.first else { continue }
      for holder in file.holders where !holder.isEmpty { names["\(source.rawValue) \(holder)"] = "" }
    }
    try ledger.remember(.account, names.filter { known[$0.key] == nil }, now: .now)
  }
}

/// How the files of the store's tills are read, as the user said once.
enum KnownTills {
  static func templates(in ledger: StoreLedger) throws -> [TillTemplate] {
    try ledger.remembered(.till).sorted { $0.key < $1.key }.compactMap { _, content in
      try? JSONDecoder().decode(TillTemplate.self, from: Data(content.utf8))
    }
  }

  static func remember(_ template: TillTemplate, in ledger: StoreLedger) throws {
    let content = String(decoding: try JSONEncoder().encode(template), as: UTF8.self)
    try ledger.remember(.till, [template.name: content], now: .now)
  }
}
