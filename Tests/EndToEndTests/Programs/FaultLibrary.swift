import Foundation
import Testing

/// A small library that is loaded before a program of ours and makes its machine fail: memory that runs out at the nth
/// request, a disk that does not keep what it is told to keep. It can write down in which order things were asked for.
final class FaultLibrary: Sendable {
  private let folder: TemporaryFolder
  /// While this file is there, nothing gets to the disk.
  let brokenDisk: String
  /// What was asked for, one word a line: `keep` for bytes to the disk, `say` for bytes to whoever watches.
  let journal: String

  init() throws {
    folder = try TemporaryFolder()
    brokenDisk = folder.path("broken")
    journal = folder.path("journal")
    let source = try folder.file("faults.c", Self.source)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", "-o", folder.path("faults.so"), source, "-ldl"]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
  }

  /// `program` on a machine of which the disk may break.
  func onBadDisk(_ program: Program) -> Program {
    program.with(["LD_PRELOAD": folder.path("faults.so"), "FAULT_DISK": brokenDisk, "FAULT_JOURNAL": journal])
  }

  /// `program` on a machine that has no memory for the nth request.
  func withoutMemory(at request: Int, _ program: Program) -> Program {
    program.with(["LD_PRELOAD": folder.path("faults.so"), "FAULT_MEMORY_AT": String(request)])
  }

  /// What was asked for, in order.
  var asked: [String] {
    let text = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private static let source = #"""
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <stdatomic.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/syscall.h>
    #include <unistd.h>

    static void note(const char *word) {
      const char *path = getenv("FAULT_JOURNAL");
      if (!path) return;
      int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
      if (file < 0) return;
      syscall(SYS_write, file, word, strlen(word));
      close(file);
    }

    static int disk(const char *name, int file) {
      static int (*real_sync)(int), (*real_datasync)(int);
      const char *broken = getenv("FAULT_DISK");
      if (broken && access(broken, F_OK) == 0) { errno = EIO; return -1; }
      if (!real_sync) real_sync = dlsym(RTLD_NEXT, "fsync");
      if (!real_datasync) real_datasync = dlsym(RTLD_NEXT, "fdatasync");
      int result = name[1] == 's' ? real_sync(file) : real_datasync(file);
      if (result == 0) note("keep\n");
      return result;
    }
    int fsync(int file) { return disk("fsync", file); }
    int fdatasync(int file) { return disk("fdatasync", file); }

    ssize_t write(int file, const void *bytes, size_t count) {
      if (file == 1 || file == 2) note("say\n");
      return syscall(SYS_write, file, bytes, count);
    }

    extern void *__libc_malloc(size_t);
    void *malloc(size_t size) {
      static _Atomic long asked;
      static long at = -1;
      if (at < 0) { const char *text = getenv("FAULT_MEMORY_AT"); at = text ? atol(text) : 0; }
      if (at > 0 && atomic_fetch_add(&asked, 1) + 1 == at) { errno = ENOMEM; return 0; }
      return __libc_malloc(size);
    }
    """#
}

extension Program {
  /// The same program with more in its environment.
  func with(_ more: [String: String]) -> Program {
    var program = self
    program.environment.merge(more) { $1 }
    return program
  }
}
