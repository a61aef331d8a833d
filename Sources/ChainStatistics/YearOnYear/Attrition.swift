/// Whether the arms answered alike: where they did not, the stores compared may be other ones than they seem.
public struct Attrition: Hashable, Sendable, Encodable {
  /// The response of one arm.
  public struct Response: Hashable, Sendable, Encodable {
    /// Stores due.
    public let due: Int
    /// Those of them whose report is there.
    public let reported: Int
    /// Their share, or `nil` where none was due.
    public let rate: Double?

    init(_ growth: ArmGrowth) {
      due = growth.due
      reported = growth.due - (growth.leftOut.first { $0.reason == .missingNow }?.stores ?? 0)
      rate = due == 0 ? nil : Double(reported) / Double(due)
    }
  }

  /// A difference of response beyond which the comparison is in doubt.
  public static let doubtfulDifference = 0.02

  /// Stores that joined within the year compared.
  public let upgraded: Response
  /// Stores outside of the programme.
  public let others: Response
  /// How much more of the upgraded answered.
  public let difference: Double?
  /// Whether that is too much for the comparison to be taken as it is.
  public let isDoubtful: Bool

  /// Compares the arms of a comparison.
  public init(_ year: YearOnYear) {
    let (arm, rest) = (Response(year.upgraded), Response(year.others))
    upgraded = arm
    others = rest
    difference = arm.rate.flatMap { rate in rest.rate.map { rate - $0 } }
    isDoubtful = difference.map { $0.magnitude > Self.doubtfulDifference } ?? false
  }

  private enum CodingKeys: String, CodingKey {
    case upgraded, others, difference
    case isDoubtful = "doubtful"
  }
}
