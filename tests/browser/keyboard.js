// What the tests by keyboard see of a page: `keys.watch` begins a walk, the others look at its menus and dialogs.
(() => {
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const POINTED = "a, button, input, select, textarea, summary, label, option, iframe";
  const CORNERS = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];

  const text = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const up = (e, fits) => {
    while (e && !fits(e)) e = e.parentElement;
    return e;
  };
  const scrolls = (e) => e === document.body || /auto|scroll/.test(getComputedStyle(e).overflowY);
  const pins = (e) => /sticky|fixed/.test(getComputedStyle(e).position);

  // Of radio buttons, one is a stop: the chosen one, or the first.
  function stands(e) {
    if (e.type !== "radio") return true;
    const group = [...document.getElementsByName(e.name)].filter((o) => o.form === e.form && shown(o) && !o.disabled);
    return (group.find((o) => o.checked) || group[0]) === e;
  }
  const stop = (e) => e.tabIndex >= 0 && !e.matches(":disabled") && shown(e) && stands(e);

  // A ring may be drawn around what is next to the element or around it, as where a whole card is one link.
  function drawn(e, part) {
    const style = getComputedStyle(e, part);
    const line = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outline;
    return `${line} ${style.boxShadow}`;
  }
  const look = (e) => [e, e.nextElementSibling, e.parentElement, e.parentElement?.parentElement].filter(Boolean)
    .flatMap((x) => [null, "::before", "::after"].map((part) => drawn(x, part))).join();

  function box(e) {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  }

  function covered(e) {
    const r = e.getBoundingClientRect();
    if (r.width < 2 || r.height < 2 || r.bottom < 0 || e.localName === "iframe") return false;
    if (getComputedStyle(e, "::after").position === "absolute") return false; // the whole card is its target
    const own = e.closest("label") || e.labels?.[0] || e;
    return !CORNERS.some(([x, y]) => {
      const hit = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y);
      return hit && (e.contains(hit) || own.contains(hit));
    });
  }

  // What is wrong with the page as it stands, before any key is pressed.
  function still() {
    const mouse = [...document.querySelectorAll("main *")].filter((e) => getComputedStyle(e).cursor === "pointer"
      && shown(e) && !e.closest(POINTED) && !e.querySelector(POINTED));
    const nameless = [...document.querySelectorAll("[tabindex='0']")]
      .filter((e) => shown(e) && !e.ariaLabel && !e.ariaLabelledByElements?.length);
    const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
    const levels = heads.map((e) => Number(e.localName[1]));
    const skips = heads.filter((e, n) => n && levels[n] > levels[n - 1] + 1);
    const one = levels[0] === 1 && levels.filter((level) => level === 1).length === 1;
    return [
      ...mouse.map((e) => `only for a mouse: ${text(e)}`),
      ...nameless.map((e) => `a stop without a name: ${text(e)}`),
      ...(one ? [] : ["not one first heading, or not at first"]),
      ...skips.map((e) => `a heading that skips a level: ${text(e)}`),
    ];
  }

  // Begins before the first stop of the page, or of a part of it. How many stops there are.
  async function watch(selector) {
    while (document.querySelector(".htmx-request")) await new Promise(requestAnimationFrame);
    const part = document.querySelector(selector);
    const stops = [...part.querySelectorAll(STOPS)].filter(stop);
    document.activeElement.blur();
    const start = Object.assign(document.createElement("a"), { href: "#" });
    part.prepend(start);
    start.focus();
    start.remove(); // the next Tab leads to the first stop
    const before = new Map(stops.map((e) => [e, look(e)]));
    const place = new Map(stops.map((e) => [e, { ...box(e), within: up(e.parentElement, scrolls), pinned: up(e, pins) }]));
    // What scrolls in a box of its own is, to all else, where its box is.
    const seen = (e, other) => {
      const { within, ...own } = place.get(e);
      return within === document.body || within.contains(other) ? own : box(within);
    };
    const reached = [];
    const wrong = still();
    let ended = false;
    let moved = false; // a part of the page was replaced since the last key

    function arrive(e) {
      const last = reached[reached.length - 1];
      if (last === e) return;
      if (reached.includes(e)) wrong.push(`reached twice: ${text(e)}`);
      reached.push(e);
      const ringed = before.has(e) ? look(e) !== before.get(e) : drawn(e).includes("solid");
      if (!ringed) wrong.push(`no ring: ${text(e)}`);
      if (!place.has(last) || !place.has(e) || place.get(last).pinned !== place.get(e).pinned) return;
      const [a, b] = [seen(last, e), seen(e, last)];
      if (b.bottom <= a.top && b.left < a.right) wrong.push(`above what comes before it: ${text(e)}`);
    }

    document.addEventListener("focusin", ({ target }) => {
      moved = false;
      ended ||= reached.length > 0 && (!part.contains(target) || (reached.length > 1 && target === stops[0]));
      if (!ended) arrive(target);
    });
    document.addEventListener("htmx:beforeSwap", () => { moved = true; });
    document.addEventListener("focusout", ({ target }) => {
      if (!ended && !moved && covered(target)) wrong.push(`covered while it has the focus: ${text(target)}`);
    });
    window.keys.left = () => stops.filter((e) => e.isConnected && !reached.includes(e)).length;
    window.keys.ended = () => ended || stops.length < 2;
    window.keys.found = () => {
      const order = reached.filter((e) => before.has(e));
      const astray = order.filter((e, n) => n && stops.indexOf(e) < stops.indexOf(order[n - 1]));
      return [
        ...wrong,
        ...stops.filter((e) => e.isConnected && !order.includes(e)).map((e) => `not reached: ${text(e)}`),
        ...astray.map((e) => `out of order: ${text(e)}`),
        ...(window.keys.ended() ? [] : [`does not leave: ${text(document.activeElement)}`]),
      ];
    };
    return stops.length;
  }

  let menus;
  let items;
  let openers;
  const summary = (opener) => opener.closest("details.menu")?.querySelector("summary");

  window.keys = {
    watch,
    // Each menu's text, which tells whether it was tried on another page.
    menus() {
      menus = [...document.querySelectorAll("details.menu > summary")].filter(shown);
      return menus.map((menu) => menu.parentElement.textContent.replace(/\s+/g, " ").trim());
    },
    toMenu: (at) => menus[at].focus(),
    // Whether the focus is on the first item of the open menu, how many there are, and whether arrow keys walk them all.
    inMenu() {
      items = [...document.querySelectorAll("details.menu[open] .popup :is(a[href], button, input, select, textarea)")].filter(stop);
      return { first: items[0] === document.activeElement, items: items.length, plain: items.every((e) => e.matches("a, button")) };
    },
    atEnd: () => items.at(-1) === document.activeElement,
    menuLeft: (at) => !menus[at].parentElement.open && document.activeElement === menus[at],
    dialogs() {
      openers = [...document.querySelectorAll("main [data-open]")].filter((e) => shown(e) || summary(e));
      return openers.map(text);
    },
    // Whether the menu that the dialog is opened from must be opened first.
    toDialog(at) {
      if (!shown(openers[at])) summary(openers[at]).focus();
      return !shown(openers[at]);
    },
    toOpener: (at) => openers[at].focus(),
    inDialog() {
      const dialog = document.querySelector("dialog[open]");
      const names = dialog?.ariaLabelledByElements || [];
      const named = dialog?.ariaLabel || names.some((e) => e.textContent.trim());
      return Boolean(named && dialog.contains(document.activeElement));
    },
    dialogLeft: (at) => !document.querySelector("dialog[open]") && [openers[at], summary(openers[at])].includes(document.activeElement),
  };
})();
