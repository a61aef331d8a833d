import Crypto
import Foundation
import SnackChain

/// What an inspector takes along: the stores to visit, the standard to judge by, and a key that signs the answers.
public struct InspectionBundle: Hashable, Sendable, Codable {
  /// The format of the signed text.
  public static let format = "tongbiao-bundle/1"

  /// A store to visit, with what is good to know at its door.
  public struct Visit: Hashable, Sendable, Codable {
    /// The store.
    public let store: StoreCode
    /// The name on the sign.
    public let name: String
    /// Where it stands.
    public let region: RegionCode?
    /// The stage that it is in.
    public let stage: ProgrammeStage
    /// The tier that it is inspected for.
    public let tier: Tier
    /// Why it is inspected.
    public let purpose: InspectionPurpose
    /// By when, where somebody said so.
    public let due: CalendarDay?
    /// The items that failed last time and were not yet found put right.
    public let toPutRight: [String]
    /// Papers that are owed.
    public let papersOwed: [String]

    /// Makes a visit.
    public init(
      store: StoreCode, name: String, region: RegionCode?, stage: ProgrammeStage, tier: Tier,
      purpose: InspectionPurpose, due: CalendarDay?, toPutRight: [String], papersOwed: [String]
    ) {
      self.store = store
      self.name = name
      self.region = region
      self.stage = stage
      self.tier = tier
      self.purpose = purpose
      self.due = due
      self.toPutRight = toPutRight
      self.papersOwed = papersOwed
    }
  }

  /// The bundle's identity.
  public let id: OperationID
  /// Whose it is: an account's name.
  public let inspector: String
  /// When it was made, by HQ's clock.
  public let madeAt: Timestamp
  /// The data version that it was made from.
  public let dataVersion: Int64
  /// The versions of the standard that can be in force while it is out.
  public let standards: StandardBook
  /// The stores.
  public let visits: [Visit]
  /// The private key that signs the answers; base64. Whoever has the bundle can answer for its inspector.
  public let answerKey: String

  /// Makes a bundle.
  public init(
    id: OperationID, inspector: String, madeAt: Timestamp, dataVersion: Int64, standards: StandardBook,
    visits: [Visit], answerKey: Curve25519.Signing.PrivateKey
  ) {
    self.id = id
    self.inspector = inspector
    self.madeAt = madeAt
    self.dataVersion = dataVersion
    self.standards = standards
    self.visits = visits
    self.answerKey = answerKey.rawRepresentation.base64EncodedString()
  }

  /// The key that signs the answers, or `nil` where its bytes are none.
  public var signingKey: Curve25519.Signing.PrivateKey? {
    Data(base64Encoded: answerKey).flatMap { try? Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
  }

  /// The version by which a visit on `day` is judged, or `nil` where none is in force.
  public func version(on day: CalendarDay) -> StandardVersion? { standards.inForce(on: day) }

  /// The visit to a store, or `nil` where the bundle has none.
  public subscript(store: StoreCode) -> Visit? { visits.first { $0.store == store } }

  /// Signs the bundle with HQ's key.
  public func signed(with key: Curve25519.Signing.PrivateKey) throws -> SignedText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try SignedText(
      String(decoding: try encoder.encode(self), as: UTF8.self), format: Self.format, key: key)
  }

  /// Reads a bundle's file, whoever signed it.
  ///
  /// - Throws: where it is none, or one that two readers could take in two ways.
  public static func read(_ file: Data) throws -> (text: SignedText, bundle: InspectionBundle) {
    let text = try StrictJSON.decode(SignedText.self, from: file)
    return (text, try InspectionBundle(text))
  }

  /// Reads a signed bundle, whoever signed it: ``SignedText/isSigned(byOneOf:)`` tells that.
  ///
  /// - Throws: where the text is of another format or no bundle.
  public init(_ text: SignedText) throws {
    guard text.format == Self.format else { throw InspectionFileProblem.otherFormat(text.format) }
    self = try StrictJSON.decode(InspectionBundle.self, from: Data(text.content.utf8))
  }
}

/// The answers to a bundle: one signed inspection for each store that was visited.
public struct InspectionAnswers: Hashable, Sendable, Codable {
  /// The format of the file, and of each signed text.
  public static let format = "tongbiao-answers/1"

  /// The format.
  public let format: String
  /// The bundle that they answer.
  public let bundle: OperationID
  /// The signed inspections.
  public private(set) var answers: [SignedText]

  /// No answers yet.
  public init(to bundle: OperationID) {
    format = Self.format
    self.bundle = bundle
    answers = []
  }

  /// The inspection that a signed text holds, or `nil` where it holds none, or one that two readers could take in two
  /// ways.
  public static func inspection(in text: SignedText) -> Inspection? {
    text.format == format ? try? StrictJSON.decode(Inspection.self, from: Data(text.content.utf8)) : nil
  }

  /// Reads a file of answers, of this bundle or another.
  ///
  /// - Throws: where it is none, or one that two readers could take in two ways.
  public init(file: Data) throws { self = try StrictJSON.decode(InspectionAnswers.self, from: file) }

  /// The inspection of a store, if it was answered.
  public func inspection(of store: StoreCode) -> Inspection? {
    answers.lazy.compactMap(Self.inspection).first { $0.store == store }
  }

  /// Puts an inspection in, in the place of an earlier one of the same store.
  public mutating func put(_ inspection: Inspection, key: Curve25519.Signing.PrivateKey) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try SignedText(
      String(decoding: try encoder.encode(inspection), as: UTF8.self), format: Self.format, key: key)
    if let place = answers.firstIndex(where: { Self.inspection(in: $0)?.store == inspection.store }) {
      answers[place] = text
    } else {
      answers.append(text)
    }
  }
}

/// What can be wrong with a file of the inspectors'.
public enum InspectionFileProblem: Error, Hashable, Sendable {
  /// It says that it is something else.
  case otherFormat(String)
}
