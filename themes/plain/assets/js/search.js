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

const at = (address) => new URL(address, document.baseURI);
const root = new URL(".", at(form.dataset.root));
const folders = form.dataset.bundles.split(" ").map((entry) => new URL(".", at(entry)));

let pagefind;
let found = [];
let shown = 0;
let asked = 0;

// One index in several folders: the first brings the program, the others are merged into it.
async function load() {
  const program = await import(new URL("pagefind.js", folders[0]).href);
  await program.options({ baseUrl: root.pathname, excerptLength: 36 });
  await program.init();
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

// A passage comes with <mark> around the words, and its own angle brackets escaped.
function passage({ raw_content: content, excerpt, plain_excerpt: plain }) {
  const line = document.createElement("p");
  line.className = "dp-search-passage";
  if (!content.startsWith(plain)) line.append("… ");
  for (const [number, part] of excerpt.split(/<mark>|<\/mark>/).entries()) {
    const piece = document.createElement(number % 2 ? "mark" : "span");
    piece.textContent = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    line.append(piece);
  }
  if (!content.endsWith(plain)) line.append(" …");
  return line;
}

function item(data) {
  const mark = (element) => {
    const [language] = data.filters.language ?? [];
    if (language) element.lang = language;
    element.dir = data.filters.direction?.[0] ?? "auto";
    return element;
  };
  const entry = document.createElement("li");
  const heading = mark(document.createElement("h2"));
  heading.className = "dp-headline";
  const link = document.createElement("a");
  link.href = new URL(data.raw_url.replace(/^\//, ""), root);
  link.textContent = data.meta.title;
  heading.append(link);
  const line = document.createElement("p");
  line.className = "dp-line";
  line.dir = "auto";
  line.textContent = data.meta.line ?? "";
  entry.append(heading, line, mark(passage(data)));
  return entry;
}

async function show(number) {
  const next = await Promise.all(found.slice(shown, shown + STEP).map((result) => result.data()));
  if (number !== asked) return;
  list.append(...next.map(item));
  const first = list.children[shown]?.querySelector("a");
  if (shown) first?.focus();
  shown += next.length;
  more.hidden = shown >= found.length;
}

async function search() {
  const number = ++asked;
  const term = words.value.trim();
  const wanted = chosen();
  remember(term, wanted);
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
    const result = await index.search(term || null, { filters: wanted });
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
  waiting = setTimeout(search, 150);
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
search();
if (!words.value) words.focus();
