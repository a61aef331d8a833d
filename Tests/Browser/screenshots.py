"""Every page as people see it. usage: screenshots.py PROGRAM FOLDER STORES

Both languages; light and dark, narrow (360 px), very wide (4K) and on paper (A4, PDF).
"""

import base64
import os
import re
import shutil
import subprocess
import sys

from browser import Browser
from pages import pages

LOOKS = {
    "light": ("light", 1280, 900, 1), "dark": ("dark", 1280, 900, 1), "narrow": ("light", 360, 780, 2),
    "4k": ("light", 3840, 2160, 1),
}


def name(page):
    return "".join(c if c.isalnum() else "-" for c in page).strip("-") or "overview"


def take(address, folder, given):
    os.makedirs(folder, exist_ok=True)
    wide = []
    with Browser(address) as browser:
        def shoot(page, language):
            browser.open(page + ("&" if "?" in page else "?") + "lang=" + language)
            for look, (scheme, width, height, scale) in LOOKS.items():
                browser.scheme(scheme)
                browser.size(width, height, scale)
                if browser.driver.execute_script(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    wide.append(f"{page} ({language}, {look}) is wider than its window")
                whole = browser.driver.execute_cdp_cmd(
                    "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})
                with open(os.path.join(folder, f"{name(page)}.{language}.{look}.png"), "wb") as file:
                    file.write(base64.b64decode(whole["data"]))
            browser.scheme("light")
            paper = browser.driver.execute_cdp_cmd(
                "Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False,
                                    "preferCSSPageSize": True})
            with open(os.path.join(folder, f"{name(page)}.{language}.pdf"), "wb") as file:
                file.write(base64.b64decode(paper["data"]))

        for language in ("zh-Hans", "en"):
            shoot("/sign-in", language)
        if given.get("account"):
            browser.open("/sign-in")
            browser.sign_in(given["account"], given["password"])
        for page in pages(given):
            for language in ("zh-Hans", "en"):
                shoot(page, language)
    if wide:
        raise SystemExit("\n".join(wide))


def empty(folder, is_out):
    """Removes what the test says is out: files, and folders such as the one of the photographs."""
    for file in filter(is_out, os.listdir(folder)):
        path = os.path.join(folder, file)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


def main(program, folder, stores):
    """Shows a chain of that size as its association sees it: with everything that may be done."""
    database = os.path.join(folder, "chain.sqlite")
    os.makedirs(folder, exist_ok=True)
    empty(folder, lambda file: True)

    def run(*arguments, input=None):
        done = subprocess.run(
            [program, *arguments, "--database", "sqlite:" + database], check=True, text=True, input=input,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout

    run("demo", "--stores", stores, "--months", "36")
    run("people", "add", "wang", "--role", "association", "--regions", "all")
    run("people", "password", "wang", input="a password for pictures\n")
    run("uplift", "publish", os.path.join(folder, "statement.json"), "--month", "2023-02")
    run("reports", "close", "2022-12", "--because", "结清")
    server = subprocess.Popen(
        [program, "serve", "--database", "sqlite:" + database, "--port", "0"], stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL, text=True)
    try:
        address = re.search("listening on (\\S+)", server.stderr.readline())[1]
        take(address, folder, {
            "account": "wang", "password": "a password for pictures", "month": "2023-02", "store": "SZ000005"})
    finally:
        server.terminate()
        server.wait()
        empty(folder, lambda file: not file.endswith((".png", ".pdf")))


if __name__ == "__main__":
    main(*sys.argv[1:])
