import SnackChain

/// What a device sends to `POST /v1/join`, signed with its new key.
public struct JoinRequest: Hashable, Sendable, Codable {
  /// ``syncProtocolVersion`` of the sender.
  public var version: Int
  /// The invite code as ``InviteCode/normalized(_:)`` gives it.
  public var code: String
  /// The public half of the device's Ed25519 key, base64.
  public var publicKey: String
  /// What the owner calls the device.
  public var deviceName: String

  /// Makes a request.
  public init(code: String, publicKey: String, deviceName: String) {
    version = syncProtocolVersion
    self.code = code
    self.publicKey = publicKey
    self.deviceName = deviceName
  }

  enum CodingKeys: String, CodingKey {
    case version, code
    case publicKey = "public_key"
    case deviceName = "device_name"
  }
}

/// HQ's answer to a ``JoinRequest``. The same code with the same key gets the same answer again.
public struct JoinResponse: Hashable, Sendable, Codable {
  /// The device's id: the `keyid` of its signatures from now on.
  public var device: String
  /// The store it was joined to.
  public var profile: StoreProfile
  /// The keys that sign receipts, newest first: pinned by the device.
  public var receiptKeys: [ReceiptKey]
  /// HQ's clock.
  public var serverTime: Timestamp

  /// Makes an answer.
  public init(device: String, profile: StoreProfile, receiptKeys: [ReceiptKey], serverTime: Timestamp) {
    self.device = device
    self.profile = profile
    self.receiptKeys = receiptKeys
    self.serverTime = serverTime
  }

  enum CodingKeys: String, CodingKey {
    case device, profile
    case receiptKeys = "receipt_keys"
    case serverTime = "server_time"
  }
}

/// Invite codes: ten characters of 32 without look-alikes (50 bits), written in two groups of five. Recovery codes, which
/// are good for years, have twenty (100 bits).
public enum InviteCode {
  /// Crockford's alphabet: no I, L, O, U.
  public static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// A new code such as `7K2MQ-0XW4T`.
  public static func make(using generator: inout some RandomNumberGenerator) -> String {
    let characters = (0..<10).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] }
    return String(characters[0..<5]) + "-" + String(characters[5..<10])
  }

  /// What was typed, in the one form that is compared: capitals, `O` read as 0, `I` and `L` as 1, without dashes and
  /// blanks. `nil` where it cannot be a code.
  public static func normalized(_ typed: String) -> String? {
    var out = ""
    for character in HalfWidth.folding(typed).uppercased() where character != "-" && !character.isWhitespace {
      switch character {
      case "O": out.append("0")
      case "I", "L": out.append("1")
      default:
        guard alphabet.contains(character) else { return nil }
        out.append(character)
      }
    }
    return out.count == 10 || out.count == 20 ? out : nil
  }
}

/// A problem document (RFC 9457) as the server sends it.
public struct ProblemDocument: Hashable, Sendable, Codable {
  /// A stable URI of the kind of problem: `urn:tongbiao:problem:CODE`.
  public var type: String
  /// A short title in the language asked for.
  public var title: String
  /// The HTTP status.
  public var status: Int
  /// What happened here.
  public var detail: String?
  /// The id under which the server's log has it.
  public var instance: String?
  /// The stable machine code, also the end of `type`.
  public var code: String
  /// HQ's clock, so that a device with a wrong one can sign again.
  public var serverTime: Timestamp?

  /// Makes a problem.
  public init(
    code: String, title: String, status: Int, detail: String? = nil, instance: String? = nil,
    serverTime: Timestamp? = nil
  ) {
    type = "urn:tongbiao:problem:\(code)"
    self.title = title
    self.status = status
    self.detail = detail
    self.instance = instance
    self.code = code
    self.serverTime = serverTime
  }

  enum CodingKeys: String, CodingKey {
    case type, title, status, detail, instance, code
    case serverTime = "server_time"
  }
}

/// The codes of whole-request problems that devices act on.
public enum ProblemCode {
  /// The invite is unknown, expired or used (told alike).
  public static let inviteInvalid = "invite_invalid"
  /// Too many attempts; `Retry-After` says when.
  public static let tooMany = "too_many_requests"
  /// The signature does not verify or is missing.
  public static let signatureInvalid = "signature_invalid"
  /// `created` is too far from HQ's clock; sign again with `server_time`.
  public static let clockSkew = "clock_skew"
  /// The nonce was used before.
  public static let replayed = "replayed"
  /// HQ has revoked the device, or does not know it.
  public static let deviceRevoked = "device_revoked"
  /// Two ledgers that are copies of each other send under the device's key: each has to join anew.
  public static let deviceCloned = "device_cloned"
  /// The body names another store than the device's.
  public static let otherStore = "other_store"
  /// The body cannot be read.
  public static let malformed = "malformed"
  /// The body is larger than the limit.
  public static let tooLarge = "too_large"
  /// The protocol version is not known here.
  public static let unknownProtocol = "unknown_protocol"
  /// The queue is full or the server is stopping; `Retry-After` says when.
  public static let busy = "busy"
  /// Something broke at HQ; the instance names the log's entry.
  public static let serverError = "server_error"
}
