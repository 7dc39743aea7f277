// Hides, sorts and counts what stands in the tables. Nothing is fetched and nothing is stored.
(() => {
  "use strict";
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const one = (id) => document.getElementById(id);
  const { tasks, plans, sections: chapters, bodies, lists, reached, readings, words } = JSON.parse(one("data").textContent);
  const sections = all("main > section");
  const tabs = all("nav > a");
  const form = document.querySelector("form");
  const matrix = document.querySelector("table.m");
  const isBig = "big" in matrix.dataset;

  // ---- search: Hanzi, full pinyin, initials; terms between blanks must all be found ----

  const sounds = new Map();
  for (const [sound, hanzi] of Object.entries(readings)) {
    for (const c of hanzi) sounds.set(c, [...(sounds.get(c) || []), sound]);
  }
  // The words that settle how one of their Hanzi is read: 重庆 is chong.
  const settled = new Map();
  for (const [word, before, sound] of words) {
    const c = word[before];
    settled.set(c, [...(settled.get(c) || []), [word, before, sound]]);
    // A reading that a Hanzi has only in this word still lets a search begin there.
    if (!(sounds.get(c) || []).includes(sound)) sounds.set(c, [...(sounds.get(c) || []), sound]);
  }
  for (const list of settled.values()) list.sort(([a], [b]) => b.length - a.length);
  function soundsAt(text, at) {
    const hit = (settled.get(text[at]) || []).find(([word, before]) => text.startsWith(word, at - before));
    return hit ? [hit[2]] : sounds.get(text[at]) || [];
  }
  const fold = (c) => {
    if (c === "\u3000") return " ";
    if (c >= "\uff01" && c <= "\uff5e") c = String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    if ("“”「」『』".includes(c)) return '"';
    if ("‘’".includes(c)) return "'";
    if ("—–−".includes(c)) return "-";
    if ("〔【〈《".includes(c)) return "(";
    if ("〕】〉》".includes(c)) return ")";
    // A letter whose small form is longer keeps its length, so that places stay places.
    const small = c.toLowerCase();
    return small.length === 1 ? small : c;
  };
  const folded = (text) => text.split("").map(fold).join("");

  // Where a term can stand after one more character: by itself, by a whole reading, by an
  // initial, or by the beginning of the last reading.
  function moves(text, place, term, at, next) {
    if (text[place] === term[at]) next.add(at + 1);
    for (const sound of soundsAt(text, place)) {
      if (sound[0] !== term[at]) continue;
      next.add(at + 1);
      if (term.startsWith(sound, at)) next.add(at + sound.length);
      else if (sound.startsWith(term.slice(at))) next.add(term.length);
    }
  }
  // Whether a term can begin at a character: most cannot, and a long text is soon through.
  const beginnings = new Map();
  function begins(c, letter) {
    let known = beginnings.get(letter);
    if (!known) beginnings.set(letter, (known = new Map()));
    let is = known.get(c);
    if (is === undefined) {
      is = c === letter || (sounds.get(c) || []).some((sound) => sound[0] === letter);
      known.set(c, is);
    }
    return is;
  }
  function find(text, term, from = 0) {
    for (let start = from; start < text.length; start += 1) {
      if (!begins(text[start], term[0])) continue;
      let states = [0];
      for (let at = start; at < text.length && states.length > 0; at += 1) {
        const next = new Set();
        for (const state of states) moves(text, at, term, state, next);
        if (next.has(term.length)) return [start, at + 1];
        states = [...next];
      }
    }
    return null;
  }

  const texts = {
    tasks: tasks.map(([, , text]) => folded(text)),
    summaries: tasks.map(([, , , summary]) => folded(summary)),
    plans: plans.map(folded),
    chapters: chapters.map(([text]) => folded(text)),
    bodies: bodies.map(folded),
  };
  // For a term, which tasks it finds: by themselves or by their plan, sections or bodies.
  function finder(term) {
    const has = (text) => find(text, term) !== null;
    const byPlan = texts.plans.map(has);
    const byBody = texts.bodies.map(has);
    const byChapter = texts.chapters.map(has);
    // Chapters stand before what is in them.
    chapters.forEach(([, parent], nth) => {
      byChapter[nth] ||= parent >= 0 && byChapter[parent];
    });
    // A single letter is too little for an initial inside running text.
    const isScant = /^[a-z]$/.test(term);
    const inSummary = (text) => (isScant ? text.includes(term) : has(text));
    // What all members of a collective match tells none of them apart.
    const byList = lists.map((list) => {
      const hits = list.filter((body) => byBody[body]).length;
      return hits > 0 && (hits < list.length || list.length === 1);
    });
    return ([plan, chapter, , , duties, members], nth) =>
      byPlan[plan] ||
      byChapter[chapter] ||
      duties.some(([body]) => byBody[body]) ||
      members.some(([list]) => byList[list]) ||
      has(texts.tasks[nth]) ||
      inSummary(texts.summaries[nth]);
  }

  // ---- rows ----

  // So many rows of a large table stand there at once, and so many more at a click.
  const DRAWN = isBig ? 300 : Infinity;

  const tables = sections.map((section) => {
    const table = section.querySelector("table");
    const bodies = all("tbody", table).map((body) => ({ body, rows: [...body.rows] }));
    const empty = document.createElement("p");
    empty.className = "empty";
    empty.hidden = true;
    empty.append("没有内容符合筛选，");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "清除筛选";
    clear.addEventListener("click", () => form.reset());
    empty.append(clear);
    // A browser takes seconds to lay out tens of thousands of rows, at every key.
    const more = document.createElement("p");
    more.className = "empty";
    more.hidden = true;
    const rest = document.createElement("button");
    rest.type = "button";
    more.append(document.createElement("span"), rest);
    section.append(empty, more);
    const made = { section, table, bodies, empty, more, sort: null, shown: 0, limit: DRAWN, drawn: [], count: all("tr.t", table).length };
    rest.addEventListener("click", () => {
      made.limit += DRAWN;
      draw(made);
      showTotals();
      mark();
    });
    return made;
  });
  for (const small of all(".p small, .s small")) {
    const [, count, unit] = small.textContent.match(/(\d+) (\D+)$/);
    small.dataset.all = count;
    small.dataset.unit = unit;
  }

  let current = 0;
  const wanted = { terms: [], finders: [], plan: "", agency: "", role: "" };
  const fits = (task, nth) => {
    const [plan, , , , duties, members] = task;
    const inRole = (role) => wanted.role === "" || role === wanted.role;
    return (wanted.plan === "" || plan === wanted.plan) &&
    ((wanted.agency === "" && wanted.role === "") ||
      duties.some(([body, role]) => (wanted.agency === "" || body === wanted.agency) && inRole(role)) ||
      (wanted.agency !== "" &&
        members.some(([list, role]) => lists[list].includes(wanted.agency) && inRole(role)))) &&
    wanted.finders.every((finds) => finds(task, nth));
  };
  // A goal that is set for nobody in particular.
  const goalFits = (row) =>
    (wanted.plan === "" || Number(row.dataset.p) === wanted.plan) &&
    wanted.agency === "" &&
    wanted.role === "" &&
    wanted.terms.every((term) => find(folded(row.querySelector(".i").textContent), term));

  function setCount(row, count) {
    const small = row.querySelector("small");
    if (!small) return;
    const { all: whole, unit } = small.dataset;
    small.textContent = count === Number(whole) ? `${whole} ${unit}` : `${count} / ${whole} ${unit}`;
  }

  function showRows(shown) {
    for (const table of tables) {
      table.shown = 0;
      table.limit = DRAWN;
      const fit = (table.fit = new Map());
      for (const { body, rows } of table.bodies) {
        const open = [];
        const heads = [];
        for (const row of rows) {
          if (row.classList.contains("t")) {
            const fitting = "t" in row.dataset ? shown[row.dataset.t] : goalFits(row);
            fit.set(row, fitting);
            if (fitting) for (const head of open) head.count += 1;
            table.shown += fitting;
          } else if (row.classList.contains("p") || row.classList.contains("s")) {
            const isPlan = row.classList.contains("p");
            const depth = isPlan ? -1 : Number(row.className.match(/d(\d)/)[1]);
            while (open.length > 0 && open.at(-1).depth >= depth) open.pop();
            const head = { row, depth, count: 0, isPlan };
            open.push(head);
            heads.push(head);
          }
        }
        for (const { row, count, isPlan } of heads) {
          fit.set(row, count > 0 && (isPlan || table.sort === null));
          setCount(row, count);
        }
      }
      draw(table);
      table.empty.hidden = table.shown > 0;
      table.table.hidden = table.shown === 0;
    }
  }

  // Puts the first of the fitting rows there, in the order in which they stand.
  function draw(table) {
    table.drawn = [];
    for (const { body } of table.bodies) {
      let isFull = true;
      for (const row of body.rows) {
        const isTask = row.classList.contains("t");
        const isThere = table.fit.get(row) !== false && table.drawn.length < table.limit;
        if (row.hidden === isThere) row.hidden = !isThere;
        if (isTask && isThere) table.drawn.push(row);
        isFull &&= !isThere;
      }
      body.hidden = isFull;
    }
    const left = table.shown - table.drawn.length;
    table.more.hidden = left <= 0;
    const [words, button] = table.more.children;
    words.textContent = `先列出 ${table.drawn.length} 行，还有 ${left} 行；用搜索或筛选缩小范围，或`;
    button.textContent = `再列出 ${Math.min(left, DRAWN)} 行`;
  }

  // ---- the matrix: columns and totals of what is shown ----

  const groups = all(".g [scope=colgroup]", matrix).map((head) => ({ head, span: head.colSpan }));
  const names = all(".h th", matrix);
  const cols = all("col.a", matrix);
  const bands = all(".p th, .s th", matrix);
  const feet = all("tfoot tr", matrix);
  const cellStyle = document.head.appendChild(document.createElement("style"));

  const totals = new Map();
  function showTotals() {
    for (const row of tables.find(({ table }) => table === matrix).drawn) {
      row.lastElementChild.textContent = totals.get(row.dataset.t);
    }
  }

  function showColumns(shown) {
    const counts = names.map(() => [0, 0, 0]);
    totals.clear();
    tasks.forEach(([, , , , duties, members], nth) => {
      if (!shown[nth]) return;
      const seen = new Set();
      for (const [column, role] of duties) {
        if (wanted.role !== "" && role !== wanted.role) continue;
        if (!seen.has(column)) counts[column][0] += 1;
        seen.add(column);
        if (role === 0) counts[column][1] += 1;
      }
      totals.set(String(nth), seen.size);
      // What only a collective brings is counted apart.
      for (const column of reached) {
        if (seen.has(column)) continue;
        const has = ([list, role]) =>
          (wanted.role === "" || role === wanted.role) && lists[list].includes(column);
        if (members.some(has)) counts[column][2] += 1;
      }
    });
    showTotals();
    feet.forEach((row, kind) => {
      const cells = [...row.cells].slice(1);
      counts.forEach((count, column) => {
        cells[column].textContent = count[kind] || "";
      });
      cells.at(-1).textContent = counts.reduce((sum, count) => sum + count[kind], 0);
    });

    const rules = [];
    const keep = isBig || "keep" in document.body.dataset;
    const visible = counts.map(([count, , through]) => keep || count + through > 0);
    visible.forEach((is, column) => {
      cols[column].hidden = !is;
      names[column].hidden = !is;
      if (!is) rules.push(`.m:not(.b) .t>:nth-child(${column + 3}),.m:not(.b) .f>:nth-child(${column + 2}){display:none}`);
      const picked = wanted.agency === column;
      cols[column].classList.toggle("pick", picked);
      names[column].classList.toggle("pick", picked);
    });
    let from = 0;
    for (const { head, span } of groups) {
      const inside = visible.slice(from, from + span);
      const width = inside.filter(Boolean).length;
      head.hidden = width === 0;
      head.colSpan = Math.max(width, 1);
      const label = head.querySelector("span");
      if (label) label.textContent = width < 3 ? label.dataset.short : label.dataset.long;
      const first = from + inside.indexOf(true);
      if (width > 0 && from > 0 && !isBig) {
        rules.push(`.m:not(.b) .t>:nth-child(${first + 3}){border-left-color:var(--line)}`);
      }
      from += span;
    }
    const roles = wanted.role === "" ? [] : [0, 1, 2, 3, 4].filter((role) => role !== wanted.role);
    for (const role of roles) {
      rules.push(`.m .t .r${role}:not(.h${wanted.role}){visibility:hidden}`);
    }
    cellStyle.textContent = rules.join("\n");
    const width = visible.filter(Boolean).length;
    for (const band of bands) band.colSpan = width + 3;
    return visible.filter((is, column) => is && (keep || counts[column][0] > 0)).length;
  }

  // ---- sorting: inside each plan, back to the document's order in the end ----

  const text = (cell) => cell.dataset.k ?? cell.textContent;
  function key(table, place) {
    if (place.agency !== undefined) {
      return (row) => {
        const roles = tasks[row.dataset.t][4]
          .filter(([column]) => column === place.agency)
          .map(([, role]) => role);
        return roles.length > 0 ? Math.min(...roles) : 9;
      };
    }
    return (row) => {
      const cell = place.index < 0 ? row.lastElementChild : row.cells[place.index];
      const value = text(cell);
      return place.numbers ? Number(value) : value;
    };
  }
  function sortRows(table) {
    for (const { body, rows } of table.bodies) {
      if (table.sort === null) {
        body.append(...rows);
        continue;
      }
      const { place, sign } = table.sort;
      const keys = new Map(rows.filter((row) => row.classList.contains("t")).map((row) => [row, key(table, place)(row)]));
      const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "zh-CN", { numeric: true }));
      const sorted = [...keys.keys()].sort((a, b) => sign * compare(keys.get(a), keys.get(b)));
      body.append(...rows.filter((row) => !keys.has(row)), ...sorted);
    }
  }
  function placeOf(table, head) {
    const agency = names.indexOf(head);
    if (agency >= 0) return { agency, signs: [1] };
    if (head.classList.contains("n")) return { index: -1, numbers: true, signs: [-1, 1] };
    return { index: head.cellIndex, signs: [1, -1] };
  }
  for (const table of tables) {
    for (const button of all("thead button", table.table)) {
      button.addEventListener("click", () => {
        const head = button.closest("th");
        const place = placeOf(table, head);
        const before = table.sort && table.sort.head === head ? place.signs.indexOf(table.sort.sign) : -1;
        const sign = place.signs[before + 1];
        table.sort = sign === undefined ? null : { place, sign, head };
        for (const other of all("[aria-sort]", table.table)) other.removeAttribute("aria-sort");
        if (table.sort) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        sortRows(table);
        apply();
      });
    }
  }

  // ---- what is in front ----

  function show(nth) {
    current = nth;
    sections.forEach((section, other) => {
      section.hidden = other !== nth;
    });
    tabs.forEach((tab, other) => {
      if (other === nth) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    });
    summary();
  }
  function summary() {
    const { shown, count, section } = tables[current];
    const unit = section.id === "targets" ? "个目标" : "项任务";
    let words = `${shown} / ${count} ${unit}`;
    if (section.id === "matrix") words += ` · ${columns} / ${names.length} 个机构`;
    one("count").textContent = words;
    address.scope(section.id === "targets" ? `${shown} 个目标` : `${shown} 项`);
    mark();
  }

  function* nodes(roots) {
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node;
    }
  }

  // Marks what the search found, where the browser can do it without touching the text.
  function mark() {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("hit");
    if (wanted.terms.length === 0) return;
    const ranges = [];
    const { table, drawn } = tables[current];
    for (const node of nodes([table.tHead, ...drawn])) {
      if (ranges.length >= 3000) break;
      if (node.parentElement.closest("[hidden]")) continue;
      const where = folded(node.data);
      for (const term of wanted.terms) {
        for (let hit = find(where, term); hit; hit = find(where, term, hit[1])) {
          const range = new Range();
          range.setStart(node, hit[0]);
          range.setEnd(node, hit[1]);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  }

  let columns = names.length;
  function apply() {
    const number = (id) => (one(id).value === "" ? "" : Number(one(id).value));
    wanted.terms = folded(one("q").value).split(/\s+/).filter(Boolean);
    wanted.finders = wanted.terms.map(finder);
    wanted.plan = number("plan");
    wanted.agency = number("agency");
    wanted.role = number("role");
    const shown = tasks.map(fits);
    showRows(shown);
    columns = showColumns(shown);
    summary();
  }
  function change() {
    apply();
    address.later(sections[current].id);
  }
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const control of all("input, select", form)) control.value = "";
    change();
  });

  // ---- links, keys, the column under the pointer ----

  function go() {
    const { id } = address.read();
    const nth = sections.findIndex((section) => section.id === id);
    if (nth >= 0) {
      show(nth);
      document.querySelector("main").scrollTo(0, 0);
      return;
    }
    const target = id && one(id);
    const inside = target ? sections.findIndex((section) => section.contains(target)) : -1;
    if (inside >= 0) {
      show(inside);
      const table = tables[inside];
      if (target.hidden && table.fit.get(target)) {
        table.limit = Infinity;
        draw(table);
      }
      target.scrollIntoView({ block: "center" });
    }
  }
  addEventListener("hashchange", () => {
    if (address.restore()) apply();
    go();
    address.write(address.read().id);
  });
  tabs.forEach((tab, nth) => {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      show(nth);
      address.write(sections[nth].id);
      document.querySelector("main").scrollTo(0, 0);
    });
  });
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      one("q").focus();
    } else if (event.key === "Escape" && event.target === one("q")) {
      one("q").value = "";
      change();
    }
  });
  let under = -1;
  matrix.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td, th");
    let column = -1;
    if (cell && !isBig) {
      if (cell.parentElement.classList.contains("t")) column = cell.cellIndex - 2;
      else if (cell.parentElement.classList.contains("h")) column = cell.cellIndex;
    }
    if (column === under) return;
    for (const [nth, is] of [[under, false], [column, true]]) {
      cols[nth]?.classList.toggle("on", is);
      names[nth]?.classList.toggle("on", is);
    }
    under = column;
  });

  document.documentElement.classList.add("js");
  form.hidden = false;
  const first = sections.findIndex((section) => section.id === document.body.dataset.first);
  current = Math.max(first, 0);
  // A browser that comes back to the page keeps what was chosen; an address says it itself.
  address.restore();
  apply();
  show(current);
  document.documentElement.classList.remove("loading");
  go();
})();
