#if canImport(Glibc)
  import CMalloc
#endif

/// How this process keeps memory that it has freed.
public enum ProcessMemory {
  /// Has all threads share two heaps: for a process that serves for months and works out something large now and then.
  ///
  /// The system's library gives each thread a heap of its own, up to eight for each processor, and what one thread has
  /// freed is not used by another: a server that holds 180 MB grows to 230. Where the library is another one, nothing is
  /// changed. To be called before threads are started.
  public static func shareHeaps() {
    #if canImport(Glibc)
      _ = mallopt(M_ARENA_MAX, 2)
    #endif
  }
}
