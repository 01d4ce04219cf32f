// The search page: Pagefind finds, this shows. Every text goes in as text, never as markup.
const form = document.getElementById("dp-search");
const words = document.getElementById("dp-search-words");
const status = document.getElementById("dp-search-status");
const list = document.getElementById("dp-search-results");
const more = document.getElementById("dp-search-more");
const folded = document.getElementById("dp-search-folded");
const filters = [...form.querySelectorAll("select")];
const wide = matchMedia("(min-width: 40em)");
const STEP = 10;
// Milliseconds after a letter in which another one may come.
const PAUSE = 60;

const at = (address) => new URL(address, document.baseURI);
const root = new URL(".", at(form.dataset.root));
const folders = form.dataset.bundles.split(" ").map((entry) => new URL(".", at(entry)));

const arrived = location.search;

let pagefind;
let heads;
let found = [];
let shown = 0;
let asked = 0;

// What a reader types as the index has it: small letters without marks, one form of each letter and digit.
// The same as `fold` in dossierpress/exports/spellings.py.
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const NOTHING = /[\u0621\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SAME = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ك: "ک", ي: "ی", ى: "ی", ې: "ی", ٱ: "ا", ه: "ہ", ة: "ہ", ھ: "ہ", ە: "ہ", ۃ: "ہ", ۀ: "ہ", "’": "'", "‘": "'", ʼ: "'" };
for (const zero of [0x660, 0x6f0, 0x966, 0x9e6]) for (let digit = 0; digit < 10; digit += 1) SAME[String.fromCodePoint(zero + digit)] = String(digit);
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(MARKS, "").replace(NOTHING, "").replace(/./gsu, (letter) => SAME[letter] ?? letter);

// “A phrase” and the words around it; whatever quotation marks a language has.
function parts(term) {
  const phrases = [];
  const rest = term.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
    phrases.push(phrase.trim());
    return " ";
  });
  const loose = rest.replace(/["“”„«»]/g, " ").trim();
  return { phrases: phrases.filter(Boolean), loose };
}

// One index in several folders: the first brings the program, the others are merged into it.
async function load() {
  const program = await import(new URL("pagefind.js", folders[0]).href);
  await program.options({ baseUrl: root.pathname, excerptLength: 36, ranking: { metaWeights: { title: 8, translated: 6, names: 4, line: 1, also: 1, label: 0.1 } } });
  await program.init();
  heads = Promise.all(folders.map(async (folder) => (await fetch(new URL("heads.json", folder))).json())).then((all) => Object.assign({}, ...all));
  await Promise.all(folders.slice(1).map((folder) => program.mergeIndex(folder.pathname)));
  // Counts come with results only once the filters are there.
  await program.filters();
  return program;
}

const program = () => (pagefind ??= load());

function chosen() {
  return Object.fromEntries(filters.filter((each) => each.value).map((each) => [each.name, each.value]));
}

function offer(counts) {
  for (const select of filters) {
    const values = Object.entries(counts[select.name] ?? {}).filter(([value, count]) => count || value === select.value);
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    values.sort((a, b) => (select.name === "year" ? order.compare(b[0], a[0]) : order.compare(a[0], b[0])));
    const before = select.value;
    const any = new Option(form.dataset.any, "");
    select.replaceChildren(any, ...values.map(([value, count]) => new Option(`${value} (${count})`, value)));
    select.value = before;
    select.parentElement.hidden = values.length === 0 && !before;
  }
  folded.hidden = filters.every((each) => each.parentElement.hidden);
}

// Where there is room the filters stand open; on a narrow screen they open when asked, or when one is set.
function unfold() {
  folded.open = wide.matches || filters.some((each) => each.value);
}

// Whatever is found, as it was typed or in another spelling.
const SPOKEN = /[\p{L}\p{N}\p{M}]/u;
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}\p{M}']+/u).filter((word) => SPOKEN.test(word));
const typed = () => wordsOf(words.value);
// Müller is Mueller is Muller.
const short = (key) => key.replace(/(?<=[aou])e/g, "");
const hit = (word, terms) => wordsOf(word).some((key) => terms.some((term) => short(key).startsWith(short(term))));

