// Conveniences: a switch between light and dark that remembers, and link
// addresses as notes on paper.
(() => {
  "use strict";

  const root = document.documentElement;
  const key = "dp-colours";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("dp-switch");

  const remembered = () => {
    try {
      const value = localStorage.getItem(key);
      return value === "dark" || value === "light" ? value : "";
    } catch {
      return "";
    }
  };

  const remember = (value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {} // Storage is turned off: the choice holds for this page.
  };

  const show = (value) => {
    if (value) root.dataset.dpColours = value;
    else delete root.dataset.dpColours;
    const dark = (value || (system.matches ? "dark" : "light")) === "dark";
    if (button) button.setAttribute("aria-pressed", String(dark));
    return dark;
  };

  let isDark = show(remembered());
  system.addEventListener("change", () => { isDark = show(remembered()); });
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) isDark = show(remembered());
  });
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = isDark ? "light" : "dark";
      const chosen = wanted === (system.matches ? "dark" : "light") ? "" : wanted;
      remember(chosen);
      isDark = show(chosen);
    });
  }

  // The contents say where in the text one is: at the last heading that has gone by.
  const entries = new Map();
  for (const link of document.querySelectorAll(".dp-columns > .dp-contents a[href^='#']")) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place && place.id !== "dp-main") entries.set(place, link);
  }
  if (entries.size) {
    let waiting = false;
    let current;
    const look = () => {
      waiting = false;
      let here;
      for (const [place, link] of entries) {
        if (place.getBoundingClientRect().top < innerHeight / 3) here = link;
      }
      if (here === current) return;
      current?.removeAttribute("aria-current");
      here?.setAttribute("aria-current", "true");
      current = here;
    };
    const soon = () => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon, { passive: true });
    look();
  }

  const notes = document.getElementById("dp-print-notes");
  const list = notes && notes.querySelector("ol");
  const main = document.getElementById("dp-main");

  const clear = () => {
    main.querySelectorAll(".dp-print-mark").forEach((mark) => mark.remove());
    list.replaceChildren();
    notes.hidden = true;
    root.classList.remove("dp-noted");
  };

  if (notes && list && main) {
    window.addEventListener("beforeprint", () => {
      clear();
      const numbers = new Map();
      // The site's own address, not that of the host that served this copy; inside links are left out where it has none.
      const canonical = document.querySelector("link[rel=canonical]")?.href;
      const here = location.href.split("#")[0];
      for (const link of main.querySelectorAll("a[href]")) {
        const inside = link.host === location.host;
        if (inside && !canonical) continue;
        const address = inside ? new URL(link.getAttribute("href"), canonical).href : link.href;
        const outside = /^https?:/.test(address) && link.href.split("#")[0] !== here;
        if (!outside || link.textContent.trim() === address || !link.offsetParent) continue;
        if (!numbers.has(address)) {
          numbers.set(address, numbers.size + 1);
          const item = document.createElement("li");
          item.textContent = address;
          list.append(item);
        }
        const mark = document.createElement("sup");
        mark.className = "dp-print-mark";
        mark.textContent = String(numbers.get(address));
        link.append(mark);
      }
      if (numbers.size) {
        notes.hidden = false;
        root.classList.add("dp-noted");
      }
    });
    window.addEventListener("afterprint", clear);
  }
})();
