import NIOCore
import NIOPosix

extension CentralServer {
  /// Runs tasks on the threads that read and write the sockets.
  public static func runTasksOnLoops() -> Bool {
    NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
  }
}
