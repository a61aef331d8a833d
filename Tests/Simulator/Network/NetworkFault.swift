/// What goes wrong with one request.
enum NetworkFault: String, CaseIterable, Sendable {
  /// The request never arrives.
  case lostRequest
  /// HQ has done it, nobody hears.
  case lostAnswer
  /// The device gives up; the request arrives some steps later.
  case delayedRequest
  /// A proxy sends it twice; the second answer comes back.
  case duplicated
  /// A copy arrives some steps later as well.
  case duplicatedLater
  /// Half of the request arrives.
  case cutRequest
  /// One bit of the request is another.
  case flippedRequest
  /// Half of the answer arrives.
  case cutAnswer
  /// One bit of the answer is another.
  case flippedAnswer
  /// The network answers with its sign-in page.
  case captivePortal
  /// The network wants us elsewhere.
  case redirected
  /// 503 with a time to come back.
  case busy
  /// 429 with a time to come back.
  case tooMany
  /// 500 after nothing was done.
  case broken
  /// Somebody in the middle acknowledges everything with a key of their own.
  case forgedAnswer
  /// The answer to an earlier request of the store.
  case staleAnswer
  /// The device's clock jumps while it waits.
  case clockJump
  /// The owner saves a figure while the request is under way.
  case savedMeanwhile
  /// The process hangs; another one takes over its lease and syncs; then the answer comes.
  case overtaken
  /// Another device syncs while the request is under way.
  case otherMeanwhile
  /// HQ dies while it writes.
  case headquartersDiesWriting
  /// HQ dies after its commit, before the answer leaves.
  case headquartersDiesAfterCommit
  /// The device dies before it sends.
  case deviceDiesSending
  /// The device dies before it has recorded the answer.
  case deviceDiesBeforeRecording
  /// The device loses its power while it records the answer.
  case deviceDiesRecording

  /// Whether it can happen to a joining as well as to a session.
  var canHitJoining: Bool {
    switch self {
    case .lostRequest, .lostAnswer, .duplicated, .duplicatedLater, .delayedRequest, .cutRequest, .flippedRequest,
      .cutAnswer, .captivePortal, .redirected, .busy, .tooMany, .broken, .headquartersDiesWriting,
      .headquartersDiesAfterCommit:
      true
    default: false
    }
  }
}
