import NIOCore
import NIOHTTPTypes

/// Closes connections whose requests do not arrive: whoever sends a byte now and then holds no connection for ever.
///
/// The idle timeout does not see such senders, because something always moves.
final class ArrivalDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How long the rest of a body may go on after the answer has left.
  private static let afterAnswer = TimeAmount.seconds(2)

  private let head: TimeAmount
  private let body: TimeAmount
  private var isArriving = false
  /// When the connection is closed, or `nil` while nothing is owed.
  private var due: NIODeadline?
  /// Looks at ``due`` from time to time. One for each request would have to be looked up among those of all connections
  /// to be taken back.
  private var watch: (at: NIODeadline, task: Scheduled<Void>)?

  /// - Parameters:
  ///   - head: until the head of the next request is there, from the start of waiting for it.
  ///   - body: from the head to the end of the body.
  init(head: TimeAmount, body: TimeAmount) {
    self.head = head
    self.body = body
  }

  func handlerAdded(context: ChannelHandlerContext) { wait(head, context) }

  func handlerRemoved(context: ChannelHandlerContext) { watch?.task.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    watch?.task.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      isArriving = true
      wait(body, context)
    case .body: break
    case .end:
      isArriving = false
      due = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { wait(isArriving ? Self.afterAnswer : head, context) }
    context.write(data, promise: promise)
  }

  private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    let moment = NIODeadline.now() + time
    due = moment
    if let watch, watch.at <= moment { return }
    watch?.task.cancel()
    look(at: moment, context.channel)
  }

  private func look(at moment: NIODeadline, _ channel: any Channel) {
    let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
    watch = (moment, channel.eventLoop.scheduleTask(deadline: moment) { handler.value.look(channel) })
  }

  private func look(_ channel: any Channel) {
    watch = nil
    guard let due else { return }
    if due <= .now() { channel.close(promise: nil) } else { look(at: due, channel) }
  }
}
