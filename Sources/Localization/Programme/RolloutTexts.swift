import SnackChain

extension Message {
  /// Why a store should be visited.
  public static func visitReason(_ reason: VisitReason) -> Message {
    switch reason {
    case .inspectionDue(let purpose, let day):
      Message(
        zh: "自 \(day) 起等待\(inspectionPurpose(purpose).zh)",
        en: "waiting for \(inspectionPurpose(purpose).en) since \(day)")
    case .rectificationOverdue(let due, let days):
      Message(
        zh: "整改逾期 \(days) 天（期限 \(due)）", en: "rectification \(days) \(days == 1 ? "day" : "days") overdue (due \(due))")
    case .rectificationAnswered(let day):
      Message(zh: "\(day) 答复整改，待复检", en: "rectification answered on \(day), to be re-inspected")
    case .promiseBroken(let due):
      Message(zh: "承诺材料逾期未交（期限 \(due)）", en: "promised papers not handed in by \(due)")
    case .expiresSoon(let day, let days):
      Message(zh: "证书 \(days) 天后到期（\(day)）", en: "certificate ends in \(days) \(days == 1 ? "day" : "days") (\(day))")
    case .expired(let day):
      Message(zh: "证书已于 \(day) 到期", en: "certificate ended on \(day)")
    case .fallingBehind(let growth, let peers):
      Message(
        zh: "营业额同比 \(percent(growth))，同类店 \(percent(peers))",
        en: "turnover \(percent(growth)) year on year, peers \(percent(peers))")
    case .silent(let months):
      Message(zh: "\(months) 个月没有月报", en: "no report for \(months) \(months == 1 ? "month" : "months")")
    case .neverSpotChecked(let day):
      Message(zh: "\(day) 统标后从未抽查", en: "never spot-checked since certified on \(day)")
    case .spotCheckDue(let day):
      Message(zh: "上次检查是 \(day)", en: "last inspected on \(day)")
    case .moved(let day):
      Message(zh: "\(day) 迁址后未检查", en: "moved on \(day), not inspected since")
    case .transferred(let day):
      Message(zh: "\(day) 转让后未走访", en: "changed hands on \(day), not visited since")
    case .complaints(let count):
      Message(zh: "新投诉 \(count) 件", en: count == 1 ? "1 new complaint" : "\(count) new complaints")
    }
  }

  /// Why a store stands where it does in the waiting list.
  public static func waitingPlace(_ place: WaitingPlace) -> Message {
    let day = place.application.applied
    let priority = place.priority.map(priorityRule) ?? Message(zh: "无优先条件", en: "no priority")
    let order = Message(
      zh: "第 \(place.place) 位：\(priority.zh)；\(day) 申请", en: "place \(place.place): \(priority.en); applied on \(day)")
    guard place.tied > 1 else { return order }
    return order
      + Message(
        zh: "；同日同级 \(place.tied) 家，按公布的种子抽签（\(place.draw)）",
        en: "; one of \(place.tied) alike, drawn by the published seed (\(place.draw))")
  }

  /// The name of a reason to come before others.
  public static func priorityRule(_ rule: PriorityRule) -> Message {
    switch rule {
    case .tier(let tier):
      Message(zh: "\(Message.tier(tier).zh)优先", en: "priority of \(Message.tier(tier).en)")
    case .region(let region):
      Message(zh: "\(region) 地区优先", en: "priority of region \(region)")
    case .tierInRegion(let tier, let region):
      Message(
        zh: "\(region) 地区\(Message.tier(tier).zh)优先", en: "priority of \(Message.tier(tier).en) in region \(region)")
    }
  }

  /// The names of the six counts of the programme, in the order in which they are shown.
  public static var programmeCountNames: [Message] {
    [
      Message(zh: "估计门店", en: "estimated stores"), Message(zh: "登记门店", en: "registered"),
      Message(zh: "累计申请", en: "ever applied"), Message(zh: "累计统标", en: "ever certified"),
      Message(zh: "当前有效", en: "valid now"), Message(zh: "本月已报", en: "reporting this month"),
    ]
  }

  /// Basis points as per cent with one decimal and a sign.
  private static func percent(_ basisPoints: Int) -> String {
    let tenths = basisPoints.magnitude / 10
    return (basisPoints < 0 ? "-" : "+") + "\(tenths / 10).\(tenths % 10)%"
  }
}
