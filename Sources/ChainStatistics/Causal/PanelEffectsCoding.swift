// JSON has no NaN: each of these writes a figure that is not finite as null, and reads null as NaN.

extension KeyedEncodingContainer {
  fileprivate mutating func encodeFinite(_ value: Double, forKey key: Key) throws {
    if value.isFinite { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }
}

extension KeyedDecodingContainer {
  fileprivate func decodeFinite(forKey key: Key) throws -> Double {
    try decodeIfPresent(Double.self, forKey: key) ?? .nan
  }
}

extension PanelEffects.GroupTime {
  enum CodingKeys: String, CodingKey { case cohort, time, att, se, treated, control }

  /// Reads a cell.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    cohort = try container.decode(PeriodLabel.self, forKey: .cohort)
    time = try container.decode(PeriodLabel.self, forKey: .time)
    att = try container.decodeFinite(forKey: .att)
    se = try container.decodeFinite(forKey: .se)
    treated = try container.decode(Int.self, forKey: .treated)
    control = try container.decode(Int.self, forKey: .control)
  }

  /// Writes a cell.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cohort, forKey: .cohort)
    try container.encode(time, forKey: .time)
    try container.encodeFinite(att, forKey: .att)
    try container.encodeFinite(se, forKey: .se)
    try container.encode(treated, forKey: .treated)
    try container.encode(control, forKey: .control)
  }
}

extension PanelEffects.Figure {
  enum CodingKeys: String, CodingKey { case att, se }

  /// Reads a figure.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    att = try container.decodeFinite(forKey: .att)
    se = try container.decodeFinite(forKey: .se)
  }

  /// Writes a figure.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeFinite(att, forKey: .att)
    try container.encodeFinite(se, forKey: .se)
  }
}

extension PanelEffects.Part {
  enum CodingKeys: String, CodingKey { case key, att, se }

  /// Reads a part.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode(PeriodLabel.self, forKey: .key)
    att = try container.decodeFinite(forKey: .att)
    se = try container.decodeFinite(forKey: .se)
  }

  /// Writes a part.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .key)
    try container.encodeFinite(att, forKey: .att)
    try container.encodeFinite(se, forKey: .se)
  }
}

extension PanelEffects.Aggregate {
  enum CodingKeys: String, CodingKey { case att, se, by }

  /// Reads an aggregate.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    att = try container.decodeFinite(forKey: .att)
    se = try container.decodeFinite(forKey: .se)
    by = try container.decode([PanelEffects.Part].self, forKey: .by)
  }

  /// Writes an aggregate.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeFinite(att, forKey: .att)
    try container.encodeFinite(se, forKey: .se)
    try container.encode(by, forKey: .by)
  }
}

extension PanelEffects.Pretrend {
  enum CodingKeys: String, CodingKey { case statistic, df, p, by }

  /// Reads a test.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    statistic = try container.decodeFinite(forKey: .statistic)
    df = try container.decode(Int.self, forKey: .df)
    p = try container.decodeFinite(forKey: .p)
    by = try container.decode(String.self, forKey: .by)
  }

  /// Writes a test.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeFinite(statistic, forKey: .statistic)
    try container.encode(df, forKey: .df)
    try container.encodeFinite(p, forKey: .p)
    try container.encode(by, forKey: .by)
  }
}
