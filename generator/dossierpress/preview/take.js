// Takes the page that a bookmarklet hands over, and sends it on; the server knows whether its token is good.
"use strict";

addEventListener("message", async (event) => {
  if (event.source !== opener || typeof event.data !== "object") return;
  const answer = await fetch("take", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(event.data),
  });
  const said = document.getElementById("said");
  if (!answer.ok) {
    said.textContent = await answer.text();
    return;
  }
  const state = await answer.json();
  said.textContent = state.said;
  const items = state.doubts.map((each) => Object.assign(document.createElement("li"), { textContent: each }));
  document.getElementById("doubts").replaceChildren(...items);
});
opener?.postMessage("ready", "*");
