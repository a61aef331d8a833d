/// The days on which an owner is reminded of a month: few enough not to nag.
public enum ReminderDays {
  /// Days before the deadline on which a reminder comes; the last is the day itself.
  public static let before = [7, 3, 1, 0]
  /// After the deadline a reminder comes every so many days.
  public static let weekly = 7
  /// After so many days nobody is reminded any more: HQ calls.
  public static let patience = 28

  /// Whether `day` is one of them for a month that is due until `deadline`.
  public static func isOne(_ day: CalendarDay, before deadline: CalendarDay) -> Bool {
    let left = Int(deadline.number) - Int(day.number)
    if left >= 0 { return before.contains(left) }
    return -left <= patience && -left % weekly == 0
  }
}
