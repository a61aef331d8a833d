"""Walks through the dashboard in a real browser. usage: walks.py NAME ADDRESS '{"account": …, "password": …, …}'

A walk ends with 0, or says what it did not find. Walks named in SCRIPTLESS are the same with scripts off.
"""

import csv
import json
import os
import subprocess
import sys

import openpyxl
from selenium.webdriver.common.keys import Keys

from browser import Browser, one_time_code


def signing_in(browser, given):
    browser.open("/stores?state=missing")
    assert browser.path.startswith("/sign-in"), browser.path
    browser.sign_in(given["account"], "not the password", "000000")
    assert browser.all("main [role=alert]"), "a wrong password is told"
    assert browser.one("[name=name]").get_attribute("value") == given["account"], "the name is kept"
    browser.sign_in(given["account"], given["password"])
    assert browser.all("main [role=alert]"), "without the code nobody comes in"
    browser.sign_in(given["account"], given["password"], one_time_code(given["secret"]))
    assert browser.path == "/stores?state=missing", "what was asked for is shown after signing in"
    assert given["account"] in browser.text("header")
    cookie = next(c for c in browser.driver.get_cookies() if "tongbiao" in c["name"] and c["name"] != "tongbiao-form")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax", cookie
    browser.follow("header form button")
    browser.open("/stores")
    assert browser.path.startswith("/sign-in"), "a session that was ended is over"
    browser.check_console(expected=["401"])


def entered(browser, given):
    browser.open("/")
    browser.sign_in(given["account"], given["password"])
    assert browser.path == "/", browser.path


def to_a_store(browser, given):
    entered(browser, given)
    browser.follow("[data-live=turnover] .value a")
    assert browser.path.startswith("/regions")
    browser.follow("#table-main tbody tr:first-child td:nth-child(3) a")
    assert browser.path.startswith("/stores?"), browser.path
    code = browser.text("#table-main tbody tr:first-child th")
    browser.follow("#table-main tbody tr:first-child th a")
    assert browser.path.split("?")[0] == "/stores/" + code, browser.path
    assert code in browser.text()
    for title in ("table-main", "table-revisions", "table-programme", "table-inspections"):
        assert browser.all("#" + title), title
    browser.check_console()


def filtering_and_exporting(browser, given):
    entered(browser, given)
    browser.follow('nav a[href^="/stores"]')
    every = int(browser.text("#table-main .count").split()[0].replace(",", ""))
    browser.fill("state", "missing")
    browser.fill("region", "330000")
    browser.follow("#table-main form button")
    count = int(browser.text("#table-main .count").split()[0].replace(",", ""))
    assert 0 < count < every, (count, every)
    browser.follow('#table-main thead a[href*="sort=name"]')
    shown = [row.text for row in browser.all("#table-main tbody th")]
    sheet = openpyxl.load_workbook(browser.download('#table-main .files a[href*=".xlsx"]')).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(place for place, row in enumerate(rows) if row[0] == shown[0])
    codes = [row[0] for row in rows[start:] if row[0]]
    assert len(codes) == count, (len(codes), count)
    assert codes[:len(shown)] == shown, "the file has the rows in the order of the page"
    with open(browser.download('#table-main .files a[href*=".csv"]'), encoding="utf-8-sig") as file:
        written = list(csv.DictReader(file))
    assert [row["store"] for row in written] == codes
    assert {row["state"] for row in written} == {"missing"}
    browser.check_console()


def switching_language(browser, given):
    entered(browser, given)
    assert browser.one("html").get_attribute("lang") == "en"
    browser.follow("header .tools a[hreflang=zh-Hans]")
    assert browser.one("html").get_attribute("lang") == "zh-Hans"
    browser.follow('nav a[href^="/regions"]')
    assert "地区" in browser.text("h1"), "the language is kept from page to page"
    browser.follow("header .tools a[hreflang=en]")
    assert browser.one("html").get_attribute("lang") == "en"
    browser.check_console()


def closing_a_month(browser, given):
    entered(browser, given)
    browser.open("/months?month=" + given["month"])
    assert "Open" in browser.text(".facts")
    browser.fill("reason", "the subsidy was paid", 'form[action="/months/close"]')
    browser.fill("except", given["store"], 'form[action="/months/close"]')
    browser.follow('form[action="/months/close"] button')
    assert "Closed" in browser.text(".facts .fact:first-child"), browser.text(".facts")
    assert given["store"] in browser.text("#table-main"), "the exception is named"
    browser.fill("reason", "two stores were mistaken", 'form[action="/months/reopen"]')
    browser.follow('form[action="/months/reopen"] button')
    assert "Open" in browser.text(".facts .fact:first-child")
    assert "two stores were mistaken" in browser.text("#table-main")
    browser.check_console()


