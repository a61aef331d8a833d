import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// TLS with HTTP/2 or HTTP/1.1, whichever the client prefers, under a certificate that can be changed while serving.
///
/// Connections keep the certificate that they began with.
final class SecureChannel: HTTPChannelHandler {
  typealias Value = HTTP2UpgradeChannel.Value

  let responder: Responder
  private let configuration: HTTP2ChannelConfiguration
  private let current: Mutex<HTTP2UpgradeChannel>
  /// How long a client may take to agree on keys.
  private let handshake: TimeAmount

  init(
    tls: TLSConfiguration, configuration: HTTP2ChannelConfiguration, handshake: TimeAmount,
    responder: @escaping Responder
  ) throws {
    self.responder = responder
    self.configuration = configuration
    self.handshake = handshake
    current = Mutex(try HTTP2UpgradeChannel(tlsConfiguration: tls, configuration: configuration, responder: responder))
  }

  /// Shows another certificate to connections from now on.
  func show(_ tls: TLSConfiguration) throws {
    let next = try HTTP2UpgradeChannel(tlsConfiguration: tls, configuration: configuration, responder: responder)
    current.withLock { $0 = next }
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let ready = current.withLock { $0 }.setup(channel: channel, logger: logger)
    do {
      let operations = channel.pipeline.syncOperations
      let tls = try operations.handler(type: NIOSSLServerHandler.self)
      try operations.addHandler(HandshakeDeadline(handshake), position: .after(tls))
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return ready
  }

  func handle(value: Value, logger: Logger) async {
    await current.withLock { $0 }.handle(value: value, logger: logger)
  }
}

/// The channel of the running server, for whoever reads its certificate anew: the server makes it after him.
final class CurrentChannel: Sendable {
  private let channel = Mutex<SecureChannel?>(nil)

  func set(_ channel: SecureChannel) { self.channel.withLock { $0 = channel } }

  /// Shows a certificate that was read and checked.
  func show(_ tls: TLSConfiguration) throws(ServerCertificate.Problem) {
    do { try channel.withLock { $0 }?.show(tls) } catch { throw .mismatch }
  }
}

/// Closes a connection whose handshake does not come to an end.
private final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let time: TimeAmount
  private var deadline: Scheduled<Void>?

  init(_ time: TimeAmount) { self.time = time }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { deadline?.cancel() }
    context.fireUserInboundEventTriggered(event)
  }
}
