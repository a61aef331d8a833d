/// The waiting list as headquarters published it: with the rules and the seed, so that anyone can draw it again.
public struct PublishedWaitingList: Hashable, Sendable, Codable {
  /// What kind of statement it is, and which version of its form.
  public static let kind = "tongbiao-waiting-1"

  /// The day that it is of.
  public let day: CalendarDay
  /// The data version that it was drawn from.
  public let dataVersion: Int64
  /// The rules and the seed.
  public let order: WaitingOrder
  /// The applications, first come first.
  public let applications: [WaitingApplication]

  /// Draws the list.
  public init(_ applications: [WaitingApplication], order: WaitingOrder, day: CalendarDay, dataVersion: Int64) {
    self.day = day
    self.dataVersion = dataVersion
    self.order = order
    self.applications = order.places(applications).map(\.application)
  }

  /// The place of a store, from 1, or `nil` where it did not wait then.
  public func place(of store: StoreCode) -> Int? {
    applications.firstIndex { $0.store == store }.map { $0 + 1 }
  }

  enum CodingKeys: String, CodingKey {
    case day, order, applications
    case dataVersion = "data_version"
  }
}
