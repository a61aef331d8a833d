import ArgumentParser
import BillImport
import CommandLineDoor
import Localization
import SnackChain
import StoreLedger

/// `tongbiao till`: how the files of the store's tills are read.
struct TillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "till", .ownerTill, examples: ["till map 收银.xlsx", "till list", "till forget 收银机"],
    subcommands: [MapTill.self, ListTills.self, ForgetTill.self], defaultSubcommand: ListTills.self)
}

/// `tongbiao till map FILE`
struct MapTill: ParsableCommand {
  static let configuration = CommandConfiguration(
    "map", .ownerTillMap,
    examples: [
      "till map 收银.xlsx", "till map 收银.csv --time 销售时间 --amount 实收 --order 小票号 --kind 类型 --refunds 退货",
    ])

  @Argument(help: ArgumentHelp(Message.ownerOptionTillFile)) var file: String
  @Option(help: ArgumentHelp(Message.ownerOptionTillName)) var name: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillTime)) var time: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillAmount)) var amount: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillOrder)) var order: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillKind)) var kind: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillSales)) var sales: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillRefunds)) var refunds: String?
  @Option(help: ArgumentHelp(Message.ownerOptionTillIgnored)) var ignored: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    let columns = try Self.columns(of: file)
    guard let template = try template(columns: columns, on: door) else { return door.say(.ownerFormLeft) }
    var importing = ImportOptions()
    importing.templates = [template]
    let preview = BillImport.preview([BillFile(path: file)], options: importing)
    if let problem = preview.refused.first?.problem {
      throw DoorFailure(
        "till_unreadable", .ownerBillRefused(BillFile(path: file).name, problem.words), status: .dataError)
    }
    guard preview.files.contains(where: { $0.counted > 0 }) else {
      throw DoorFailure(
        "till_reads_nothing", .ownerTillReadsNothing(time: template.time, amount: template.amount), status: .dataError)
    }
    try KnownTills.remember(template, in: ledger)
    for file in preview.files { door.say(BillTelling.words(for: file)) }
    try door.write(BillListing.months(of: preview))
    BillTelling.tell(preview, on: door)
    door.say(.ownerTillKept(template.name, file: file))
  }

  /// The columns of a file that no bill known to us has.
  private static func columns(of file: String) throws -> [String] {
    let bill = BillFile(path: file)
    let preview = BillImport.preview([bill])
    guard let problem = preview.refused.first?.problem else {
      let kinds = preview.files.flatMap(\.sources).map(\.rawValue)
      throw DoorFailure("known_bill", .ownerTillKnown(bill.name, kinds: kinds), status: .dataError)
    }
    switch problem {
    case .unknownFormat(let columns) where !columns.isEmpty: return columns
    default: throw DoorFailure("till_unreadable", .ownerBillRefused(bill.name, problem.words), status: .dataError)
    }
  }

  private func template(columns: [String], on door: Door) throws -> TillTemplate? {
    let isAsked = time == nil || amount == nil
    guard !isAsked || door.isInteractive else {
      throw DoorFailure("incomplete", .ownerTillIncomplete(columns), advice: .ownerTillIncompleteAdvice, status: .usage)
    }
    for named in [time, amount, order, kind].compactMap(\.self) where !columns.contains(named) {
      throw DoorFailure("no_such_column", .ownerTillNoColumn(named, columns), status: .usage)
    }
    let title = name ?? Self.title
    guard isAsked else {
      return TillTemplate(
        name: title, time: time ?? "", amount: amount ?? "", order: order, kind: kind, saleKinds: Self.list(sales),
        refundKinds: Self.list(refunds), ignoredKinds: Self.list(ignored))
    }
    let question = ColumnQuestion(columns: columns, door: door)
    door.say(.ownerTillColumns(columns))
    guard let time = try time ?? question.ask(.ownerTillAskTime, like: ["时间", "日期", "time", "date"], isNeeded: true),
      let amount = try amount
        ?? question.ask(
          .ownerTillAskAmount, like: ["实收", "实付", "应收", "金额", "合计", "amount", "total"], isNeeded: true)
    else { return nil }
    let order =
      try order
      ?? question.ask(.ownerTillAskOrder, like: ["单号", "流水号", "小票", "编号", "order", "number"], isNeeded: false)
    let kind = try kind ?? question.ask(.ownerTillAskKind, like: ["类型", "状态", "type", "status"], isNeeded: false)
    var refundWords = refunds
    var ignoredWords = ignored
    if kind != nil {
      refundWords = refundWords ?? door.ask(.ownerTillAskRefunds)
      ignoredWords = ignoredWords ?? door.ask(.ownerTillAskIgnored)
    }
    return TillTemplate(
      name: title, time: time, amount: amount, order: order, kind: kind, saleKinds: Self.list(sales),
      refundKinds: Self.list(refundWords), ignoredKinds: Self.list(ignoredWords))
  }

  private static let title = "till"

  /// Words between commas, half or full width.
  private static func list(_ text: String?) -> [String] {
    (text ?? "").split { ",，、;；".contains($0) }.compactMap { TypedFigures.note(String($0)) }
  }
}

