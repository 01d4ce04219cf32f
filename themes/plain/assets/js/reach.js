// A wide table or a long line of code scrolls by itself: the keyboard must get there, but nowhere else.
// Some browsers, Safari among them, do not see to it themselves.
(() => {
  "use strict";
  const reach = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll("#dp-main table, #dp-main pre").forEach((each) => reach.observe(each));
})();
