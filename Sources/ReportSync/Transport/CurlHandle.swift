import CCurl
import Synchronization

/// What one transfer collects; libcurl's callbacks get it as their context.
private final class Transfer {
  let limit: Int
  let cancelled: @Sendable () -> Bool
  var body: [UInt8] = []
  var isTooLarge = false
  var headers: [String: String] = [:]

  init(limit: Int, cancelled: @escaping @Sendable () -> Bool) {
    self.limit = limit
    self.cancelled = cancelled
  }
}

/// The one owner of a `CURL *`. Neither it nor any other pointer leaves this file; `deinit` frees it.
///
/// Not `Sendable`: libcurl lets a handle be used by one thread at a time.
final class CurlHandle {
  private let handle: OpaquePointer

  /// libcurl is set up once in a process, and only in one that talks to somebody.
  private static let isReady = tongbiao_curl_global_init() == CURLE_OK

  /// - Throws: `local` where libcurl cannot be set up.
  init() throws(TransportProblem) {
    guard Self.isReady, let handle = curl_easy_init() else { throw .local("curl_easy_init") }
    self.handle = OpaquePointer(handle)
  }

  deinit { curl_easy_cleanup(raw) }

  private var raw: UnsafeMutableRawPointer { UnsafeMutableRawPointer(handle) }

  /// Sends `request` and blocks until the whole answer is there.
  func perform(
    _ request: WireRequest, to address: ServerAddress, limits: TransferLimits, authorities: String?,
    cancelled: @escaping @Sendable () -> Bool
  ) throws(TransportProblem) -> WireResponse {
    // Keeps open connections and the TLS session for the next request, forgets everything else.
    curl_easy_reset(raw)
    try setPolicy(for: address, limits: limits, authorities: authorities)
    try set(CURLOPT_URL, address.description + request.path)
    let transfer = Transfer(limit: limits.bodyBytes, cancelled: cancelled)
    let list = try headerList(request.headers)
    defer { curl_slist_free_all(list) }
    try check(tongbiao_curl_set_list(raw, CURLOPT_HTTPHEADER, list))
    try check(request.body.withUnsafeBytes { tongbiao_curl_set_body(raw, $0.baseAddress, $0.count) })
    let code = withExtendedLifetime(transfer) { run(transfer) }
    guard code == CURLE_OK else { throw problem(code, transfer) }
    var status = 0
    try check(tongbiao_curl_get_long(raw, CURLINFO_RESPONSE_CODE, &status))
    return WireResponse(
      status: status, retryAfter: transfer.headers["retry-after"].flatMap { HTTPDelay.seconds($0) },
      contentDigest: transfer.headers["content-digest"], encoding: transfer.headers["content-encoding"],
      body: transfer.body)
  }

  /// What holds for every request, after libcurl's own security advice.
  private func setPolicy(
    for address: ServerAddress, limits: TransferLimits, authorities: String?
  ) throws(TransportProblem) {
    try set(CURLOPT_PROTOCOLS_STR, address.description.hasPrefix("http://") ? "http" : "https")
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    if let authorities {
      try set(CURLOPT_CAINFO, authorities)
      // Whoever names an authority of his own means it alone, not the system's folder of them besides.
      try check(tongbiao_curl_set_string(raw, CURLOPT_CAPATH, nil))
    }
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectMilliseconds)
    try set(CURLOPT_TIMEOUT_MS, limits.totalMilliseconds)
    try set(CURLOPT_LOW_SPEED_LIMIT, limits.slowBytesPerSecond)
    try set(CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
    try set(CURLOPT_USERAGENT, "tongbiao/1")
    // A proxy of the environment is for the world outside, never for this machine.
    if address.isLoopback { try set(CURLOPT_PROXY, "") }
  }

  private func run(_ transfer: Transfer) -> CURLcode {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    var code = tongbiao_curl_set_write(
      raw,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let total = size * count
        // The cap stands here: CURLOPT_MAXFILESIZE does not see what is unpacked or of unknown length.
        guard total <= transfer.limit - transfer.body.count else {
          transfer.isTooLarge = true
          return 0
        }
        transfer.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: total))
        return total
      }, context)
    guard code == CURLE_OK else { return code }
    code = tongbiao_curl_set_header(
      raw,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
        let parts = line.split(separator: ":", maxSplits: 1)
        // Those that are read; what else a server sends is not kept.
        if parts.count == 2, ["retry-after", "content-digest", "content-encoding"].contains(parts[0].lowercased()) {
          transfer.headers[parts[0].lowercased()] = String(parts[1].filter { !$0.isWhitespace })
        }
        return size * count
      }, context)
    guard code == CURLE_OK else { return code }
    code = tongbiao_curl_set_progress(
      raw,
      { context, _, _, _, _ in
        guard let context else { return 1 }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().cancelled() ? 1 : 0
      }, context)
    return code == CURLE_OK ? curl_easy_perform(raw) : code
  }

  private func headerList(
    _ headers: [WireRequest.Header]
  ) throws(TransportProblem) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    // An empty value takes away the header that libcurl would add by itself.
    for line in headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
      guard !line.utf8.contains(where: { $0 == 10 || $0 == 13 }), let longer = curl_slist_append(list, line) else {
        curl_slist_free_all(list)
        throw .local("header")
      }
      list = longer
    }
    return list
  }

  private func set(_ option: CURLoption, _ value: Int) throws(TransportProblem) {
    try check(tongbiao_curl_set_long(raw, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) throws(TransportProblem) {
    try check(tongbiao_curl_set_string(raw, option, value))
  }

  private func check(_ code: CURLcode) throws(TransportProblem) {
    if code != CURLE_OK { throw .local(words(code)) }
  }

  private func words(_ code: CURLcode) -> String { curl_easy_strerror(code).map { String(cString: $0) } ?? "" }

  private func problem(_ code: CURLcode, _ transfer: Transfer) -> TransportProblem {
    switch code {
    case CURLE_WRITE_ERROR where transfer.isTooLarge: .tooLarge(limit: transfer.limit)
    case CURLE_ABORTED_BY_CALLBACK: .cancelled
    case CURLE_OPERATION_TIMEDOUT: .tooSlow
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED:
      .unreachable(words(code))
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
      .notTrusted(words(code))
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_UNKNOWN_OPTION, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_NOT_BUILT_IN:
      .local(words(code))
    default: .cutOff(words(code))
    }
  }
}
