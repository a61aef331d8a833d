// Tells the thread sanitizer of locks that somebody waited for.
//
// `Mutex` of the standard library on Linux is taken by one atomic exchange where nobody holds it, which stands in our own
// code, so that the sanitizer sees it. Whoever has to wait does so in the standard library, which nobody built for the
// sanitizer: it spins there, or the kernel hands the lock over (futex(2), FUTEX_LOCK_PI). Then all that the lock protects
// is reported as a race. Loaded before the tests, these stand in front of the two functions and say what happened.
//
// Names and calling convention are those of Swift's ABI: the lock itself is the context.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define CONTEXT __attribute__((swift_context))
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef SWIFT void (*lock_slow)(uint32_t thread, CONTEXT void *lock);
typedef SWIFT void (*unlock_slow)(CONTEXT void *lock);

static void note(const char *name, void *lock) {
  void (*function)(void *) = (void (*)(void *))dlsym(RTLD_DEFAULT, name);
  if (function) function(lock);
}

SWIFT void waited_lock(uint32_t thread, CONTEXT void *lock) __asm__(LOCK_SLOW);
SWIFT void waited_lock(uint32_t thread, CONTEXT void *lock) {
  static lock_slow next;
  if (!next) next = (lock_slow)dlsym(RTLD_NEXT, LOCK_SLOW);
  next(thread, lock);
  note("__tsan_acquire", lock);
}

SWIFT void waited_unlock(CONTEXT void *lock) __asm__(UNLOCK_SLOW);
SWIFT void waited_unlock(CONTEXT void *lock) {
  static unlock_slow next;
  if (!next) next = (unlock_slow)dlsym(RTLD_NEXT, UNLOCK_SLOW);
  note("__tsan_release", lock);
  next(lock);
}
