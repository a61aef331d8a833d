#include "CDashboardFiles.h"

#include <string.h>

// #embed is C23; clang has it in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char layout[] = {
#embed "../Dashboard/Templates/layout.mustache"
};
static const unsigned char facts[] = {
#embed "../Dashboard/Templates/facts.mustache"
};
static const unsigned char sheet[] = {
#embed "../Dashboard/Templates/sheet.mustache"
};
static const unsigned char chart[] = {
#embed "../Dashboard/Templates/chart.mustache"
};
static const unsigned char notes[] = {
#embed "../Dashboard/Templates/notes.mustache"
};
static const unsigned char steps[] = {
#embed "../Dashboard/Templates/steps.mustache"
};
static const unsigned char problem[] = {
#embed "../Dashboard/Templates/problem.mustache"
};
static const unsigned char tiles[] = {
#embed "../Dashboard/Templates/tiles.mustache"
};
static const unsigned char live[] = {
#embed "../Dashboard/Templates/live.mustache"
};
static const unsigned char sign_in[] = {
#embed "../Dashboard/Templates/sign-in.mustache"
};
static const unsigned char style[] = {
#embed "../Dashboard/Assets/style.css"
};
static const unsigned char script[] = {
#embed "../Dashboard/Assets/live.js"
};
static const unsigned char icon[] = {
#embed "../Dashboard/Assets/icon.svg"
};
static const unsigned char specification[] = {
#embed "../Dashboard/Assets/openapi.yaml"
};

static const struct cdashboard_file files[] = {
  {"layout.mustache", layout, sizeof layout},
  {"facts.mustache", facts, sizeof facts},
  {"sheet.mustache", sheet, sizeof sheet},
  {"chart.mustache", chart, sizeof chart},
  {"notes.mustache", notes, sizeof notes},
  {"steps.mustache", steps, sizeof steps},
  {"problem.mustache", problem, sizeof problem},
  {"tiles.mustache", tiles, sizeof tiles},
  {"live.mustache", live, sizeof live},
  {"sign-in.mustache", sign_in, sizeof sign_in},
  {"style.css", style, sizeof style},
  {"live.js", script, sizeof script},
  {"icon.svg", icon, sizeof icon},
  {"openapi.yaml", specification, sizeof specification},
};

const struct cdashboard_file *cdashboard_find(const char *name) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].name, name) == 0) return &files[i];
  }
  return NULL;
}
