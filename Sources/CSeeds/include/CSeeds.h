#pragma once

#include <stddef.h>

/// A file of Seeds/ as it was when the program was built.
struct cseeds_file {
  /// The path below Seeds/, ended by a zero byte.
  const char *name;
  /// The bytes, which live as long as the program.
  const unsigned char *bytes;
  size_t length;
};

/// The embedded file of that path, or a null pointer.
const struct cseeds_file *cseeds_find(const char *name);
