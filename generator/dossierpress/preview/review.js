// The review of a clip: shows what the server says, and sends what the curator decides. Nothing that a
// capture holds becomes more than text here.
"use strict";

const token = new URLSearchParams(location.search).get("token") ?? "";
const at = (id) => document.getElementById(id);
let decisions = { keep: [], drop: [], set: {} };

function made(name, text, facts = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  return Object.assign(element, facts);
}

async function send(errand, more = {}) {
  const answer = await fetch(errand, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token, decisions, ...more }),
  }).catch(() => null);
  if (answer === null) {
    at("said").textContent = "Nobody answers: the review has ended in the terminal.";
    return;
  }
  if (!answer.ok) {
    at("said").textContent = await answer.text();
    return;
  }
  show(await answer.json());
}

function toggle(line) {
  const without = (list) => list.filter((number) => number !== line.line);
  decisions.keep = without(decisions.keep);
  decisions.drop = without(decisions.drop);
  (line.kept ? decisions.drop : decisions.keep).push(line.line);
  send("review");
}

function lineOf(line) {
  const item = made("li", "", { className: line.kept ? "line" : "line dropped" });
  const words = made("span", line.text, { className: "words", dir: "auto" });
  if (!line.kept) words.append(made("span", line.why, { className: "why", dir: "ltr" }));
  const button = made("button", line.kept ? "drop" : "keep", { type: "button", id: `line-${line.line}` });
  button.setAttribute("aria-label", `${button.textContent} line ${line.line}`);
  button.addEventListener("click", () => toggle(line));
  item.append(made("span", line.line), words, button);
  return item;
}

function fieldOf(field) {
  const box = made("div", "", { className: "field" });
  const label = made("label", field.name, { htmlFor: `field-${field.name}` });
  const input = made("input", "", { id: `field-${field.name}`, value: field.value, dir: "auto" });
  const take = (value) => {
    decisions.set[field.name] = value;
    send("review");
  };
  input.addEventListener("change", () => take(input.value));
  box.append(label, input);
  const place = field.place ? `from ${field.place}${field.guess ? " (a guess)" : ""}` : "not found";
  box.append(made("span", place, { className: "more" }));
  field.rivals.forEach((rival, number) => {
    const other = made("span", "", { className: "more" });
    const button = made("button", "take", { type: "button", id: `rival-${field.name}-${number}` });
    button.setAttribute("aria-label", `take ${rival.value} for ${field.name}`);
    button.addEventListener("click", () => take(rival.value));
    const value = made("bdi", ` ${rival.value}`);
    other.append(button, value, made("span", ` (${rival.place})`));
    box.append(other);
  });
  return box;
}

function show(state) {
  at("said").textContent = state.said ?? "";
  if (state.done) {
    for (const button of document.querySelectorAll("button, input")) button.disabled = true;
    document.title = "Done";
    return;
  }
  decisions = state.decisions;
  const focus = document.activeElement?.id;
  at("source").textContent = `${state.source} (${state.number} of ${state.of})`;
  at("lines").replaceChildren(...state.lines.map(lineOf));
  at("fields").replaceChildren(...state.fields.map(fieldOf));
  at("text").textContent = state.text;
  at("doubts").replaceChildren(...state.doubts.map((each) => made("li", each, { dir: "auto" })));
  at("slips").replaceChildren(
    ...state.slips.map((each) => made("li", `${each.written} → ${each.meant}: ${each.around}`, { dir: "auto" })),
  );
  if (focus) at(focus)?.focus();
}

at("lines").addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const next = step && event.target.closest("li")?.[step];
  if (next) {
    event.preventDefault();
    next.querySelector("button").focus();
  }
});
at("save").addEventListener("click", () => send("save"));
at("skip").addEventListener("click", () => send("skip"));
send("review", { decisions: null });
