// @ts-check
// Behaviour that every page shares and that needs no circuit. Loaded in the head, blocking, so that the rail does not jump.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";

  // MudBlazor, Blazor and Monaco make style elements, and the page's policy wants its nonce on each. Markup that somebody slipped in is not
  // made this way, and has none.
  const nonce = document.currentScript?.nonce ?? "";
  const create = document.createElement;
  /** @param {string} name @param {ElementCreationOptions} [options] */
  document.createElement = (name, options) => {
    const element = create.call(document, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };

  /** @param {string} key */
  const recall = key => { try { return localStorage.getItem(key); } catch { return null; } };
  /** @param {string} key @param {string} value */
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* Private mode: for this page only. */ } };

  if (recall("ella-rail") === "collapsed") root.dataset.rail = "collapsed";

  const toggleTheme = () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    remember("ella-theme", theme);
  };

  const toggleRail = () => {
    const collapsed = root.dataset.rail !== "collapsed";
    if (collapsed) root.dataset.rail = "collapsed"; else delete root.dataset.rail;
    remember("ella-rail", collapsed ? "collapsed" : "open");
  };

  /** @param {boolean} open */
  const drawer = open => {
    const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-drawer-open]"));
    if (open === ("drawer" in root.dataset)) return;
    if (open) root.dataset.drawer = "open"; else delete root.dataset.drawer;
    button?.setAttribute("aria-expanded", String(open));
    if (open) /** @type {HTMLElement | null} */ (document.querySelector("#rail a, #rail button"))?.focus();
    else button?.focus();
  };

  /** @param {HTMLElement} button */
  const copy = async button => {
    const label = button.querySelector("span") ?? button;
    const before = label.textContent;
    try { await navigator.clipboard.writeText(button.dataset.copy ?? ""); label.textContent = "Copied"; }
    catch { label.textContent = "Press Ctrl+C"; selectText(button.dataset.copy ?? ""); }
    setTimeout(() => { label.textContent = before; }, 2000);
  };

  /** Selects the text where the page shows it, for browsers that refuse the clipboard. @param {string} text */
  const selectText = text => {
    for (const field of document.querySelectorAll("input[readonly]"))
      if (field instanceof HTMLInputElement && field.value === text) return void field.select();
  };

  /** @param {HTMLElement} button */
  const fill = button => {
    const form = button.closest("[data-fill-scope]")?.querySelector("form");
    for (const name of ["email", "password"]) {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = button.dataset[name] ?? "";
    }
    /** @type {HTMLElement | null | undefined} */ (form?.querySelector("[type=submit]"))?.focus();
  };

  const shortcuts = () => {
    const sheet = document.getElementById("shortcuts");
    if (sheet instanceof HTMLDialogElement && !sheet.open) sheet.showModal();
  };

  document.addEventListener("click", event => {
    if (!(event.target instanceof Element)) return;
    /** @param {string} selector */
    const hit = selector => /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(selector));
    if (hit("[data-shell-theme]")) toggleTheme();
    else if (hit("[data-rail-toggle]")) toggleRail();
    else if (hit("[data-drawer-open]")) drawer(true);
    else if (hit("[data-drawer-close], #rail a")) drawer(false);
    else if (hit("[data-shell-shortcuts]")) shortcuts();
    if (hit("[data-skip]")) {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }
    const copyButton = hit("[data-copy]");
    if (copyButton) void copy(copyButton);
    const fillButton = hit("[data-fill]");
    if (fillButton) fill(fillButton);
    if (event.target instanceof HTMLDialogElement && event.target.classList.contains("sheet") && !event.target.classList.contains("reconnect")) event.target.close();
  });

  // A form that was sent once is not sent again by a second click.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent !== undefined) return event.preventDefault();
    form.dataset.sent = "";
    // What the server may refuse is not typed twice.
    for (const field of form.elements)
      if (field instanceof HTMLTextAreaElement && field.dataset.keep) try { sessionStorage.setItem(field.dataset.keep, field.value); } catch { /* Private mode. */ }
    form.querySelector("[type=submit]")?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete /** @type {HTMLElement} */ (form).dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });

  /** @param {KeyboardEvent} event */
  const moveInMenu = event => {
    const menu = event.target instanceof Element ? event.target.closest("[role=menu]") : null;
    if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("[role=menuitem]")]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : at + (event.key === "ArrowDown" ? 1 : -1);
    items[(to + items.length) % items.length]?.focus();
    event.preventDefault();
  };

  document.addEventListener("toggle", event => {
    const menu = event.target;
    if (menu instanceof HTMLElement && menu.matches("[role=menu]:popover-open")) /** @type {HTMLElement | null} */ (menu.querySelector("[role=menuitem]"))?.focus();
  }, true);

  // A dialog gives the focus back to what opened it, also when its first field took it before Mud could remember where it was.
  /** @type {HTMLElement | null} */
  let opener = null;
  let watched = false;
  const watch = new MutationObserver(() => {
    if (document.querySelector(".mud-dialog")) return;
    watch.disconnect();
    watched = false;
    if (document.activeElement !== document.body) return;
    (opener?.isConnected ? opener : /** @type {HTMLElement | null} */ (document.querySelector("main h1")))?.focus();
  });
  document.addEventListener("focusin", event => {
    if (!(event.target instanceof HTMLElement)) return;
    if (!event.target.closest(".mud-dialog-container")) opener = event.target;
    else if (!watched) {
      watched = true;
      watch.observe(document.body, { childList: true, subtree: true });
    }
  });

  let leader = 0;
  document.addEventListener("keydown", event => {
    moveInMenu(event);
    if (event.key === "Escape") drawer(false);
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".shell-main")) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]")) return;
    const go = Date.now() - leader < 1200 ? document.querySelector(`[data-go="${CSS.escape(event.key.toLowerCase())}"]`) : null;
    leader = event.key === "g" ? Date.now() : 0;
    if (go instanceof HTMLElement) go.click();
    else if (event.key === "?") shortcuts();
    else if (event.key === "[") toggleRail();
    else if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search instanceof HTMLElement) { search.focus(); event.preventDefault(); }
    }
  });
})();
