/// Papers that a file was accepted without, and the day by which the owner promised them (容缺+承诺制).
public struct PaperPromise: Hashable, Sendable, Codable {
  /// What is missing.
  public let papers: [String]
  /// The last day on which it can be handed in.
  public let due: CalendarDay

  /// Makes a promise.
  public init(papers: [String], due: CalendarDay) {
    self.papers = papers
    self.due = due
  }
}

/// A step with all that it needs to be read again years later, whatever the standard says by then.
public enum ProgrammeStep: Hashable, Sendable, Codable {
  /// 申请 for a tier.
  case apply(tier: Tier)
  /// 受理; with missing papers against a promise.
  case accept(promise: PaperPromise?)
  /// 不予受理
  case decline(reason: String)
  /// 资料审核 done.
  case reviewDocuments
  /// 改造 began.
  case beginRefit
  /// 改造 is finished: the store awaits acceptance.
  case finishRefit
  /// 验收, 复检 or 抽查 with its outcome.
  case inspect(InspectionOutcome)
  /// 裁定: of two inspections that contradict each other this one counts, from the day of the decision on.
  case decide(InspectionOutcome)
  /// The owner's answer to what had to be put right.
  case answerRectification(evidence: [EvidenceDigest])
  /// 授牌; `until` is the first day without the certificate.
  case certify(until: CalendarDay)
  /// Carried over from the paper register; `until` is `nil` where it names no end.
  case carryOver(tier: Tier?, until: CalendarDay?)
  /// The promised papers were handed in.
  case keepPromise
  /// 暂停
  case suspend(reason: String)
  /// 恢复
  case reinstate
  /// 续期; `until` is the first day without the certificate.
  case renew(until: CalendarDay)
  /// 转让 to an owner.
  case transfer(owner: String)
  /// 迁址 to premises in a region.
  case move(region: RegionCode)
  /// 撤销
  case revoke(reason: String)
  /// 退出
  case withdraw(reason: String)

  /// What kind of step it is.
  public var kind: StepKind {
    switch self {
    case .apply: .apply
    case .accept: .accept
    case .decline: .decline
    case .reviewDocuments: .reviewDocuments
    case .beginRefit: .beginRefit
    case .finishRefit: .finishRefit
    case .inspect(let outcome): outcome.judgement.isAcceptable ? .passInspection : .failInspection
    case .decide(let outcome): outcome.judgement.isAcceptable ? .decidePass : .decideFail
    case .answerRectification: .answerRectification
    case .certify: .certify
    case .carryOver: .carryOver
    case .keepPromise: .keepPromise
    case .suspend: .suspend
    case .reinstate: .reinstate
    case .renew: .renew
    case .transfer: .transfer
    case .move: .move
    case .revoke: .revoke
    case .withdraw: .withdraw
    }
  }

  /// Whether it says what an inspection came to.
  public var restsOnInspection: Bool {
    switch self {
    case .inspect, .decide: true
    default: false
    }
  }

  /// The photographs and papers that it names.
  public var evidence: [EvidenceDigest] {
    if case .answerRectification(let evidence) = self { evidence } else { [] }
  }
}

/// Something that happened to a store in the programme. Appended, never changed or deleted.
public struct ProgrammeEvent: Hashable, Sendable, Codable {
  /// Made once, so that what is sent twice is recorded once.
  public let id: OperationID
  /// The store.
  public let store: StoreCode
  /// What happened.
  public let step: ProgrammeStep
  /// The day on which it took effect.
  public let effective: CalendarDay
  /// The data version at which HQ recorded it.
  public let recordedAt: Int64
  /// Who recorded it.
  public let recordedBy: String

  /// Makes an event.
  public init(
    id: OperationID, store: StoreCode, step: ProgrammeStep, effective: CalendarDay, recordedAt: Int64,
    recordedBy: String
  ) {
    self.id = id
    self.store = store
    self.step = step
    self.effective = effective
    self.recordedAt = recordedAt
    self.recordedBy = recordedBy
  }
}
