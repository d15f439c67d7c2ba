"use strict";
(() => {
  const one = (query, within = document) => within.querySelector(query);
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const CHUNK = 40, ROW_HEIGHT = 90;
  const grid = one("#grid");
  let columns = [], rows = [], state = {}, here = { row: 0, column: 0 };
  let taken = null;   // the cell that is to be linked as moved: { row, tag }
  let cut = null;     // where a cell is about to be split: { row, tag, block, offset, places }

  const say = (text) => { one("#says").textContent = text; };
  const counted = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  const column = () => columns[here.column];
  const cellOf = (row, tag) => rows[row]?.cells[tag] ?? [];

  // Asking the server -------------------------------------------------------------------------------------------
  async function ask(action, body) {
    const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    let answer;
    try { answer = await fetch(action, { cache: "no-store", ...options }); } catch {
      refuse("The workbench does not answer: it was stopped. What it had confirmed is saved; start it again and read the text anew.");
      return null;
    }
    const value = await answer.json().catch(() => ({ problem: "The workbench does not know this text any more." }));
    if (answer.ok) return value;
    if (answer.status === 400) say(value.problem); else refuse(value.problem);
    return null;
  }

  function refuse(problem) {
    const place = one("#problem"), again = make("button", "", "Read anew");
    again.type = "button";
    again.addEventListener("click", () => later(reload));
    place.replaceChildren(problem, again);
    place.hidden = false;
    one("#saved").textContent = "Not saved";
  }

  // New advice: the same rows, with other probabilities and findings.
  async function refresh() {
    const whole = await ask("rows");
    if (!whole) return;
    if (whole.version !== state.version) return refuse("This text was changed in another window.");
    rows = whole.rows;
    state = whole;
    tell();
    redraw(0, true);
  }

  async function reload() {
    const whole = await ask(state.problem ? "reload" : "rows", state.problem ? {} : undefined);
    if (!whole) return;
    one("#problem").hidden = true;
    show(whole);
    go(Math.min(here.row, rows.length - 1));
  }

  async function step(what, then) {
    one("#saved").textContent = "Saving";
    const answer = await ask("step", { version: state.version, advice: state.advice, ...what });
    if (!answer) { tell(); return false; }
    const { patch, at } = answer;
    if (patch.whole) rows = patch.rows;
    else rows = [...rows.slice(0, patch.start), ...patch.rows, ...rows.slice(patch.start + patch.removed)];
    state = answer;
    tell();
    redraw(patch.start, patch.removed !== patch.rows.length, patch.start + patch.rows.length);
    then?.(at);
    return true;
  }

  function tell() {
    const left = rows.filter((row) => row.state === "doubt").length;
    one("#left").textContent = state.asking ? "Asking the aligner ..." : left ? `${left.toLocaleString("en")} left` : "none left";
    document.body.dataset.asking = state.asking;
    one("#left").classList.toggle("none", !left);
    if (one("#problem").hidden) one("#saved").textContent = state.delay ? `Kept, not in the text yet: ${state.delay}` : state.written ? "Saved" : "Saved, text follows";
    one("#undo").disabled = !state.undo;
    one("#redo").disabled = !state.redo;
  }

  // Drawing: rows in chunks, of which those near the window are filled --------------------------------------------
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? fill(target) : empty(target);
  }, { rootMargin: "1200px 0px" });

  function show(whole) {
    ({ columns, rows } = whole);
    state = whole;
    document.title = `Workbench: ${whole.title}`;
    one("#title").textContent = whole.title;
    document.documentElement.style.setProperty("--columns", columns.length);
    grid.setAttribute("aria-colcount", columns.length + 1);
    const heads = make("div", "row heads");
    heads.setAttribute("role", "row");
    heads.setAttribute("aria-rowindex", 1);
    heads.append(head("Row"));
    for (const { tag, name, english, status, badge } of columns) {
      const node = head("");
      const own = make("span", "", name);
      own.lang = tag;
      node.append(own, ` ${tag} `, make("span", `badge ${status}`, badge));
      node.title = english;
      heads.append(node);
    }
    watcher.disconnect();
    grid.replaceChildren(heads);
    addChunks();
    if (whole.remark) say(whole.remark);
    tell();
  }

  function head(text) {
    const node = make("div", "", text);
    node.setAttribute("role", "columnheader");
    return node;
  }

  const chunks = () => grid.querySelectorAll(".chunk");
  function addChunks() {
    grid.setAttribute("aria-rowcount", rows.length + 1);
    for (let k = chunks().length; k * CHUNK < rows.length; k++) {
      const node = make("div", "chunk");
      node.setAttribute("role", "rowgroup");
      node.dataset.first = k * CHUNK;
      node.style.height = `${Math.min(CHUNK, rows.length - k * CHUNK) * ROW_HEIGHT}px`;
      grid.append(node);
      watcher.observe(node);
    }
    [...chunks()].filter((node) => node.dataset.first >= rows.length).forEach((node) => { watcher.unobserve(node); node.remove(); });
  }

  function fill(chunk) {
    if (chunk.firstChild) return;
    const first = +chunk.dataset.first;
    chunk.style.height = "";
    chunk.append(...rows.slice(first, first + CHUNK).map((row, k) => draw(row, first + k)));
  }

  function empty(chunk) {
    if (!chunk.firstChild || chunk === chunkOf(here.row)) return;
    chunk.style.height = `${chunk.offsetHeight}px`;
    chunk.replaceChildren();
  }

  const chunkOf = (row) => chunks()[Math.floor(row / CHUNK)];
  function rowNode(row) {
    const chunk = chunkOf(row);
    if (chunk) fill(chunk);
    return chunk?.children[row % CHUNK];
  }

  function redraw(start, isShifted, stop = start + CHUNK) {
    const focused = document.activeElement?.closest?.("#grid");
    addChunks();
    for (const chunk of chunks()) {
      const first = +chunk.dataset.first;
      if (chunk.firstChild && first + CHUNK > start && (isShifted || first < stop)) {
        chunk.replaceChildren(...rows.slice(first, first + CHUNK).map((row, k) => draw(row, first + k)));
      }
    }
    if (focused && !document.querySelector("dialog[open]")) mark();
  }

  const STATES = { doubt: "doubtful", checked: "checked", edited: "by hand", sure: "", "": "" };
  function draw(row, number) {
    const node = make("div", `row ${row.state}`), name = make("div", "name");
    node.setAttribute("role", "row");
    node.setAttribute("aria-rowindex", number + 2);
    node.dataset.row = number;
    name.setAttribute("role", "rowheader");
    name.append(make("b", "", number + 1), ` ${row.id}`);
    const words = [STATES[row.state], row.p === undefined ? "" : `${Math.round(100 * row.p)} %`].filter(Boolean).join(", ");
    if (words) name.append(make("span", "mark", words));
    node.append(name);
    columns.forEach(({ tag }, at) => node.append(drawCell(row, number, tag, at)));
    const remarks = drawRemarks(row);
    if (remarks) node.append(remarks);
    return node;
  }

  function drawCell(row, number, tag, at) {
    const blocks = row.cells[tag] ?? [], node = make("div", blocks.length ? "cell" : "cell gap");
    node.setAttribute("role", "gridcell");
    node.lang = tag;
    node.dir = columns[at].direction;
    node.dataset.tag = tag;
    node.dataset.column = at;
    node.tabIndex = -1;
    if (!blocks.length) node.setAttribute("aria-label", "gap");
    if (taken && taken.row === number && taken.tag === tag) node.classList.add("taken");
    blocks.forEach((block, k) => {
      const part = make("span", "block" + (block.moved ? " moved" : "") + (block.found ? " emended" : ""));
      if (block.found) part.title = `The file has: ${block.found}`;
      if (block.label) part.append(make("span", "label", block.label));
      if (cut && cut.row === number && cut.tag === tag && cut.block === k) {
        part.append(block.text.slice(0, cut.offset), make("span", "caret"), block.text.slice(cut.offset));
      } else part.append(block.text);
      node.append(part, " ");
    });
    return node;
  }

  function drawAlternative({ p, rows: groups, more }) {
    const lines = groups.map((group) => columns.map(({ tag }) => group[tag] && `${tag} ${group[tag]}`).filter(Boolean).join(" = "));
    if (more) lines.push(`and ${counted(more, "row")} more`);
    return lines.map((line, k) => make("p", "or", `${k ? "" : `Or, ${Math.round(100 * p)} % (a): `}${line}`));
  }

  function drawRemarks(row) {
    const lines = [];
    if (row.alternative) lines.push(...drawAlternative(row.alternative));
    for (const { rule, severity, message } of row.findings ?? []) lines.push(make("p", `finding ${severity}`, `${rule} ${message}`));
    for (const [rule, reason] of Object.entries(row.accepted ?? {})) lines.push(make("p", "accepted", `${rule} accepted: ${reason}`));
    if (!lines.length) return null;
    const node = make("div", "remarks");
    node.setAttribute("role", "gridcell");
    node.append(...lines);
    return node;
  }

  // Going about -------------------------------------------------------------------------------------------------
  function mark() {
    for (const node of grid.querySelectorAll(".row.here")) node.classList.remove("here");
    for (const node of grid.querySelectorAll(".cell[tabindex='0']")) node.tabIndex = -1;
    const node = rowNode(here.row), cell = node?.querySelector(`.cell[data-column="${here.column}"]`);
    if (!cell) return null;
    node.classList.add("here");
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    return cell;
  }

  function go(row, at = here.column) {
    if (!rows.length) return;
    const before = here.row;
    here = { row: Math.max(0, Math.min(row, rows.length - 1)), column: Math.max(0, Math.min(at, columns.length - 1)) };
    mark()?.scrollIntoView({ block: Math.abs(before - here.row) > 3 ? "center" : "nearest" });
  }

  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const row = +cell.closest(".row").dataset.row, at = +cell.dataset.column;
    if (row === here.row && at === here.column) return;
    here = { row, column: at };
    mark();
  });

  function nextDoubtful(direction) {
    for (let k = 1; k <= rows.length; k++) {
      const row = (here.row + direction * k + rows.length * 2) % rows.length;
      if (rows[row].state === "doubt") return go(row);
    }
    say("No doubtful row is left.");
  }

  // Splitting ---------------------------------------------------------------------------------------------------
  const segments = (text, tag, granularity) => [...new Intl.Segmenter(tag, { granularity }).segment(text)];
  function placesOf(row, tag) {
    const places = [];
    cellOf(row, tag).forEach((block, k) => {
      if (k) places.push({ block: k, offset: 0 });
      for (const { index } of segments(block.text, tag, "sentence")) if (index) places.push({ block: k, offset: index });
    });
    return places;
  }

  function wordsOf(row, tag) {
    const places = [];
    cellOf(row, tag).forEach((block, k) => {
      if (k) places.push({ block: k, offset: 0 });
      for (const { index, isWordLike } of segments(block.text, tag, "word")) if (index && isWordLike) places.push({ block: k, offset: index });
    });
    return places;
  }

  function beginCut() {
    const { tag } = column(), blocks = cellOf(here.row, tag);
    const sentences = placesOf(here.row, tag), words = wordsOf(here.row, tag);
    if (!words.length && !sentences.length) return say("There is nothing to split here.");
    const lengths = blocks.map((block) => block.text.length), total = lengths.reduce((a, b) => a + b, 0);
    const before = (place) => lengths.slice(0, place.block).reduce((a, b) => a + b, 0) + place.offset;
    const border = sentences.find((place) => place.block && !place.offset);
    const middle = (sentences.length ? sentences : words).reduce((best, place) => (Math.abs(before(place) - total / 2) < Math.abs(before(best) - total / 2) ? place : best));
    cut = { row: here.row, tag, ...(border ?? middle), sentences, words };
    showCut();
  }

  function showCut() {
    redraw(cut.row, false, cut.row + 1);
    const text = cellOf(cut.row, cut.tag)[cut.block].text;
    say(`Split before “${text.slice(cut.offset, cut.offset + 24)}”: Enter; with Shift the column moves down; Esc leaves it.`);
  }

  function stepCut(places, direction) {
    const order = (place) => place.block * 1e7 + place.offset, now = order(cut);
    const next = direction > 0 ? places.find((place) => order(place) > now) : places.findLast((place) => order(place) < now);
    if (next) Object.assign(cut, { block: next.block, offset: next.offset });
    showCut();
  }

  function stepCharacter(direction) {
    const text = cellOf(cut.row, cut.tag)[cut.block].text;
    const marks = segments(text, cut.tag, "grapheme").map(({ index }) => ({ block: cut.block, offset: index })).filter(({ offset }) => offset);
    stepCut(marks, direction);
  }

  function endCut() {
    const { row } = cut;
    cut = null;
    redraw(row, false, row + 1);
    mark();
  }

  async function keyInCut(event) {
    const forward = column().direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = column().direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    if (event.key === "Escape") { say(""); endCut(); }
    else if (event.key === forward || event.key === backward) {
      const direction = event.key === forward ? 1 : -1;
      event.ctrlKey || event.altKey ? stepCharacter(direction) : stepCut(cut.words, direction);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") stepCut(cut.sentences, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") {
      const { row, tag, block, offset } = cut, text = cellOf(row, tag)[block].text;
      cut = null;
      // Offsets are in characters there, and in units of UTF-16 here.
      const what = { do: "split", row, language: tag, block, offset: [...text.slice(0, offset)].length, push: event.shiftKey };
      if (await step(what)) say("Split.");
      else redraw(row, false, row + 1);
      mark();
    }
  }

  // What keys do ------------------------------------------------------------------------------------------------
  const at = () => ({ row: here.row, language: column().tag });
  const told = (words) => (place) => { say(words); go(place); };
  const onCell = (name, words, after = (row) => row) => () => {
    const { row } = here;
    return step({ do: name, ...at() }, () => { say(words); go(after(row)); });
  };

  async function moved() {
    if (!taken) {
      if (!cellOf(here.row, column().tag).length) return say("There is a gap here, and nothing to move.");
      taken = { row: here.row, tag: column().tag };
      one("#move").setAttribute("aria-pressed", "true");
      redraw(here.row, false, here.row + 1);
      return say("Taken up. Go to the row where it belongs and press m again; Esc puts it back.");
    }
    const { row, tag } = taken, target = here.row;
    untake();
    if (target === row) return say("Put back.");
    return step({ do: "link_moved", row, language: tag, target }, () => { say("Linked as moved."); go(Math.min(target, rows.length - 1)); });
  }

  function untake() {
    const { row } = taken;
    taken = null;
    one("#move").setAttribute("aria-pressed", "false");
    redraw(row, false, row + 1);
  }

  const toggleChecked = () => {
    const { row } = here, isChecked = rows[row].state !== "checked";
    return step({ do: "check", row, is_checked: isChecked }, () => { say(isChecked ? "Checked." : "No longer checked."); mark(); });
  };

  async function takeBack(name) {
    if (await step({ do: name }, told(name === "undo" ? "Undone." : "Done again."))) return;
  }

  function askFor(title, what, { rules = [], text, label = "Reason", reason = "" } = {}) {
    one("#asks-label").textContent = label;
    one("#asks-do").textContent = label === "Reason" ? "Save" : "Go";
    one("#asks-title").textContent = title;
    one("#asks-what").textContent = what;
    one("#asks-rule-line").hidden = !rules.length;
    one("#asks-rule").replaceChildren(...rules.map((rule) => new Option(rule, rule)));
    one("#asks-text-line").hidden = text === undefined;
    one("#asks-text").value = text ?? "";
    one("#asks-text").lang = column().tag;
    one("#asks-text").dir = column().direction;
    one("#asks-reason").value = reason;
    const dialog = one("#asks"), form = one("#answer");
    dialog.showModal();
    return new Promise((resolve) => {
      const end = (value) => { form.onsubmit = dialog.onclose = one("#asks-not").onclick = null; if (dialog.open) dialog.close(); mark(); resolve(value); };
      form.onsubmit = (event) => {
        event.preventDefault();
        end({ rule: one("#asks-rule").value, text: one("#asks-text").value, reason: one("#asks-reason").value });
      };
      one("#asks-not").onclick = () => end(null);
      dialog.onclose = () => end(null);
    });
  }

  async function acceptFinding() {
    const { row } = here, { findings = [], accepted = {} } = rows[row];
    const rules = [...new Set([...findings.map(({ rule }) => rule), ...Object.keys(accepted)])];
    if (!rules.length) return say("This row has no findings.");
    const answer = await askFor("Accept a finding", "It is not reported here any more. Without a reason it is no longer accepted.", { rules });
    if (answer) await step({ do: "accept", row, rule: answer.rule, reason: answer.reason }, () => { say("Saved."); mark(); });
  }

  async function emend() {
    const { tag } = column(), { row } = here, blocks = cellOf(row, tag);
    if (!blocks.length) return say("There is a gap here, and no wording.");
    if (blocks.some(({ fixed }) => fixed)) return say("This wording is fixed: only its official file changes it.");
    const answer = await askFor("Emend the wording", "The wording of the file is kept with your reason.", { text: blocks[0].text });
    if (answer) await step({ do: "emend", row, language: tag, block: 0, text: answer.text, reason: answer.reason }, () => { say("Emended."); mark(); });
  }

  async function phrases() {
    const { row } = here, dialog = one("#phrases"), form = one("#phrase-new");
    const inputs = columns.map(({ tag, name, direction }) => {
      const label = make("label", "", `${name} `), input = make("input");
      input.lang = tag;
      input.dir = direction;
      input.autocomplete = "off";
      label.append(input);
      return { tag, label, input };
    });
    one("#phrase-words").replaceChildren(...inputs.map(({ label }) => label));
    const list = async () => {
      const answer = await ask("phrases", { row });
      one("#phrase-list").replaceChildren(...(answer?.phrases ?? []).map((words, phrase) => {
        const item = make("li"), cut = make("button", "", "Cut");
        cut.type = "button";
        cut.setAttribute("aria-label", `Cut ${Object.values(words).join(" = ")}`);
        cut.onclick = async () => { if (await step({ do: "cut_phrase", row, phrase })) { await list(); one("#phrases-say").textContent = "Cut."; } };
        item.append(Object.entries(words).map(([tag, text]) => `${tag} ${text}`).join(" = "), " ", cut);
        return item;
      }));
    };
    one("#phrases-say").textContent = "";
    await list();
    dialog.showModal();
    await new Promise((resolve) => {
      form.onsubmit = async (event) => {
        event.preventDefault();
        const stretches = Object.fromEntries(inputs.map(({ tag, input }) => [tag, input.value.trim()]).filter(([, words]) => words));
        const isDone = await step({ do: "link_phrase", row, stretches });
        if (isDone) inputs.forEach(({ input }) => { input.value = ""; });
        if (isDone) await list();
        one("#phrases-say").textContent = isDone ? "Linked." : one("#says").textContent;
      };
      one("#phrases-close").onclick = () => dialog.close();
      dialog.onclose = resolve;
    });
    mark();
  }

  function listDoubtful() {
    const doubtful = rows.map((row, number) => ({ row, number })).filter(({ row }) => row.state === "doubt");
    doubtful.sort((one, other) => (one.row.p ?? 0) - (other.row.p ?? 0));
    one("#doubts").replaceChildren(...doubtful.slice(0, 200).map(({ row, number }) => {
      const item = make("li"), words = columns.map(({ tag }) => (row.cells[tag] ?? []).map(({ text }) => text).join(" ").slice(0, 30) || "—").join(" | ");
      const button = make("button", "", `${number + 1}, ${Math.round(100 * (row.p ?? 0))} %: ${words}`);
      button.type = "button";
      button.addEventListener("click", () => { one("#doubtful").close(); go(number); });
      item.append(button);
      return item;
    }));
    one("#doubtful").showModal();
  }

  async function find({ text, end } = { text: "" }) {
    if (end === "Escape") return;
    const what = "A row by its number, or the next row with these words.";
    const answer = end ? { reason: text } : await askFor("Go to", what, { label: "Number or words", reason: text });
    const words = answer?.reason.trim();
    if (!words) return;
    if (/^\d+$/.test(words)) return go(+words - 1);
    const wanted = words.toLowerCase();
    for (let k = 1; k <= rows.length; k++) {
      const row = (here.row + k) % rows.length;
      if (columns.some(({ tag }) => cellOf(row, tag).some(({ text }) => text.toLowerCase().includes(wanted)))) return go(row);
    }
    say("No row has these words.");
  }

  const KEYS = [
    [["ArrowUp"], "↑ ↓", "the row above, below", () => go(here.row - 1)],
    [["ArrowDown"], "", "", () => go(here.row + 1)],
    [["ArrowLeft"], "← →", "the language before, after", () => go(here.row, here.column - 1)],
    [["ArrowRight"], "", "", () => go(here.row, here.column + 1)],
    [["PageUp"], "PgUp PgDn", "ten rows up, down", () => go(here.row - 10)],
    [["PageDown"], "", "", () => go(here.row + 10)],
    [["Home"], "Home End", "the first row, the last", () => go(0)],
    [["End"], "", "", () => go(rows.length - 1)],
    [["n"], "n N", "the next doubtful row, the one before", () => nextDoubtful(1)],
    [["N"], "", "", () => nextDoubtful(-1)],
    [["l"], "l", "list of doubtful rows, the least sure first", listDoubtful],
    [["/"], "/", "find words, or go to a row by its number", find],
    [["a"], "a", "take the alternative", () => step({ do: "take", row: here.row }, told("The alternative is taken."))],
    [["c"], "c", "mark the row as checked, or no longer", toggleChecked],
    [[" "], "Space", "mark as checked, and go to the next doubtful row", async () => { if (rows[here.row].state !== "checked") await toggleChecked(); nextDoubtful(1); }],
    [["j"], "j", "join the cell with the one below", onCell("join", "Joined.")],
    [["J"], "J", "join the row with the one below, in all languages", () => { const { row } = here; return step({ do: "join", row }, () => { say("Joined."); go(row); }); }],
    [["s"], "s", "split the cell: arrows move the cut by words, ↑ ↓ by sentences, Ctrl and arrows by characters; Enter cuts, Shift Enter cuts and moves the column below down by one", beginCut],
    [["u"], "u", "move the first block up, to the end of the cell above", onCell("move_up", "Moved up.", (row) => row - 1)],
    [["d"], "d", "move the last block down, to the beginning of the cell below", onCell("move_down", "Moved down.")],
    [["g"], "g", "leave a gap: the cells below move down, as far as the next gap", onCell("leave_gap", "A gap is left.")],
    [["D"], "D", "shift the language down by one from here to the end", onCell("shift_down", "Shifted down.")],
    [["U"], "U", "shift the language up by one below here: what is next comes here", onCell("shift_up", "Shifted up.")],
    [["m"], "m", "take up a cell; m on another row links it there, as moved", moved],
    [["f"], "f", "accept a finding of check, for a reason", acceptFinding],
    [["p"], "p", "the phrases of the row: link words, cut links", phrases],
    [["e"], "e", "emend the wording, where it is not verified, for a reason", emend],
    [["z"], "z", "undo", () => takeBack("undo")],
    [["y", "Z"], "y", "redo", () => takeBack("redo")],
    [["?"], "?", "these keys", () => one("#help").showModal()],
    [["Escape"], "Esc", "put back what was taken up", () => { if (taken) { untake(); say("Put back."); mark(); } }],
  ];
  const ACTIONS = new Map(KEYS.flatMap(([names, , , action]) => names.map((name) => [name, action])));
  for (const [, shown, does] of KEYS) {
    if (!shown) continue;
    const line = make("tr"), keys = make("td");
    shown.split(" ").forEach((key) => keys.append(make("kbd", "", key), " "));
    line.append(keys, make("td", "", does));
    one("#keys").append(line);
  }

  // Keys are done one after another, however fast they come: each acts on what the one before has left.
  let queue = Promise.resolve();
  let waiting = 0;
  const count = (change) => { waiting += change; document.body.dataset.busy = waiting; };
  function later(action) {
    count(1);
    queue = queue.then(action).catch((error) => say(`${error}`)).finally(() => count(-1));
    return queue;
  }

  // What is typed after "/" is for its dialog, though that opens only when the steps before it are done.
  let ahead = null;
  function typeAhead(key) {
    if (key === "Enter" || key === "Escape") { ahead.end = key; ahead = null; }
    else if (key === "Backspace") ahead.text = ahead.text.slice(0, -1);
    else if (key.length === 1) ahead.text += key;
  }

  grid.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isUndo = (ctrlKey || metaKey) && "zy".includes(key.toLowerCase());
    if (isUndo) {
      event.preventDefault();
      later(() => takeBack(key === "z" ? "undo" : "redo"));
      return;
    }
    if ((metaKey || ctrlKey || altKey) && !key.startsWith("Arrow")) return;
    if (ahead) { event.preventDefault(); return typeAhead(key); }
    if (!ACTIONS.has(key) && key !== "Enter") return;
    event.preventDefault();
    const typed = key === "/" ? (ahead = { text: "" }) : undefined;
    later(() => {
      if (typed && typed === ahead) ahead = null;
      return cut ? keyInCut({ key, ctrlKey, altKey, shiftKey }) : ACTIONS.get(key)?.(typed);
    });
  });
  for (const button of document.querySelectorAll("[data-key]")) {
    button.addEventListener("click", () => later(() => { if (!cut) return ACTIONS.get(button.dataset.key)(); }));
  }

  // The colours -------------------------------------------------------------------------------------------------
  const themes = ["", "light", "dark"];
  one("#theme").addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "", next = themes[(themes.indexOf(now) + 1) % 3];
    document.documentElement.dataset.theme = next;
    one("#theme").setAttribute("aria-label", `Colours: ${next || "as the system"}`);
  });

  // Noticing what others do -------------------------------------------------------------------------------------
  async function look() {
    if (waiting || document.hidden || !one("#problem").hidden) return;
    const { version } = state, now = await ask("state");
    // What was asked while a step was done says nothing about the rows as they are after it.
    if (!now || waiting || state.version !== version) return;
    if (now.problem) { state.problem = now.problem; return refuse(now.problem); }
    if (now.version !== version) return refuse("This text was changed in another window.");
    if (now.advice !== state.advice) return later(refresh);
    Object.assign(state, now);
    tell();
  }
  const begin = async () => {
    const whole = await ask("rows");
    if (!whole) return;
    show(whole);
    go(0, 0);
    setInterval(look, 2000);
  };
  new ResizeObserver(([bar]) => document.documentElement.style.setProperty("--head", `${bar.target.offsetHeight}px`)).observe(one(".bar"));
  later(begin);
})();
