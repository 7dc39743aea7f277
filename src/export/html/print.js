// A matrix wider than the paper is printed in blocks of columns, each with the tasks beside it.
(() => {
  "use strict";
  const matrix = document.querySelector("table.m");
  const names = [...matrix.querySelectorAll(".h th")];
  const groups = [...matrix.querySelectorAll(".g [scope=colgroup]")];
  const LEFT = 2;
  // How many columns stand beside the tasks on A3 across, the page of the style sheet. A browser
  // that prints on other paper makes that page smaller.
  const MOST = 34;
  let made = [];
  let pressed = [];

  const element = (name, attributes = {}, text = "") => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.textContent = text;
    return node;
  };
  const copy = (node) => {
    const made = node.cloneNode(true);
    made.removeAttribute("id");
    return made;
  };

  // The cells of a row by column: in a large table one cell stands for several empty ones.
  function byColumn(row, left) {
    const cells = [];
    for (const cell of [...row.cells].slice(left, -1)) {
      cells.push(cell);
      for (let more = 1; more < cell.colSpan; more += 1) cells.push(null);
    }
    return cells;
  }

  // The columns at which a group begins, and the name of each group.
  function groupOf() {
    const of = [];
    groups.forEach((head, nth) => {
      const span = Number(head.dataset.span);
      for (let more = 0; more < span; more += 1) of.push(nth);
    });
    return of;
  }

  function head(table, columns, of, isLast) {
    const [top, bottom] = matrix.tHead.rows;
    const section = table.createTHead();
    const first = section.appendChild(element("tr", { class: "g" }));
    first.append(copy(top.cells[0]), copy(top.cells[1]));
    for (let at = 0; at < columns.length; ) {
      let end = at + 1;
      while (end < columns.length && of[columns[end]] === of[columns[at]]) end += 1;
      const label = groups[of[columns[at]]]?.querySelector("span");
      const cell = element("th", { scope: "colgroup", colspan: end - at });
      if (label) cell.textContent = end - at < 3 ? label.dataset.short : label.dataset.long;
      first.append(cell);
      at = end;
    }
    if (isLast) first.append(copy(top.cells[top.cells.length - 1]));
    const second = section.appendChild(element("tr", { class: "h" }));
    for (const column of columns) second.append(copy(bottom.cells[column]));
  }

  function row(from, columns, of, isLast) {
    const to = from.cloneNode(false);
    to.removeAttribute("id");
    const width = LEFT + columns.length + (isLast ? 1 : 0);
    const isTask = from.classList.contains("t");
    if (!isTask && !from.classList.contains("f")) {
      const only = copy(from.cells[0]);
      only.colSpan = width;
      to.append(only);
      return to;
    }
    const left = isTask ? LEFT : 1;
    to.append(...[...from.cells].slice(0, left).map(copy));
    const cells = byColumn(from, left);
    columns.forEach((column, nth) => {
      const cell = cells[column] ? copy(cells[column]) : element("td");
      cell.colSpan = 1;
      if (nth === 0 || of[column] !== of[columns[nth - 1]]) cell.classList.add("e");
      to.append(cell);
    });
    if (isLast) to.append(copy(from.cells[from.cells.length - 1]));
    return to;
  }

  function block(columns, of, words, isLast) {
    const table = element("table", { class: "m b" });
    table.append(element("caption", {}, words));
    const widths = table.appendChild(element("colgroup"));
    widths.append(element("col", { class: "k" }), element("col", { class: "w" }));
    for (const _ of columns) widths.append(element("col", { class: "a" }));
    if (isLast) widths.append(element("col", { class: "n" }));
    head(table, columns, of, isLast);
    for (const body of matrix.tBodies) {
      if (body.hidden) continue;
      const rows = [...body.rows].filter((from) => !from.hidden);
      const to = table.appendChild(element("tbody"));
      to.append(...rows.map((from) => row(from, columns, of, isLast)));
    }
    if (matrix.tFoot) {
      const to = table.createTFoot();
      to.append(...[...matrix.tFoot.rows].map((from) => row(from, columns, of, isLast)));
    }
    return table;
  }

  function build() {
    clear();
    // A head is repeated on every page, but not the buttons in it.
    pressed = [...document.querySelectorAll("thead button")].map((button) => {
      const words = element("span", { class: "u" });
      words.append(...[...button.childNodes].map((node) => node.cloneNode(true)));
      button.replaceWith(words);
      return [button, words];
    });
    if (matrix.hidden || matrix.closest("section").hidden) return;
    const visible = names.map((_, column) => column).filter((column) => !names[column].hidden);
    const of = groupOf();
    if (visible.length <= MOST) return;
    matrix.classList.add("split");
    const count = Math.ceil(visible.length / MOST);
    const length = Math.ceil(visible.length / count);
    for (let from = 0; from < visible.length; from += length) {
      const columns = visible.slice(from, from + length);
      const to = from + columns.length;
      const words = `第 ${from + 1}—${to} 个机构，共 ${visible.length} 个`;
      made.push(block(columns, of, words, to === visible.length));
    }
    matrix.after(...made);
  }

  function clear() {
    for (const table of made) table.remove();
    made = [];
    for (const [button, words] of pressed) words.replaceWith(button);
    pressed = [];
    matrix.classList.remove("split");
  }

  // What a group spans of all columns, before any of them is hidden.
  for (const head of groups) head.dataset.span = head.colSpan;
  addEventListener("beforeprint", build);
  addEventListener("afterprint", clear);
})();
