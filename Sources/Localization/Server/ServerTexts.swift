extension Message {
  /// The body cannot be read.
  public static let problemMalformed = Message(zh: "请求内容看不懂。", en: "The request cannot be read.")
  /// Photographs cannot be taken here.
  public static let problemNoEvidence = Message(zh: "总部没有设照片文件夹。", en: "Headquarters keeps no photographs here.")
  /// The body is no photograph.
  public static let problemNotEvidence = Message(zh: "这不是能用的照片。", en: "The body is no photograph that can be kept.")
  /// The body is over the limit.
  public static let problemTooLarge = Message(zh: "请求太大了，请分几次发送。", en: "The request is too large: send less at once.")
  /// The body took too long to arrive.
  public static let problemTooSlow = Message(zh: "请求到得太慢，请稍后再试。", en: "The request took too long to arrive: try again.")
  /// Another media type or encoding than ours.
  public static let problemWrongType = Message(
    zh: "只接受 application/json，可用 gzip 压缩。", en: "Only application/json is taken, plain or gzip.")
  /// The signature is missing or wrong, or the device unknown.
  public static let problemSignature = Message(
    zh: "签名不对，无法确认是哪台设备。", en: "The signature is wrong: the device could not be made out.")
  /// Signed too far from HQ's clock.
  public static let problemClockSkew = Message(
    zh: "设备的时钟和总部相差太多。", en: "The device's clock is too far from headquarters'.")
  /// A request seen before.
  public static let problemReplayed = Message(zh: "这个请求已经收到过。", en: "This request was received before.")
  /// HQ has revoked the device.
  public static let problemDeviceRevoked = Message(
    zh: "总部已停用这台设备。已收到的数据都在；要继续使用，请向总部要新的邀请码。",
    en: "Headquarters has revoked this device. What it sent is kept; ask for a new invite code to go on.")
  /// Two copies of one ledger send under one key.
  public static let problemDeviceCloned = Message(
    zh: "同一台设备的账本在两处使用，已隔离，暂不接收。已收到的数据都在；请为每台设备向总部各要一个新的邀请码。",
    en:
      "Copies of one ledger are in use in two places: nothing is taken from the device. What it sent is kept; ask for "
      + "an invite code for each of them.")
  /// The device belongs to another store.
  public static let problemOtherStore = Message(
    zh: "这台设备不属于这家门店。", en: "This device does not belong to that store.")
  /// The invite is unknown, expired or used.
  public static let problemInvite = Message(
    zh: "邀请码无效、已过期或已用过。请核对，或向总部要新的。",
    en: "The invite code is unknown, expired or used. Check it, or ask headquarters for a new one.")
  /// Too many attempts.
  public static let problemTooMany = Message(zh: "尝试太多次，请稍后再试。", en: "Too many attempts: try again later.")
  /// The server is busy or stopping.
  public static let problemBusy = Message(
    zh: "总部现在很忙，数据已保存在本机，稍后会自动再试。", en: "Headquarters is busy. Everything is kept on the device: try again later.")
  /// A version of the wire that this server does not know.
  public static let problemUnknownProtocol = Message(
    zh: "程序版本不合，请更新程序。", en: "The program's version does not fit: update it.")
  /// Plain HTTP from another machine.
  public static let problemNotSecure = Message(
    zh: "只接受 HTTPS：这样数字在路上没人能看到。", en: "Only HTTPS is taken, so that nobody reads the figures on their way.")
  /// No such address.
  public static let problemNotFound = Message(zh: "没有这个地址。", en: "There is nothing at this address.")
  /// Something broke at HQ.
  public static let problemBroken = Message(
    zh: "总部出了故障，已记录。数据没有丢，请稍后再试。",
    en: "Something broke at headquarters and was logged. Nothing is lost: try again later.")
}
