// A button beside each reference that copies it; without a script, or where nothing can be copied, there is none.
(() => {
  "use strict";
  const clipboard = async (text, place) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Without HTTPS browsers have only the older way.
    getSelection().selectAllChildren(place);
    if (!document.execCommand("copy")) throw new Error("nothing was copied");
  };
  for (const button of document.querySelectorAll(".dp-copy")) {
    const place = document.getElementById(button.dataset.copies);
    const words = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        const text = place.textContent;
        await clipboard(place.tagName === "PRE" ? text : text.replace(/\s+/g, " ").trim(), place);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = words; }, 2000);
      } catch {
        getSelection().selectAllChildren(place);
      }
    });
  }
})();
