"""Every page of the dashboard, for those who look at all of them."""


def pages(given):
    month, store = given["month"], given["store"]
    return [
        "/", "/uplift", "/uplift/stores", "/programme", "/programme/stores?count=valid_now", "/regions",
        "/regions/330000", "/regions/330600", "/regions/330683", "/stores", f"/stores/{store}", "/reports",
        f"/months?month={month}", "/statements", "/audit", "/people", "/why", "/nothing-here",
        "/stores?month=2023-13",
    ]
