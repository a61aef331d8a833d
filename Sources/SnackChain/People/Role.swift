/// What somebody is in the programme.
public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
  /// 协会: the trade association's headquarters.
  case association
  /// 联络站: a regional liaison station.
  case station
  /// 督导: who visits and inspects stores.
  case inspector
  /// 查看: who only looks.
  case viewer
}

/// Something that not everybody may do.
public enum Deed: Hashable, Sendable {
  /// Looking at stores, their way through the programme and their figures.
  case look
  /// Recording a step of a store's way.
  case takeStep(StepKind)
  /// Deciding who inspects which store, and handing out bundles.
  case planInspections
  /// Inspecting a store.
  case inspect
  /// Deciding between inspections that contradict each other.
  case decideInspections
  /// Inviting owners and revoking their devices.
  case manageDevices
  /// Importing and changing the register.
  case manageRegister
  /// Importing reports, closing and reopening months.
  case manageReports
  /// Putting a new version of the standard in force.
  case adoptStandard
  /// Publishing figures and evidence.
  case publish
  /// Adding and revoking accounts.
  case managePeople

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .look: "look"
    case .takeStep(let step): "take_step_" + step.rawValue
    case .planInspections: "plan_inspections"
    case .inspect: "inspect"
    case .decideInspections: "decide_inspections"
    case .manageDevices: "manage_devices"
    case .manageRegister: "manage_register"
    case .manageReports: "manage_reports"
    case .adoptStandard: "adopt_standard"
    case .publish: "publish"
    case .managePeople: "manage_people"
    }
  }
}

extension Role {
  /// What a station records for the stores of its regions: all up to the inspection, and what concerns the owner.
  private static let stepsOfStations: Set<StepKind> = [
    .apply, .accept, .decline, .reviewDocuments, .beginRefit, .finishRefit, .answerRectification, .keepPromise,
    .transfer, .move, .withdraw,
  ]

  /// Whether the role may do it, within the regions of the account. The one table of rights: doors and ledgers ask it.
  public func may(_ deed: Deed) -> Bool {
    switch self {
    case .association: true
    case .station:
      switch deed {
      case .look, .planInspections, .inspect, .manageDevices: true
      case .takeStep(let step): Self.stepsOfStations.contains(step)
      case .decideInspections, .manageRegister, .manageReports, .adoptStandard, .publish, .managePeople: false
      }
    case .inspector: deed == .look || deed == .inspect
    case .viewer: deed == .look
    }
  }
}
