extension Int64 {
  /// Adds, and stays at the edge where the sum does not fit: such a month is refused as impossible anyway.
  mutating func add(_ other: Int64) {
    let (sum, overflow) = addingReportingOverflow(other)
    self = overflow ? (other < 0 ? -.max : .max) : sum
  }
}
