import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// Makes a bundle in one transaction: what is in it is what the ledger says at its data version.
struct BundleMaking {
  private let database: LedgerConnection
  private let access: Access
  private let book: StandardBook
  private let now: Timestamp
  private var head: LedgerHeadRow

  init(_ database: LedgerConnection, access: Access, seeds: StandardBook, now: Timestamp) throws {
    self.database = database
    self.access = access
    self.now = now
    book = try StandardRow.book(database, seeds: seeds)
    head = try LedgerHeadRow.read(database)
  }

  mutating func make(
    for inspector: AccountName, stores: [StoreCode]?, keyring: Keyring
  ) throws -> BundleOutcome {
    let today = now.dayInChina
    guard let theirs = try AccountRow.account(database, name: inspector)?.access(on: today), theirs.may(.inspect) else {
      return .noInspector(inspector)
    }
    let tasks = try TaskRow.open(database, of: nil, within: access.scope, on: today)
    let byStore = Dictionary(tasks.map { ($0.store, $0) }) { first, _ in first }
    let wanted = stores ?? tasks.filter { $0.inspector == inspector }.map(\.store)
    var visits: [InspectionBundle.Visit] = []
    var unknown: [StoreCode] = []
    for code in wanted {
      guard let store = try RegisterRow.store(database, code: code, within: access.scope, on: today),
        theirs.scope.contains(store, on: today)
      else {
        unknown.append(code)
        continue
      }
      visits.append(try visit(store, task: byStore[code], today: today))
    }
    if stores != nil, !unknown.isEmpty { return .unknownStores(unknown) }
    guard !visits.isEmpty else { return .nothingToInspect }
    let key = Curve25519.Signing.PrivateKey()
    let bundle = InspectionBundle(
      id: OperationID(at: now), inspector: inspector.description, madeAt: now, dataVersion: head.position,
      standards: StandardBook(
        book.versions.filter { $0.version == book.inForce(on: today)?.version || $0.validFrom > today }),
      visits: visits, answerKey: key)
    guard let signing = keyring.signingKey else { throw CentralLedgerError.keysUnavailable(path: "") }
    let text = try bundle.signed(with: signing)
    try record(bundle, text, key: key.publicKey)
    return .made(text, bundle)
  }

  private func visit(_ store: Store, task: InspectionTask?, today: CalendarDay) throws -> InspectionBundle.Visit {
    let state = try ProgrammeRow.history(database, of: store.code).state(on: today)
    return InspectionBundle.Visit(
      store: store.code, name: store.names.value(on: today) ?? store.names.latest ?? store.code.description,
      region: store.regions.value(on: today), stage: state.stage,
      tier: state.tier ?? store.tiers.value(on: today) ?? .convenience,
      purpose: task?.purpose ?? Self.purpose(in: state), due: task?.due,
      toPutRight: state.rectification?.items ?? [], papersOwed: state.promise?.promise.papers ?? [])
  }

  /// Why a store in that state would be inspected, where nobody said so.
  private static func purpose(in state: ProgrammeState) -> InspectionPurpose {
    switch state.stage {
    case .rectifying, .awaitingReinspection: .reinspection
    case .certified, .suspended: state.rectification == nil ? .spotCheck : .reinspection
    case .expired: .renewal
    default: .acceptance
    }
  }

  private mutating func record(
    _ bundle: InspectionBundle, _ text: SignedText, key: Curve25519.Signing.PublicKey
  ) throws {
    head.position += 1
    let values: [SQLValue] = [
      .text(bundle.id.description), .int(head.position), .text(bundle.inspector), .int(now.milliseconds),
      .text(key.rawRepresentation.base64EncodedString()), .text(text.digest),
      .text(bundle.visits.map(\.store.description).joined(separator: ",")),
    ]
    try database.run("INSERT INTO inspection_bundle VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    var content = CanonicalContent()
    content.add(row: values)
    try head.audit(
      database, at: now, actor: access.actor, .bundleMade, subject: "\(bundle.inspector) \(bundle.visits.count)",
      positions: head.position...head.position, content: content)
    try head.write(database)
  }
}
