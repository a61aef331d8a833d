"""axe-core on every page, in both languages, light and dark. usage: accessibility.py ADDRESS '{"account": …}'"""

import json
import os
import sys

from browser import Browser
from pages import pages

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# Only colours are others in the dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def axe_source():
    """The script inside the package, without importing what it is made for."""
    for folder in sys.path:
        path = os.path.join(folder, "axe_playwright_python", "axe.min.js")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise SystemExit("axe-core is not installed")


def check(address, given):
    source, found, seen = axe_source(), [], 0
    with Browser(address) as browser:
        # The page's own policy allows no foreign script; the driver puts it in from outside.
        def look(page, scheme, language):
            nonlocal seen
            browser.driver.execute_script(source)
            result = browser.driver.execute_async_script(
                "const [rules, done] = arguments; axe.run(document, rules).then(done, (e) => done({error: String(e)}))",
                RULES if scheme == "light" else COLOURS)
            assert "error" not in result, result
            seen += len(result["passes"])
            for violation in result["violations"]:
                for node in violation["nodes"]:
                    found.append(f"{page} ({language}, {scheme}): {violation['id']}: {node['html'][:160]} "
                                 f"{node['failureSummary'][:300]}")

        browser.open("/sign-in")
        look("/sign-in", "light", "en")
        browser.sign_in(given["account"], given["password"])
        for page in pages(given):
            for language in ("zh-Hans", "en"):
                browser.scheme("light")
                browser.open(page + ("&" if "?" in page else "?") + "lang=" + language)
                look(page, "light", language)
                browser.scheme("dark")
                look(page, "dark", language)
    assert seen > 500, f"only {seen} rules were met"
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    check(sys.argv[1], json.loads(sys.argv[2]))