// Whether every word that was typed stands on the page, as a word or the beginning of one.
function isExact(data) {
  const { title = "", label = "", translated = "", names = "", line = "", also = "" } = data.meta;
  const there = wordsOf([title, label, translated, names, line, also, data.raw_content].join(" "));
  return typed().every((term) => there.some((word) => word.startsWith(term)));
}

// Where Pagefind knows a word by another spelling only, the passage is cut around it here.
function around(content) {
  const terms = typed();
  const all = content.split(/\s+/);
  const at = terms.length ? all.findIndex((word) => hit(word, terms)) : -1;
  if (at < 0) return undefined;
  const from = Math.max(0, at - 12);
  return { before: from > 0, after: from + 36 < all.length, words: all.slice(from, from + 36), terms };
}

// A passage comes with <mark> around the words, and its own angle brackets escaped.
function passage({ raw_content: content, excerpt, plain_excerpt: plain }) {
  const line = document.createElement("p");
  line.className = "dp-search-passage";
  const own = excerpt.includes("<mark>") ? undefined : around(content);
  if (own) {
    if (own.before) line.append("… ");
    for (const word of own.words) {
      const piece = document.createElement(hit(word, own.terms) ? "mark" : "span");
      piece.textContent = word;
      line.append(piece, " ");
    }
    if (own.after) line.append("…");
    return line;
  }
  if (!content.startsWith(plain)) line.append("… ");
  for (const [number, part] of excerpt.split(/<mark>|<\/mark>/).entries()) {
    const piece = document.createElement(number % 2 ? "mark" : "span");
    piece.textContent = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    line.append(piece);
  }
  if (!content.endsWith(plain)) line.append(" …");
  return line;
}

// A headline of forty words as lists have it.
const brief = (title) => (title.length > 110 ? `${title.slice(0, 110).replace(/\s+\S*$/u, "").replace(/[,;:—–،؛-]+$/u, "")}…` : title);

