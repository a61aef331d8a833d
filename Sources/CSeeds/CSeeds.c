#include "CSeeds.h"

#include <string.h>

// #embed is C23; clang has it in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char regions[] = {
#embed "../../Seeds/regions.csv"
};
static const unsigned char spring_festival[] = {
#embed "../../Seeds/spring-festival.csv"
};
static const unsigned char measures[] = {
#embed "../../Seeds/measures.csv"
};
static const unsigned char published_figures[] = {
#embed "../../Seeds/published-figures.csv"
};
static const unsigned char benefits[] = {
#embed "../../Seeds/benefits.csv"
};
static const unsigned char demo[] = {
#embed "../../Seeds/demo.csv"
};
static const unsigned char demo_regions[] = {
#embed "../../Seeds/demo-regions.csv"
};
static const unsigned char standard_versions[] = {
#embed "../../Seeds/standard/versions.csv"
};
static const unsigned char standard_elements[] = {
#embed "../../Seeds/standard/elements.csv"
};
static const unsigned char standard_checklist[] = {
#embed "../../Seeds/standard/checklist.csv"
};
static const unsigned char standard_grades[] = {
#embed "../../Seeds/standard/grades.csv"
};
static const unsigned char standard_terms[] = {
#embed "../../Seeds/standard/terms.csv"
};
static const unsigned char standard_products[] = {
#embed "../../Seeds/standard/products.csv"
};
static const unsigned char standard_recipes[] = {
#embed "../../Seeds/standard/recipes.csv"
};
static const unsigned char standard_phrases[] = {
#embed "../../Seeds/standard/phrases.csv"
};

static const struct cseeds_file files[] = {
  {"regions.csv", regions, sizeof regions},
  {"spring-festival.csv", spring_festival, sizeof spring_festival},
  {"measures.csv", measures, sizeof measures},
  {"published-figures.csv", published_figures, sizeof published_figures},
  {"benefits.csv", benefits, sizeof benefits},
  {"demo.csv", demo, sizeof demo},
  {"demo-regions.csv", demo_regions, sizeof demo_regions},
  {"standard/versions.csv", standard_versions, sizeof standard_versions},
  {"standard/elements.csv", standard_elements, sizeof standard_elements},
  {"standard/checklist.csv", standard_checklist, sizeof standard_checklist},
  {"standard/grades.csv", standard_grades, sizeof standard_grades},
  {"standard/terms.csv", standard_terms, sizeof standard_terms},
  {"standard/products.csv", standard_products, sizeof standard_products},
  {"standard/recipes.csv", standard_recipes, sizeof standard_recipes},
  {"standard/phrases.csv", standard_phrases, sizeof standard_phrases},
};

const struct cseeds_file *cseeds_find(const char *name) {
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    if (strcmp(files[i].name, name) == 0) return &files[i];
  }
  return NULL;
}
