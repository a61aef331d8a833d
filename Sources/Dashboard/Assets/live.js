// Livelier where there is a script; nothing here is needed to read a page.
"use strict";
(() => {
  // A month that is chosen is shown at once; the button stays for whoever has no script.
  for (const select of document.querySelectorAll("form.months select")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }
  const area = document.querySelector("[data-live-table]");
  if (!area || !("EventSource" in window)) return;
  const note = area.querySelector("[data-live-note]");
  let seen = Number(document.body.dataset.version || 0);
  let busy = false;

  const count = (fresh) => {
    const [now, then] = [fresh.querySelector("[data-live-table] .count"), area.querySelector(".count")];
    if (now && then) then.textContent = now.textContent;
  };

  // The same page as it is now. One that was made for somebody a moment ago may be older than the news: then again.
  const ask = async (version) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok) return null;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (Number(fresh.body.dataset.version || version) >= version || tries === 4) return fresh;
      await new Promise((resolve) => { setTimeout(resolve, 500); });
    }
  };

  // Takes the figures and the latest reports of the same page as it is now. What is being read stays where it is: only
  // texts within their own boxes change, and the table has as many rows as before.
  const refresh = async (version) => {
    if (busy || version <= seen || document.hidden) return;
    busy = true;
    try {
      const fresh = await ask(version);
      if (!fresh) return;
      for (const box of document.querySelectorAll("[data-live]")) {
        const other = fresh.querySelector(`[data-live="${CSS.escape(box.dataset.live)}"]`);
        if (other && !box.contains(document.activeElement)) box.replaceChildren(...other.childNodes);
      }
      const [body, next] = [area.querySelector("tbody"), fresh.querySelector("[data-live-table] tbody")];
      const reads = area.matches(":hover") || area.contains(document.activeElement);
      if (body && next && !reads) {
        const known = new Set([...body.rows].map((row) => row.cells[0].textContent));
        for (const row of next.rows) if (!known.has(row.cells[0].textContent)) row.classList.add("new");
        body.replaceChildren(...next.rows);
        count(fresh);
        setTimeout(() => body.querySelectorAll(".new").forEach((row) => row.classList.remove("new")), 3000);
        note.textContent = "";
      } else if (next && !reads) {
        // The first of them: there was no table so far.
        area.querySelector(".sheet").replaceWith(fresh.querySelector("[data-live-table] .sheet"));
      } else {
        note.textContent = note.dataset.liveNote;
      }
      seen = Number(fresh.body.dataset.version || version);
    } finally {
      busy = false;
    }
  };
  const source = new EventSource("/live?after=" + seen);
  source.addEventListener("version", (event) => refresh(Number(event.data)));
  addEventListener("pagehide", () => source.close());
})();