// What is known of a result before its text is there: its headline, and what it is.
function head([address, title, line, language, direction]) {
  const entry = document.createElement("li");
  const heading = document.createElement("h2");
  heading.className = "dp-headline";
  if (language) heading.lang = language;
  heading.dir = direction || "auto";
  const link = document.createElement("a");
  link.href = new URL(address.replace(/^\//, ""), root);
  link.textContent = brief(title);
  if (link.textContent !== title) link.title = title;
  heading.append(link);
  const about = document.createElement("p");
  about.className = "dp-line";
  about.dir = "auto";
  about.textContent = line;
  entry.append(heading, about);
  return entry;
}

function complete(entry, data) {
  const { raw_url: address, meta, filters: marks } = data;
  const [language] = marks.language ?? [];
  const [direction] = marks.direction ?? [];
  // Two pages may have the same short name, in two folders.
  const link = entry.querySelector("a");
  if (!link.href.endsWith(address)) entry.replaceChildren(...head([address, meta.title ?? meta.label, meta.line ?? "", language, direction]).children);
  const text = passage(data);
  if (language) text.lang = language;
  text.dir = direction ?? "auto";
  entry.append(text);
  if (!isExact(data)) {
    const similar = document.createElement("p");
    similar.className = "dp-search-similar";
    similar.textContent = `≈ ${form.dataset.similar}`;
    entry.append(similar);
  }
}

async function show(number) {
  const known = await heads;
  if (number !== asked) return;
  const next = found.slice(shown, shown + STEP);
  const entries = next.map((result) => head(known[result.id] ?? ["", "", "", "", ""]));
  list.append(...entries);
  const first = list.children[shown]?.querySelector("a");
  if (shown) first?.focus();
  shown += next.length;
  more.hidden = shown >= found.length;
  await Promise.all(next.map(async (result, at) => complete(entries[at], await result.data())));
}

// Pagefind takes a phrase alone: each is asked for by itself, and what all have in common is found.
async function ask(index, term, wanted) {
  const { phrases, loose } = parts(term);
  if (!phrases.length) return index.search(fold(loose) || null, { filters: wanted });
  const answers = await Promise.all([
    ...phrases.map((phrase) => either(index, phrase, wanted)),
    ...(loose ? [index.search(fold(loose), { filters: wanted })] : []),
  ]);
  if (answers.length === 1) return answers[0];
  const common = answers.slice(1).reduce((left, { results }) => {
    const ids = new Set(results.map((result) => result.id));
    return left.filter((result) => ids.has(result.id));
  }, answers[0].results);
  return { results: common, filters: await counted(index, common, wanted) };
}

// A phrase as it was typed, or in the index's own spelling.
async function either(index, phrase, wanted) {
  const spelt = [...new Set([phrase, fold(phrase)])];
  const answers = await Promise.all(spelt.map((each) => index.search(`"${each}"`, { filters: wanted })));
  const byId = new Map(answers.flatMap(({ results }) => results).map((result) => [result.id, result]));
  if (byId.size === answers[0].results.length) return answers[0];
  if (byId.size === answers.at(-1).results.length) return answers.at(-1);
  const all = [...byId.values()];
  return { results: all, filters: await counted(index, all, wanted) };
}

// How many of some results each filter would leave.
async function counted(index, results, wanted) {
  const ids = new Set(results.map((result) => result.id));
  const all = await index.filters();
  const counts = {};
  for (const { name } of filters) {
    counts[name] = {};
    for (const value of Object.keys(all[name] ?? {})) {
      const { results: those } = await index.search(null, { filters: { ...wanted, [name]: value } });
      counts[name][value] = those.filter((result) => ids.has(result.id)).length;
    }
  }
  return counts;
}

async function search(given = false) {
  const number = ++asked;
  const term = words.value.trim();
  const wanted = chosen();
  // The address that somebody came by stays as it is.
  if (given !== true) remember(term, wanted);
  try {
    const index = await program();
    if (!term && !Object.keys(wanted).length) {
      const all = await index.filters();
      if (number !== asked) return;
      found = [];
      offer(all);
      say("");
      return;
    }
    const result = await ask(index, term, wanted);
    if (number !== asked) return;
    found = result.results;
    offer(result.filters);
    say(found.length === 0 ? form.dataset.none : found.length === 1 ? form.dataset.one : form.dataset.many.replace("{n}", found.length.toLocaleString(document.documentElement.lang)));
    await show(number);
  } catch {
    pagefind = undefined;
    say(form.dataset.failed);
  }
}

function say(text) {
  list.replaceChildren();
  shown = 0;
  more.hidden = true;
  status.textContent = text;
}

// The address holds the search, so that it can be sent to others and Back leads to it.
function remember(term, wanted) {
  const address = new URL(location.href);
  address.search = new URLSearchParams(term ? { q: term, ...wanted } : wanted).toString();
  history.replaceState(null, "", address);
}

function recall() {
  const given = new URLSearchParams(location.search);
  words.value = given.get("q") ?? "";
  for (const select of filters) {
    const value = given.get(select.name) ?? "";
    if (value) select.append(new Option(value, value));
    select.value = value;
  }
}

let waiting;
words.addEventListener("input", () => {
  clearTimeout(waiting);
  // What is typed is on its way while more is typed.
  const { loose } = parts(words.value.trim());
  if (loose) program().then((index) => index.preload(fold(loose))).catch(() => {});
  waiting = setTimeout(search, PAUSE);
});
for (const select of filters) select.addEventListener("change", search);
more.addEventListener("click", () => show(asked));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search();
});
document.getElementById("dp-search-off").hidden = true;
recall();
unfold();
wide.addEventListener("change", unfold);
search(true);
// Who came by the button in the header wants to type; anybody else begins at the top of the page.
if (!words.value && new URLSearchParams(arrived).has("q")) words.focus();
