// The search of a site on disk: what there is to find lies in records.js, since pages on disk may fetch nothing.
"use strict";
(() => {
  const form = document.getElementById("dp-search");
  const field = form && form.querySelector("input[name=q]");
  const status = document.getElementById("dp-search-status");
  const results = document.getElementById("dp-search-results");
  if (!field || !status || !results) return;
  // Letters without accents and case, so that who types "cafe" finds "Café". One letter stays one letter.
  const plain = (text) => Array.from(text, (sign) => sign.normalize("NFD")[0].toLowerCase()[0] || sign).join("");
  const pages = window.dossierRecords.map(([address, title, text]) => ({
    address, title, signs: Array.from(text), words: plain(text), head: plain(title),
  }));
  const off = document.getElementById("dp-search-off");
  if (off) off.hidden = true;
  const around = (page, word) => {
    const at = Array.from(page.words.slice(0, Math.max(0, page.words.indexOf(word)))).length;
    const begin = Math.max(0, at - 60);
    return (begin ? "… " : "") + page.signs.slice(begin, at + 120).join("") + (at + 120 < page.signs.length ? " …" : "");
  };
  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    results.replaceChildren();
    status.textContent = "";
    if (!words.length) return;
    const rank = (page) => words.filter((word) => page.head.includes(word)).length;
    const hits = pages.filter((page) => words.every((word) => page.words.includes(word)));
    hits.sort((one, other) => rank(other) - rank(one));
    status.textContent = hits.length === 0 ? form.dataset.none
      : hits.length === 1 ? form.dataset.one : form.dataset.many.replace("{n}", hits.length);
    for (const page of hits) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = page.address;
      link.textContent = page.title;
      link.dir = "auto";
      const passage = document.createElement("p");
      passage.dir = "auto";
      passage.textContent = around(page, words[0]);
      item.append(link, passage);
      results.append(item);
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
