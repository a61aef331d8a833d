#pragma once

#include <stddef.h>

/// A template or asset of the dashboard as it was when the program was built.
struct cdashboard_file {
  /// The name of the file, ended by a zero byte.
  const char *name;
  /// The bytes, which live as long as the program.
  const unsigned char *bytes;
  size_t length;
};

/// The embedded file of that name, or a null pointer.
const struct cdashboard_file *cdashboard_find(const char *name);
