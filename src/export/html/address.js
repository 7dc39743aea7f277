// What was chosen stands in the address behind the table: #list?agency=市经信局&q=人才. So a reload
// and a link show it again. Bodies and plans stand there by name: another export numbers them anew.
const address = (() => {
  "use strict";
  const FIELDS = ["q", "plan", "agency", "role"];
  const one = (id) => document.getElementById(id);
  const strip = {
    agency: (words) => words.replace(/ \d+$/, ""),
    role: (words) => words.slice(words.lastIndexOf(" ") + 1),
  };
  // The names of a list's options; one that was there already is numbered.
  const names = {};
  for (const field of FIELDS.slice(1)) {
    const seen = new Map();
    names[field] = [...one(field).options].map((option) => {
      const name = (strip[field] || String)(option.textContent);
      const nth = (seen.get(name) || 0) + 1;
      seen.set(name, nth);
      return option.value === "" ? "" : nth === 1 ? name : `${name}~${nth}`;
    });
  }

  function read() {
    const hash = location.hash.slice(1);
    const at = hash.indexOf("?");
    let id = at < 0 ? hash : hash.slice(0, at);
    try {
      id = decodeURIComponent(id);
    } catch {
      // A damaged address names nothing.
      id = "";
    }
    return { id, words: at < 0 ? null : new URLSearchParams(hash.slice(at + 1)) };
  }

  const value = {
    get: (field) => (field === "q" ? one("q").value.trim() : names[field][one(field).selectedIndex] || ""),
    set(field, wanted) {
      if (field === "q") one("q").value = wanted;
      // What this page does not know filters by nothing.
      else one(field).selectedIndex = Math.max(names[field].indexOf(wanted), 0);
    },
  };

  // Chooses what the address says. One without a word, which a link inside the page has, leaves
  // what is chosen; one that was left and is come back to does not.
  function restore() {
    const { words } = read();
    if (words === null && history.state !== "kept") return false;
    for (const field of FIELDS) value.set(field, words?.get(field) ?? "");
    return true;
  }

  let timer = 0;
  function write(id) {
    clearTimeout(timer);
    timer = 0;
    const words = new URLSearchParams();
    for (const field of FIELDS) if (value.get(field) !== "") words.set(field, value.get(field));
    const said = words.toString();
    try {
      history.replaceState("kept", "", `#${encodeURIComponent(id)}${said && "?"}${said}`);
    } catch {
      // Some browsers refuse an address that changes too often; the next change writes it.
    }
  }
  // Typing changes the address when it pauses.
  let last = "";
  function later(id) {
    last = id;
    clearTimeout(timer);
    timer = setTimeout(() => write(id), 200);
  }
  const flush = () => {
    if (timer) write(last);
  };
  addEventListener("pagehide", flush);
  addEventListener("beforeunload", flush);
  addEventListener("click", flush, true);

  // What paper says at its head, as people say it.
  function scope(count) {
    const said = [];
    const [body, role, plan, typed] = ["agency", "role", "plan", "q"].map(value.get);
    if (plan) said.push(plan);
    if (body) said.push(`${body}${role || "参与"}的任务`);
    else if (role) said.push(`有${role}单位的任务`);
    if (typed) said.push(`搜索“${typed}”找到的`);
    const line = one("scope");
    document.body.classList.toggle("scoped", said.length > 0);
    const whole = line.dataset.whole ? [line.dataset.whole] : [];
    line.textContent = said.length > 0 ? `范围：${[...whole, ...said].join("，")}，${count}` : "";
  }
  return { read, restore, write, later, scope };
})();