def deciding_twice(browser, given):
    """Two people have the same form before them: the second is told, and nothing is decided again."""
    entered(browser, given)
    page = "/months?month=" + given["month"]
    browser.open(page)
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.open(page)
    browser.fill("reason", "first", 'form[action="/months/close"]')
    browser.follow('form[action="/months/close"] button')
    browser.driver.switch_to.window(first)
    browser.fill("reason", "second", 'form[action="/months/close"]')
    browser.follow('form[action="/months/close"] button')
    assert browser.all("main [role=alert]"), "the second is told"
    browser.open(page)
    assert "first" in browser.text("#table-main") and "second" not in browser.text("#table-main")
    browser.fill("reason", "for the next walk", 'form[action="/months/reopen"]')
    browser.follow('form[action="/months/reopen"] button')
    browser.check_console(expected=["409"])


def an_ended_session(browser, given):
    """The session ends while a form is being filled in: what was filled in is sent after signing in again."""
    entered(browser, given)
    browser.open("/months?month=" + given["month"])
    browser.fill("reason", "kept through the sign-in", 'form[action="/months/close"]')
    for cookie in browser.driver.get_cookies():
        browser.driver.delete_cookie(cookie["name"])
    browser.follow('form[action="/months/close"] button')
    assert browser.all("main [role=alert]") and browser.all("[name=password]"), browser.text()
    browser.sign_in(given["account"], given["password"])
    browser.follow("main form button")
    assert "kept through the sign-in" in browser.text("#table-main"), browser.text()
    browser.fill("reason", "for the next walk", 'form[action="/months/reopen"]')
    browser.follow('form[action="/months/reopen"] button')
    browser.check_console(expected=["401"])


def a_report_arriving(browser, given):
    entered(browser, given)
    browser.open("/?month=" + given["month"])
    before = browser.text("[data-live=reported]")
    browser.driver.execute_script("window.stillTheSamePage = true")
    environment = {**os.environ, **given["environment"]}
    for command in given["commands"]:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{command}: {done.stdout} {done.stderr}"
    browser.until(lambda: "33,333.00" in browser.text("[data-live-table]"), "the report that has just arrived")
    browser.until(lambda: browser.text("[data-live=reported]") != before, "the figure above it")
    assert browser.driver.execute_script("return window.stillTheSamePage"), "without reloading the page"
    browser.check_console()


def by_keyboard(browser, given):
    """Tab reaches everything that can be clicked, the first stop skips the navigation, and each stop is seen."""
    entered(browser, given)
    for page in ("/", "/stores?per=5", "/months", "/programme?per=5&overdue.per=5"):
        browser.open(page)
        wanted = browser.driver.execute_script("""
            const all = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
            return [...document.querySelectorAll(all)].filter((e) => e.checkVisibility()).length""")
        body = browser.one("body")
        reached = set()
        for stop in range(wanted + 5):
            body.send_keys(Keys.TAB) if stop == 0 else browser.driver.switch_to.active_element.send_keys(Keys.TAB)
            focused = browser.driver.switch_to.active_element
            if focused.tag_name == "body":
                break
            seen = browser.driver.execute_script("""
                const style = getComputedStyle(arguments[0]);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2""", focused)
            assert seen, f"{page}: the focus is not seen on {focused.get_attribute('outerHTML')[:120]}"
            if stop == 0:
                assert focused.get_attribute("class") == "skip", "the first stop skips the navigation"
            reached.add(focused.id)
        assert len(reached) == wanted, f"{page}: {len(reached)} of {wanted} are reached"
    # A whole deed without a mouse: a filter is chosen and shown.
    browser.open("/stores")
    field = browser.one("#table-main input[type=search]")
    field.send_keys("SZ0000" + Keys.ENTER)
    browser.until(lambda: "q=SZ0000" in browser.path, "the search by Enter")
    browser.check_console()


WALKS = {
    "signing-in": signing_in, "to-a-store": to_a_store, "filtering-and-exporting": filtering_and_exporting,
    "switching-language": switching_language, "closing-a-month": closing_a_month, "deciding-twice": deciding_twice,
    "an-ended-session": an_ended_session, "a-report-arriving": a_report_arriving, "by-keyboard": by_keyboard,
}
SCRIPTLESS = ["to-a-store", "filtering-and-exporting", "switching-language", "closing-a-month", "an-ended-session"]


def without_scripts(address, given):
    with Browser(address, script=False) as browser:
        for name in SCRIPTLESS:
            WALKS[name](browser, given)
            for cookie in browser.driver.get_cookies():
                browser.driver.delete_cookie(cookie["name"])


if __name__ == "__main__":
    name, address, given = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    if name == "without-scripts":
        without_scripts(address, given)
    else:
        with Browser(address) as browser:
            WALKS[name](browser, given)
