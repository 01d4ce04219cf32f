// Runs in the page under preview, before livereload.js, which takes the plugin up by its name.
// livereload.js connects, reloads pages and swaps style sheets; this adds the panel of problems, and
// goes where a renamed article went. Messages come in the fields that livereload.js lets through.
(() => {
  "use strict";
  const marks = new URL(document.currentScript.src).searchParams;
  let styles = marks.get("styles");
  let shown = "";

  const LOOK = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      background: #fffdf7; color: #1c1917; border-top: 4px solid #b91c1c; padding: 0.75rem 1.25rem 1rem;
      box-shadow: 0 -4px 24px rgb(0 0 0 / 25%); font: 15px/1.5 system-ui, sans-serif; box-sizing: border-box; }
    section.warnings { border-color: #b45309; }
    header { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
    h2 { font-size: 1em; margin: 0; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { margin: 0.75rem 0 0; }
    .place { font-family: ui-monospace, monospace; font-weight: bold; overflow-wrap: anywhere; }
    pre { font: 14px/1.5 ui-monospace, monospace; background: #f1ece2; margin: 0.25rem 0; padding: 0.25rem 0.5rem;
      overflow-x: auto; unicode-bidi: plaintext; }
    .hint { margin: 0; }
    button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 4px; cursor: pointer; }
    @media (prefers-color-scheme: dark) {
      section { background: #1c1917; color: #f5f0e6; } pre { background: #33302c; } }
    @media print { section { display: none; } }
  `;

  const make = (name, text = "", className = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    element.className = className;
    return element;
  };

  const item = (problem) => {
    const entry = make("li");
    entry.append(make("span", `${problem.path}:${problem.line}:${problem.column}`, "place"), ` ${problem.severity}: ${problem.message}`);
    if (problem.source) entry.append(make("pre", problem.source));
    if (problem.hint) entry.append(make("p", problem.hint, "hint"));
    return entry;
  };

  const show = (problems) => {
    const said = JSON.stringify(problems);
    if (said === shown) return;
    shown = said;
    document.querySelector("dossierpress-problems")?.remove();
    if (!problems.length) return;
    const host = document.createElement("dossierpress-problems");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const panel = make("section", "", errors ? "" : "warnings");
    panel.setAttribute("role", "alert");
    const header = make("header");
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const button = make("button", "Hide");
    button.addEventListener("click", () => host.remove());
    header.append(make("h2", errors ? `${count}: this page may not be the newest` : count), button);
    const list = make("ol");
    list.append(...problems.map(item));
    panel.append(header, list);
    root.append(panel);
    document.documentElement.append(host);
  };

  window.LiveReloadPluginDossierpress = class {
    static identifier = "dossierpress";
    static version = "1";

    analyze() {
      return { page: marks.get("page"), styles };
    }

    reload(path, options) {
      const said = options.originalPath ? JSON.parse(options.originalPath) : {};
      if (path === "dossierpress:problems") show(said.problems);
      else if (path === "dossierpress:follow") location.replace(said.to + location.hash);
      else {
        styles = said.styles ?? styles;
        return false;
      }
      return true;
    }
  };
})();
