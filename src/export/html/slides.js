"use strict";
// Without this script the slides stand below each other. With it one is shown at a time: arrows,
// space, page keys and wheel turn, a number and Enter go to it, B and W blank, Home and End lead to
// the ends, Escape shows them all.
(() => {
  const root = document.documentElement;
  const slides = [...document.querySelectorAll("section")];
  const of = () => Number(location.hash.replace("#s", "")) - 1;
  let at = Math.min(Math.max(of() || 0, 0), slides.length - 1);
  let typed = "";
  const show = (to) => {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    slides.forEach((slide, nth) => slide.classList.toggle("on", nth === at));
    history.replaceState(null, "", "#s" + (at + 1));
  };
  const blank = (name) => {
    const was = root.classList.contains(name);
    root.classList.remove("black", "white");
    root.classList.toggle(name, !was);
  };
  const turn = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key;
    if (key >= "0" && key <= "9") typed += key;
    else if (key === "Enter" && typed) { show(Number(typed) - 1); typed = ""; }
    else if (key in turn) { typed = ""; root.classList.remove("black", "white"); show(at + turn[key]); }
    else if (key === "Home") show(0);
    else if (key === "End") show(slides.length - 1);
    else if (key === "b" || key === ".") blank("black");
    else if (key === "w") blank("white");
    else if (key === "Escape") root.classList.toggle("show");
    else return;
    event.preventDefault();
  });
  let last = 0;
  addEventListener("wheel", (event) => {
    if (!root.classList.contains("show") || event.timeStamp - last < 250) return;
    last = event.timeStamp;
    show(at + Math.sign(event.deltaY));
  }, { passive: true });
  addEventListener("click", () => { if (root.classList.contains("show")) show(at + 1); });
  addEventListener("hashchange", () => show(of() || 0));
  root.classList.add("show");
  show(at);
})();
