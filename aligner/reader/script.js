"use strict";
(() => {
  const one = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const units = all(".unit");
  const query = one("#query");

  // What the reader chose is kept where the browser allows it; a page opened from a file may not keep anything.
  const kept = {
    get(name) { try { return localStorage.getItem("clausebank." + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("clausebank." + name, value); } catch { /* not kept */ } },
  };

  let silence = 0;
  function say(text, shown = true) {
    const place = one("#says");
    place.textContent = text;
    place.classList.toggle("shown", shown);
    clearTimeout(silence);
    silence = setTimeout(() => place.classList.remove("shown"), 2500);
  }

  // Counterparts ------------------------------------------------------------------------------------------------
  const unitOf = (node) => node.closest(".unit");
  const columnOf = (node) => node.closest("td").dataset.column;
  const links = (node) => node.dataset.word === undefined
    ? all(`[data-phrase="${node.dataset.phrase}"]`, unitOf(node))
    : all(`[data-word="${node.dataset.word}"]`, unitOf(node));

  let held = null;
  function light(node) {
    all(".lit").forEach((it) => it.classList.remove("lit", "kept"));
    if (!node) return;
    const phrase = node.closest(".phrase");
    const word = node.closest(".word");
    if (phrase) links(phrase).forEach((it) => it.classList.add("lit"));
    if (word) links(word).forEach((it) => it.classList.add("lit"));
    if (held) links(held).forEach((it) => it.classList.add("kept"));
  }
  function hold(node) {
    held = node && held !== node ? node : null;
    light(held);
  }
  const linked = (target) => target.closest?.(".word, .phrase");

  const table = one(".text");
  table.addEventListener("pointerover", (event) => { if (!held) light(linked(event.target)); });
  table.addEventListener("pointerleave", () => { if (!held) light(null); });
  table.addEventListener("click", (event) => {
    const node = linked(event.target);
    if (!node || String(getSelection())) return;
    const phrase = node.closest(".phrase");
    if (phrase) enter(phrase);
    hold(node);
  });
  table.addEventListener("focusin", (event) => {
    if (!event.target.matches(".phrase")) return;
    if (!held) light(event.target);
    const others = links(event.target).filter((it) => columnOf(it) !== columnOf(event.target));
    say(others.map((it) => it.textContent).join(" · "), false);
  });
  table.addEventListener("focusout", () => { if (!held) light(null); });

  // One phrase at a time is in the tab order; the arrow keys move on from it.
  const phrases = () => all(".phrase").filter((it) => it.offsetParent);
  function enter(phrase) {
    if (!phrase) return;
    all('.phrase[tabindex="0"]').forEach((it) => { it.tabIndex = -1; });
    phrase.tabIndex = 0;
    phrase.focus({ preventScroll: phrase.matches(":hover") });
  }
  function step(phrase, way) {
    const column = phrases().filter((it) => columnOf(it) === columnOf(phrase));
    enter(column[column.indexOf(phrase) + way]);
  }
  function stepUnit(phrase, way) {
    const column = phrases().filter((it) => columnOf(it) === columnOf(phrase));
    const here = column.indexOf(phrase);
    const rest = way > 0 ? column.slice(here) : column.slice(0, here).reverse();
    const found = rest.find((it) => unitOf(it) !== unitOf(phrase));
    enter(found && column.find((it) => unitOf(it) === unitOf(found)));
  }
  function cross(phrase, way) {
    const row = links(phrase).filter((it) => it.offsetParent);
    enter(row[(row.indexOf(phrase) + way + row.length) % row.length]);
  }
  table.addEventListener("keydown", (event) => {
    const phrase = event.target;
    if (!phrase.matches(".phrase") || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (event.key === "Enter") hold(phrase);
    else if (!way) return;
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") stepUnit(phrase, way);
    else {
      // The arrows go where they point, in columns that run from right to left too.
      const turned = getComputedStyle(phrase).direction === "rtl" && !event.shiftKey ? -way : way;
      (event.shiftKey ? cross : step)(phrase, turned);
    }
    event.preventDefault();
  });
  const first = one(".phrase");
  if (first) first.tabIndex = 0;

  // Search ------------------------------------------------------------------------------------------------------
  // Folded text with, for each of its characters, the place it came from: case and width do not count.
  function folded(text) {
    let out = "";
    const places = [];
    for (let at = 0; at < text.length;) {
      const character = String.fromCodePoint(text.codePointAt(at));
      for (const piece of character.normalize("NFKC").toLowerCase()) {
        out += piece;
        for (let n = 0; n < piece.length; n++) places.push(at);
      }
      at += character.length;
    }
    places.push(text.length);
    return { out, places };
  }
  const segments = all(".words").map((node) => {
    const nodes = [];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let length = 0;
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: length });
      length += walker.currentNode.length;
    }
    return { node, nodes, column: Number(columnOf(node)), unit: unitOf(node), ...folded(node.textContent) };
  });
  function range(segment, start, end) {
    const at = (place) => segment.nodes.findLast((it) => it.start <= place) ?? segment.nodes[0];
    const [from, to] = [at(start), at(end - 1)];
    const found = new Range();
    found.setStart(from.node, start - from.start);
    found.setEnd(to.node, end - to.start);
    return found;
  }
  let hits = [];
  let current = -1;
  let pause = 0;
  const canPaint = "highlights" in CSS;
  function paint() {
    if (!canPaint) return;
    CSS.highlights.set("hit", new Highlight(...hits.map((hit) => hit.range)));
    CSS.highlights.set("hit-now", new Highlight(...(hits[current] ? [hits[current].range] : [])));
  }
  function search() {
    clearTimeout(pause);
    pause = 0;
    const wanted = folded(query.value.trim().replace(/\s+/g, " ")).out;
    hits = [];
    current = -1;
    all(".echo").forEach((it) => it.classList.remove("echo"));
    for (const segment of wanted ? segments : []) {
      if (segment.node.closest("[hidden]")?.matches("td")) continue;
      for (let at = segment.out.indexOf(wanted); at >= 0; at = segment.out.indexOf(wanted, at + wanted.length)) {
        const [start, end] = [segment.places[at], segment.places[at + wanted.length]];
        hits.push({ segment, range: range(segment, start, end) });
      }
    }
    hits.forEach(echo);
    report(wanted);
    paint();
  }
  // The counterparts of a hit, by words where there are links between words, else by phrases.
  function echo(hit) {
    const inside = all(".word", hit.segment.node).filter((it) => hit.range.intersectsNode(it));
    const nodes = inside.length ? inside : all(".phrase", hit.segment.node).filter((it) => hit.range.intersectsNode(it));
    for (const node of nodes)
      for (const other of links(node)) if (columnOf(other) !== String(hit.segment.column)) other.classList.add("echo");
  }
  function report(wanted) {
    const names = all(".text thead .tag").map((it) => it.textContent);
    const counts = names.map((_, column) => hits.filter((hit) => hit.segment.column === column).length);
    const place = one("#counts");
    place.replaceChildren();
    if (wanted) {
      const rows = new Set(hits.map((hit) => hit.segment.unit)).size;
      const total = document.createElement("b");
      total.textContent = hits.length ? `${hits.length} in ${rows} clause${rows === 1 ? "" : "s"}` : "not found";
      place.append(total, hits.length ? " · " + names.map((name, k) => `${name} ${counts[k]}`).join(" · ") : "");
    }
    one("#previous").disabled = one("#next").disabled = !hits.length;
    all(".map i.hit").forEach((cell) => cell.classList.remove("hit"));
    for (const { segment } of hits) tickOf(segment.unit)?.children[segment.column]?.classList.add("hit");
    filter();
  }
  function filter() {
    const only = one("#only").checked && query.value.trim();
    const found = new Set(hits.map((hit) => hit.segment.unit));
    const changes = one("#changes")?.checked;
    units.forEach((unit) => {
      unit.hidden = (Boolean(only) && !found.has(unit)) || (changes && !one(".badge.change", unit));
    });
  }
  function go(way) {
    if (!hits.length) return;
    current = (current + way + hits.length) % hits.length;
    paint();
    const { segment } = hits[current];
    segment.node.scrollIntoView({ block: "center" });
    say(`${current + 1} of ${hits.length}: ${segment.unit.querySelector(".id").textContent}`);
  }
  query.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, units.length > 300 ? 150 : 0); });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      if (pause) search();
      go(event.shiftKey ? -1 : 1);
      event.preventDefault();
    }
    if (event.key === "Escape") { query.value = ""; search(); query.blur(); event.stopPropagation(); }
  });
  one("#previous").addEventListener("click", () => go(-1));
  one("#next").addEventListener("click", () => go(1));
  one("#only").addEventListener("change", filter);
  one("#changes")?.addEventListener("change", filter);

  // Columns, notes, colours -------------------------------------------------------------------------------------
  const toggles = all("[data-toggle]");
  function columns() {
    const shown = toggles.filter((it) => it.checked);
    toggles.forEach((toggle) => {
      toggle.disabled = shown.length === 1 && toggle.checked;  // the last column stays
      all(`[data-column="${toggle.dataset.toggle}"]`).forEach((cell) => { cell.hidden = !toggle.checked; });
    });
    // A finding on languages that are not shown says nothing to the reader.
    const tags = new Set(shown.map((it) => one(`.text thead [data-column="${it.dataset.toggle}"] .tag`).textContent));
    all(".finding[data-languages]").forEach((finding) => {
      const languages = finding.dataset.languages.split(" ").filter(Boolean);
      finding.hidden = languages.length > 0 && !languages.some((tag) => tags.has(tag));
    });
    if (query.value) search();
  }
  toggles.forEach((toggle) => toggle.addEventListener("change", columns));

  function open(button, wanted) {
    button.setAttribute("aria-expanded", String(wanted));
    document.getElementById(button.getAttribute("aria-controls")).hidden = !wanted;
  }
  const remarks = one("#remarks");
  function showRemarks(wanted) { all(".more").forEach((button) => open(button, wanted || Boolean(one(".count:not(.info)", button)))); }
  if (remarks) {
    remarks.checked = kept.get("notes") === "shown";
    showRemarks(remarks.checked);
    remarks.addEventListener("change", () => {
      all(".more").forEach((button) => open(button, remarks.checked));
      kept.set("notes", remarks.checked ? "shown" : "hidden");
    });
  }
  all(".more").forEach((button) => button.addEventListener("click", () => open(button, button.getAttribute("aria-expanded") !== "true")));

  const themes = ["", "light", "dark"];
  function theme(name) {
    if (name) document.documentElement.dataset.theme = name; else delete document.documentElement.dataset.theme;
    one("#theme").setAttribute("aria-label", `Colours: ${name || "as the system"}`);
    kept.set("theme", name);
  }
  theme(themes.includes(kept.get("theme")) ? kept.get("theme") : "");
  one("#theme").addEventListener("click", () => {
    theme(themes[(themes.indexOf(document.documentElement.dataset.theme ?? "") + 1) % themes.length]);
    say(one("#theme").getAttribute("aria-label"));
  });

  // Links to clauses --------------------------------------------------------------------------------------------
  async function copyLink(unit) {
    const url = new URL(location.href);
    url.hash = unit.id;
    history.replaceState(null, "", url);
    try { await navigator.clipboard.writeText(url.href); say(`Link copied: #${unit.id}`); }
    catch { say(`The link is in the address bar: #${unit.id}`); }
  }
  all(".copy").forEach((button) => button.addEventListener("click", () => copyLink(unitOf(button))));

  // Overview ----------------------------------------------------------------------------------------------------
  // A mark of the strip stands for the clause it leads to and for those after it, up to the next mark.
  const ticks = new Map(all(".map a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  let latest = null;
  for (const unit of units) {
    latest = ticks.get(unit.id) ?? latest;
    ticks.set(unit.id, latest);
  }
  function tickOf(unit) { return ticks.get(unit.id); }
  const inView = new Map();
  all(".map li").forEach((item) => { item.style.flexGrow = item.dataset.length; });
  const watch = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
    const tick = tickOf(target);
    if (!tick) return;
    const seen = inView.get(tick) ?? inView.set(tick, new Set()).get(tick);
    seen[isIntersecting ? "add" : "delete"](target);
    tick.classList.toggle("seen", seen.size > 0);
  }));
  units.forEach((unit) => watch.observe(unit));
  // The bar may take two lines; what sticks below it has to know.
  new ResizeObserver(([entry]) =>
    document.documentElement.style.setProperty("--bar", `${entry.target.offsetHeight}px`)).observe(one(".bar"));

  // Keys --------------------------------------------------------------------------------------------------------
  const help = one("#help");
  const single = one("#keys");
  single.checked = kept.get("keys") !== "off";
  single.addEventListener("change", () => kept.set("keys", single.checked ? "on" : "off"));
  one("#help-open").addEventListener("click", () => help.showModal());

  let place = -1;
  const shownUnits = () => units.filter((unit) => !unit.hidden);
  function move(way) {
    const list = shownUnits();
    const from = document.activeElement && unitOf(document.activeElement);
    const here = from ? list.indexOf(from) : place;
    place = Math.max(0, Math.min(list.length - 1, here + way));
    const unit = list[place];
    if (!unit) return;
    one(".id", unit).focus({ preventScroll: true });
    unit.scrollIntoView({ block: "start" });
  }
  const byKey = {
    "/": () => { query.focus(); query.select(); },
    "?": () => help.showModal(),
    j: () => move(1),
    k: () => move(-1),
    n: () => remarks?.click(),
    c: () => { const unit = unitOf(document.activeElement) ?? one(".unit:target"); if (unit) copyLink(unit); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { held = null; light(null); }
    const typing = event.target.matches("input:not([type=checkbox]), dialog *");
    if (!single.checked || typing || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[1-9]$/.test(event.key)) toggles[event.key - 1]?.click();
    else if (byKey[event.key]) byKey[event.key]();
    else return;
    event.preventDefault();
  });
})();
