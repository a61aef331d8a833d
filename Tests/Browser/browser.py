"""A real browser without a window: Debian's chromium through its driver, on loopback."""

import base64
import glob
import hashlib
import hmac
import os
import shutil
import struct
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

PATIENCE = 20


class Browser:
    """One browser with a profile of its own, gone with the block that it is used in."""

    def __init__(self, address, script=True, width=1280, height=900, language="en-US", dark=False):
        self.address = address
        self.folder = tempfile.mkdtemp(prefix="tongbiao-browser-")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in (
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
                f"--lang={language}", f"--window-size={width},{height}", f"--user-data-dir={self.folder}/profile"):
            options.add_argument(argument)
        self.downloads = os.path.join(self.folder, "downloads")
        os.mkdir(self.downloads)
        options.add_experimental_option("prefs", {
            "download.default_directory": self.downloads, "download.prompt_for_download": False,
            "intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(60)
        if not script:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.scheme("dark" if dark else "light")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()
        shutil.rmtree(self.folder, ignore_errors=True)

    def scheme(self, name):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": name}]})

    def size(self, width, height, scale=1):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})

    def open(self, path):
        self.driver.get(self.address + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.address)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.until(lambda: (self.all(selector) or [None])[0], selector)

    def text(self, selector="main"):
        return self.one(selector).text

    def until(self, found, what, patience=PATIENCE):
        end = time.monotonic() + patience
        while True:
            try:
                answer = found()
            except StaleElementReferenceException:
                answer = None
            if answer:
                return answer
            if time.monotonic() > end:
                raise AssertionError(f"not seen in {patience} s: {what}; at {self.path}: {self.text('body')[:800]}")
            time.sleep(0.05)

    def leave(self, element):
        """Clicks what leads to another page, and waits until it is there."""
        before = self.one("html").id
        element.click()
        self.until(lambda: self.all("main") and self.one("html").id != before, "the next page")

    def follow(self, selector):
        self.leave(self.one(selector))

    def fill(self, name, value, within="main"):
        field = self.one(f'{within} [name="{name}"]')
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        else:
            field.clear()
            field.send_keys(value)

    def download(self, selector):
        """Clicks a link to a file, and gives where it was put."""
        known = set(glob.glob(self.downloads + "/*"))
        self.one(selector).click()
        done = lambda: [
            file for file in set(glob.glob(self.downloads + "/*")) - known if not file.endswith(".crdownload")]
        return self.until(done, "the file of " + selector)[0]

    def sign_in(self, account, password, code=""):
        self.fill("name", account)
        self.fill("password", password)
        if code:
            self.fill("code", code)
        self.follow("main form.entry button")

    def check_console(self, expected=()):
        """Nothing was complained of but the answers that a walk provokes."""
        lines = [line["message"] for line in self.driver.get_log("browser")]
        left = [line for line in lines if not any(word in line for word in expected)]
        assert not left, f"the console says {left}"


def one_time_code(secret, moment=None):
    """RFC 6238 as an authenticator does it."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(moment or time.time()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