/// Asks which of a file's columns holds something.
struct ColumnQuestion {
  let columns: [String]
  let door: Door

  /// - Returns: the column; `nil` where there is none, or at the end of input where one is needed.
  func ask(_ question: Message, like hints: [String], isNeeded: Bool) throws -> String? {
    let guessed = hints.lazy.compactMap { hint in
      columns.first { HalfWidth.folding($0).lowercased().contains(hint) }
    }.first
    let number = guessed.flatMap { columns.firstIndex(of: $0) }.map { "\($0 + 1)" } ?? (isNeeded ? nil : "0")
    while let typed = door.ask(question + .ownerPrompt(number)) {
      let answer = HalfWidth.folding(typed).filter { !$0.isWhitespace }
      if answer.isEmpty, guessed != nil { return guessed }
      if answer == "0" || answer.isEmpty, !isNeeded { return nil }
      if let place = Int(answer), columns.indices.contains(place - 1) { return columns[place - 1] }
      if let named = columns.first(where: { $0 == typed || HalfWidth.folding($0) == answer }) { return named }
      if answer == "q" { return nil }
      door.say(.ownerAnswerUnreadable(typed))
    }
    return nil
  }
}

/// `tongbiao till list`
struct ListTills: ParsableCommand {
  static let configuration = CommandConfiguration("list", .ownerTillList, examples: ["till list"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let templates = try KnownTills.templates(in: try store.openLedger())
    if templates.isEmpty, door.format == .table { return door.write(.ownerTillNone) }
    try door.write(
      Listing(
        columns: [
          .init("name", .ownerColumnTill), .init("time", .ownerColumnTillTime),
          .init("amount", .ownerColumnTillAmount), .init("order", .ownerColumnTillOrder),
          .init("kind", .ownerColumnTillKind), .init("refunds", .ownerColumnRefunds),
        ],
        rows: templates.map { template in
          [
            .text(template.name), .text(template.time), .text(template.amount), .optional(template.order),
            .optional(template.kind), .text(template.refundKinds.joined(separator: " ")),
          ]
        }))
  }
}

/// `tongbiao till forget NAME`
struct ForgetTill: ParsableCommand {
  static let configuration = CommandConfiguration("forget", .ownerTillForget, examples: ["till forget 收银机"])

  @Argument(help: ArgumentHelp(Message.ownerOptionTillName)) var name: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let ledger = try store.openLedger()
    guard try ledger.remembered(.till)[name] != nil else {
      throw DoorFailure("no_such_till", .ownerTillNoSuch(name), status: .usage)
    }
    try ledger.forget(.till, [name])
    Door(options).say(.ownerTillForgotten(name))
  }
}
