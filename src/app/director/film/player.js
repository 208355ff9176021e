"use strict";
(() => {
  const { lines, frames } = JSON.parse(document.getElementById("data").textContent);
  const film = document.getElementById("film");
  const play = document.getElementById("play");
  const at = document.getElementById("at");
  const clock = document.getElementById("clock");
  let shown = -1;
  let timer;
  const show = (i) => {
    if (i === shown) return;
    shown = i;
    const [time, , runs] = frames[i];
    film.innerHTML = runs.map(([from, to]) => lines.slice(from, to + 1).join("")).join("");
    clock.textContent = time;
    at.value = String(i);
    at.setAttribute("aria-valuetext", time);
  };
  const name = () => {
    play.textContent = timer === undefined ? "▶" : "❚❚";
    play.setAttribute("aria-label", timer === undefined ? play.dataset.play : play.dataset.pause);
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    name();
  };
  const next = () => {
    timer = setTimeout(() => {
      show((shown + 1) % frames.length);
      next();
    }, frames[shown][1]);
  };
  const toggle = () => {
    if (timer !== undefined) return stop();
    next();
    name();
  };
  play.addEventListener("click", toggle);
  at.addEventListener("input", () => {
    stop();
    show(Number(at.value));
  });
  addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target === play) return;
    event.preventDefault();
    toggle();
  });
  show(0);
  name();
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) toggle();
})();
