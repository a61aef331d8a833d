import Crypto
import Foundation
import Gzip
import ReportSync
import SnackChain
import Synchronization
import SyncProtocol

/// A pretended HQ of one store that speaks the real messages, checks the real signatures and holds its rows in memory.
/// What goes wrong is handed in as a list of faults, taken one a request.
final class FakeHeadquarters: SyncTransport {
  enum Fault {
    /// All is well.
    case none
    /// The request does not arrive.
    case lostRequest
    /// HQ does its work, and the answer is lost.
    case lostAnswer
    /// This answer instead, and no work done.
    case answer(WireResponse)
    /// Receipts are signed with a key that is not HQ's.
    case forgedReceipts
    /// The answer is another than its digest says.
    case wrongDigest
    /// Figures of changes are others than their receipts say.
    case changedFigures
    /// Nothing but this outcome for every operation.
    case verdict(OperationOutcome.Verdict)
  }

  struct State {
    var faults: [Fault] = []
    var now: Timestamp
    var keys: [Curve25519.Signing.PrivateKey]
    var devices: [String: Curve25519.Signing.PublicKey] = [:]
    var invites: [String: String] = [:]
    var feed: [HeadChange] = []
    var nonces: Set<String> = []
    var batches: [Int] = []
    var requests = 0
    var pageLimit = 1000
    var operationLimit = 500
    var isRevoked = false
    var falseTotals = false
    /// An HQ of an earlier version tells nothing of its audit chain, and does not look at what it is told of it.
    var knowsChain = true
  }

  let store: StoreCode
  /// What HQ says of the store.
  static func profile(of store: StoreCode) -> StoreProfile? {
    RegionCode("330683").map {
      StoreProfile(store: store, name: "老王小笼包", region: $0, opened: nil, closed: nil, standing: .certified)
    }
  }

  private let state: Mutex<State>

  init(store: StoreCode, now: Timestamp) {
    self.store = store
    state = Mutex(State(now: now, keys: [Curve25519.Signing.PrivateKey()]))
  }

  func with<Value>(_ body: (inout State) -> Value) -> Value { state.withLock { body(&$0) } }

  /// Heads by month, as HQ holds them.
  var heads: [YearMonth: ReportOperation] {
    with { Dictionary($0.feed.map { ($0.operation.report.month, $0.operation) }, uniquingKeysWith: { $1 }) }
  }

  /// HQ adds a figure from a file.
  func importReport(_ report: MonthlyReport) {
    with { state in
      let operation = ReportOperation(
        id: OperationID(at: state.now), report: report, recordedAt: state.now, source: .imported)
      let revision = state.feed.filter { $0.operation.report.month == report.month }.count + 1
      state.feed.append(
        HeadChange(operation: operation, revision: revision, feedPosition: state.nextPosition, receipt: nil))
    }
  }

  /// HQ takes a figure from another device of the store.
  func takeFromOther(_ report: MonthlyReport) throws {
    try state.withLock { state in
      let operation = ReportOperation(id: OperationID(at: state.now), report: report, recordedAt: state.now)
      _ = try state.outcome(of: operation, forged: false)
    }
  }

  func send(_ request: WireRequest) async throws(TransportProblem) -> WireResponse {
    let answer: Result<WireResponse, TransportProblem> = with { state in
      state.requests += 1
      let fault = state.faults.isEmpty ? .none : state.faults.removeFirst()
      switch fault {
      case .lostRequest: return .failure(.unreachable("test"))
      case .answer(let response): return .success(response)
      default: break
      }
      do {
        var response = try state.answer(request, store: store, fault: fault)
        if case .wrongDigest = fault { response.contentDigest = RequestSignature.contentDigest(of: Data()) }
        if case .lostAnswer = fault { return .failure(.cutOff("test")) }
        return .success(response)
      } catch let problem as ProblemDocument {
        let body = (try? JSONEncoder().encode(problem)) ?? Data()
        return .success(WireResponse(status: problem.status, body: [UInt8](body)))
      } catch {
        return .failure(.local("\(error)"))
      }
    }
    return try answer.get().checked(limit: TransferLimits().bodyBytes)
  }
}

extension ProblemDocument: Error {}

extension FakeHeadquarters.State {
  var nextPosition: Int64 { (feed.last?.feedPosition ?? 0) + 1 }

  /// One entry a change, named by it.
  private func link(at number: Int) -> AuditLink? {
    guard (0...feed.count).contains(number) else { return nil }
    let digest = number == 0 ? "" : feed[number - 1].operation.id.description
    return AuditLink(number: Int64(number), digest: digest)
  }

