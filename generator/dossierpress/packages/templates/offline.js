"use strict";
(() => {
  // Letters without accents and case, so that who types "cafe" finds "Café". One letter stays one letter.
  const plain = (text) => Array.from(text, (sign) => sign.normalize("NFD")[0].toLowerCase()[0] || sign).join("");
  const parts = Array.from(document.querySelectorAll("main > section"), (part) => {
    const text = Array.from(part.textContent.replace(/\s+/g, " ")).join("");
    return { id: part.id, title: part.dataset.title, text, words: plain(text), head: plain(part.dataset.title) };
  });
  for (const image of document.querySelectorAll("img[data-same]")) {
    image.src = document.querySelector(`img[data-picture="${image.dataset.same}"]`).src;
  }
  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const around = (part, word) => {
    const at = Array.from(part.words.slice(0, Math.max(0, part.words.indexOf(word)))).length;
    const signs = Array.from(part.text);
    const begin = Math.max(0, at - 60);
    return (begin ? "… " : "") + signs.slice(begin, at + 120).join("") + (at + 120 < signs.length ? " …" : "");
  };
  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    results.replaceChildren();
    found.textContent = "";
    if (!words.length) return;
    const rank = (part) => words.filter((word) => part.head.includes(word)).length;
    const hits = parts.filter((part) => words.every((word) => part.words.includes(word)));
    hits.sort((one, other) => rank(other) - rank(one));
    found.textContent = hits.length === 0 ? found.dataset.none
      : hits.length === 1 ? found.dataset.one : found.dataset.many.replace("{n}", hits.length);
    for (const part of hits) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#" + part.id;
      link.textContent = part.title;
      link.dir = "auto";
      const passage = document.createElement("p");
      passage.className = "line";
      passage.dir = "auto";
      passage.textContent = around(part, words[0]);
      item.append(link, passage);
      results.append(item);
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  form.hidden = false;
})();
