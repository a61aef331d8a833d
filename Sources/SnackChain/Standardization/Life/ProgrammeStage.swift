/// Where a store is on its way through the programme.
public enum ProgrammeStage: String, Hashable, Sendable, CaseIterable, Codable {
  /// Never applied, or an application that was not accepted.
  case outside
  /// 申请
  case applied
  /// 受理
  case accepted
  /// 资料审核: the documents were reviewed and found in order, or promised.
  case documentsReviewed = "documents_reviewed"
  /// 改造
  case refitting
  /// 待验收
  case awaitingAcceptance = "awaiting_acceptance"
  /// 整改: an inspection failed, and what failed has to be put right.
  case rectifying
  /// 待复检: the owner answered, and another inspection is due.
  case awaitingReinspection = "awaiting_reinspection"
  /// 验收合格: an inspection was passed, the certificate is not yet granted.
  case passed
  /// 已统标
  case certified
  /// 暂停
  case suspended
  /// 到期
  case expired
  /// 撤销
  case revoked
  /// 退出
  case withdrawn

  /// What the stage means for the counts.
  public var standing: Standing {
    switch self {
    case .outside: .outside
    case .applied, .accepted, .documentsReviewed, .refitting, .awaitingAcceptance, .rectifying,
      .awaitingReinspection, .passed:
      .applied
    case .certified: .certified
    case .suspended: .suspended
    case .expired: .expired
    case .revoked: .revoked
    case .withdrawn: .withdrawn
    }
  }
}

/// The kinds of steps by which a store changes its stage.
public enum StepKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// 申请
  case apply
  /// 受理, if need be against a dated promise
  case accept
  /// 不予受理
  case decline
  /// 资料审核
  case reviewDocuments = "review_documents"
  /// 改造开始
  case beginRefit = "begin_refit"
  /// 改造完成
  case finishRefit = "finish_refit"
  /// 检查合格
  case passInspection = "pass_inspection"
  /// 检查不合格
  case failInspection = "fail_inspection"
  /// 裁定为合格: of two inspections the one that was passed counts
  case decidePass = "decide_pass"
  /// 裁定为不合格: of two inspections the one that failed counts
  case decideFail = "decide_fail"
  /// 整改答复
  case answerRectification = "answer_rectification"
  /// 授牌
  case certify
  /// Carried over from the register kept on paper, certified before records began here
  case carryOver = "carry_over"
  /// 承诺兑现
  case keepPromise = "keep_promise"
  /// 暂停
  case suspend
  /// 恢复
  case reinstate
  /// 续期
  case renew
  /// 转让
  case transfer
  /// 迁址
  case move
  /// 撤销
  case revoke
  /// 退出
  case withdraw
  /// The term ended: happens by itself.
  case termEnd = "term_end"
  /// The day of a promise went by: happens by itself.
  case promiseBreach = "promise_breach"

  /// Whether time alone takes the step, so that nobody records it.
  public var isAutomatic: Bool { self == .termEnd || self == .promiseBreach }
}