  mutating func answer(
    _ request: WireRequest, store: StoreCode, fault: FakeHeadquarters.Fault
  ) throws -> WireResponse {
    let headers = Dictionary(request.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let digest = RequestSignature.contentDigest(of: Data(request.body))
    guard headers["Content-Digest"] == digest, headers["Content-Encoding"] == "gzip" else {
      throw ProblemDocument(code: ProblemCode.malformed, title: "digest", status: 400)
    }
    let signature = try RequestSignature.parse(
      signatureInput: headers["Signature-Input"] ?? "", signature: headers["Signature"] ?? "")
    if abs(signature.created - now.milliseconds / 1000) > RequestSignature.window {
      throw ProblemDocument(code: ProblemCode.clockSkew, title: "clock", status: 401, serverTime: now)
    }
    guard nonces.insert(signature.nonce).inserted else {
      throw ProblemDocument(code: ProblemCode.replayed, title: "replayed", status: 401)
    }
    let body = Data(try Gzip.decompress(request.body, limit: 1 << 24))
    if request.path == Joining.path {
      let join = try JSONDecoder().decode(JoinRequest.self, from: body)
      return try ok(try joined(join, signature: signature, digest: digest, store: store))
    }
    guard let key = devices[signature.keyID], !isRevoked else {
      throw ProblemDocument(code: ProblemCode.deviceRevoked, title: "revoked", status: 401)
    }
    guard signature.isValid(method: "POST", path: request.path, contentDigest: digest, key: key) else {
      throw ProblemDocument(code: ProblemCode.signatureInvalid, title: "signature", status: 401)
    }
    let message = try JSONDecoder().decode(SyncRequest.self, from: body)
    guard message.operations.count <= operationLimit else {
      throw ProblemDocument(code: ProblemCode.tooLarge, title: "large", status: 413)
    }
    batches.append(message.operations.count)
    return try ok(try synced(message, fault: fault, store: store))
  }

  private func ok(_ message: some Encodable) throws -> WireResponse {
    WireResponse(status: 200, body: [UInt8](try JSONEncoder().encode(message)))
  }

  private mutating func joined(
    _ join: JoinRequest, signature: RequestSignature, digest: String, store: StoreCode
  ) throws -> JoinResponse {
    guard let bytes = Data(base64Encoded: join.publicKey), signature.keyID == join.publicKey,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
      signature.isValid(method: "POST", path: Joining.path, contentDigest: digest, key: key)
    else { throw ProblemDocument(code: ProblemCode.signatureInvalid, title: "signature", status: 401) }
    guard let user = invites[join.code], user.isEmpty || user == join.publicKey else {
      throw ProblemDocument(code: ProblemCode.inviteInvalid, title: "invite", status: 403)
    }
    invites[join.code] = join.publicKey
    let device = "device-" + String(join.publicKey.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) })
    devices[device] = key
    return JoinResponse(
      device: device, profile: try profile(of: store), receiptKeys: keys.reversed().map { ReceiptKey($0.publicKey) },
      serverTime: now)
  }

  private func profile(of store: StoreCode) throws -> StoreProfile {
    guard let profile = FakeHeadquarters.profile(of: store) else { throw CancellationError() }
    return profile
  }

  private mutating func synced(
    _ message: SyncRequest, fault: FakeHeadquarters.Fault, store: StoreCode
  ) throws -> SyncResponse {
    let isRewound = knowsChain && message.chainLink.map { link(at: Int($0.number)) != $0 } ?? false
    let outcomes = try message.operations.map { operation -> OperationOutcome in
      if isRewound { return OperationOutcome(id: operation.id, verdict: .later) }
      if case .verdict(let verdict) = fault {
        return OperationOutcome(id: operation.id, verdict: verdict, problem: RowProblem(code: "test"))
      }
      return try outcome(of: operation, forged: { if case .forgedReceipts = fault { true } else { false } }())
    }
    let later = feed.filter { $0.feedPosition > message.cursor }
    var page = Array(later.prefix(pageLimit))
    if case .changedFigures = fault {
      for place in page.indices { page[place].operation.report.openDays = 1 }
    }
    let heads = Dictionary(feed.map { ($0.operation.report.month, $0.operation) }, uniquingKeysWith: { $1 })
    let totals = Dictionary(grouping: heads.values, by: \.report.month.year).map { year, operations in
      YearTotal(
        year: year, count: operations.count,
        fen: operations.reduce(0) { $0 + $1.report.turnover.fen } + (falseTotals ? 1 : 0))
    }
    let successions = try zip(keys, keys.dropFirst()).map {
      try KeySuccession(from: $0, to: $1.publicKey, at: now)
    }
    return SyncResponse(
      outcomes: outcomes, changes: page, cursor: page.last?.feedPosition ?? min(message.cursor, nextPosition - 1),
      more: page.count < later.count, totals: totals.sorted { $0.year < $1.year },
      receiptKeys: keys.reversed().map { ReceiptKey($0.publicKey) }, keySuccessions: successions, serverTime: now,
      profile: try profile(of: store), chainLink: knowsChain ? link(at: feed.count) : nil,
      rewound: isRewound ? true : nil)
  }

  fileprivate mutating func outcome(of operation: ReportOperation, forged: Bool) throws -> OperationOutcome {
    if let known = feed.first(where: { $0.operation.id == operation.id }) {
      return OperationOutcome(id: operation.id, verdict: .repeated, receipt: known.receipt)
    }
    let month = operation.report.month
    let head = feed.last { $0.operation.report.month == month }
    guard head?.operation.id == operation.predecessor else {
      guard let head else {
        return OperationOutcome(
          id: operation.id, verdict: .refused, problem: RowProblem(code: RowProblem.Code.unknownPredecessor))
      }
      return OperationOutcome(id: operation.id, verdict: .conflict, head: head)
    }
    let position = nextPosition
    guard let key = forged ? Curve25519.Signing.PrivateKey() : keys.last else { throw CancellationError() }
    let receipt = try Receipt(
      operation: operation, revision: (head?.revision ?? 0) + 1, feedPosition: position, receivedAt: now,
      auditHead: "00", keyID: ReceiptKey.identifier(of: key.publicKey)
    ).signed(with: key)
    feed.append(
      HeadChange(operation: operation, revision: receipt.revision, feedPosition: position, receipt: receipt))
    return OperationOutcome(id: operation.id, verdict: .accepted, receipt: receipt)
  }
}
