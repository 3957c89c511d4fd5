// A strip of bars, one for each step of time. Drag over bars, or Enter and Shift+Enter, to choose a stretch.
const PLAY_MS = 1400;

function make(tag, css, text = "") {
  const element = document.createElement(tag);
  element.className = css;
  element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
}

function bar(bin, most) {
  const button = make("button", "bin");
  button.title = bin.title;
  button.setAttribute("aria-label", bin.title);
  button.setAttribute("aria-pressed", String(bin.chosen));
  for (const [css, count] of [["across", bin.across], ["within", bin.within]]) {
    const part = make("span", css);
    part.style.height = `${(100 * count) / most}%`;
    button.append(part);
  }
  if (bin.said) button.append(make("span", "said", "▾"));
  return button;
}

function tool(label, text, act, off = false) {
  const button = make("button", "tool", text);
  button.setAttribute("aria-label", label);
  button.title = label;
  button.disabled = off;
  button.onclick = act;
  return button;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".timeline");
  const { bins, words } = data;
  const focused = [...root.querySelectorAll(".bin")].indexOf(parentElement.activeElement);
  const chosen = bins.map((bin, index) => (bin.chosen ? index : -1)).filter((index) => index >= 0);
  const first = data.dated && chosen.length ? chosen[0] : -1;
  const last = data.dated && chosen.length ? chosen.at(-1) : -1;
  const most = Math.max(1, ...bins.map((bin) => bin.within + bin.across));
  const send = (from, to) => setTriggerValue("range", `${bins[from].start}/${bins[to].end}`);
  const stop = () => { clearInterval(root.playing); root.playing = 0; };
  const move = (by) => {
    const width = first < 0 ? 1 : last - first + 1;
    const from = first < 0 ? (by > 0 ? 0 : bins.length - 1) : first + by * width;
    const start = Math.min(Math.max(from, 0), bins.length - width);
    if (start !== first) send(start, start + width - 1);
    return start !== first;
  };
  root.advance = () => { if (!move(1)) { stop(); draw(); } };

  const strip = make("div", "strip");
  strip.setAttribute("role", "group");
  strip.setAttribute("aria-label", words.strip);
  const bars = bins.map((bin) => bar(bin, most));
  const show = (from, to) => bars.forEach((one, n) => {
    one.classList.toggle("out", data.dated && from < 0 ? !bins[n].chosen : from >= 0 && (n < from || n > to));
  });
  let held = -1;
  const range = (index) => [Math.min(held, index), Math.max(held, index)];
  bars.forEach((one, index) => {
    one.tabIndex = index === Math.max(focused, 0) ? 0 : -1;
    one.onpointerdown = (event) => { held = index; one.releasePointerCapture?.(event.pointerId); };
    one.onpointerenter = () => { if (held >= 0) show(...range(index)); };
    one.onclick = (event) => {
      stop();
      const from = event.shiftKey && first >= 0 ? Math.min(first, index) : index;
      const to = event.shiftKey && first >= 0 ? Math.max(last, index) : index;
      if (held >= 0 && held !== index) send(...range(index));
      else if (from === first && to === last) setTriggerValue("range", "all");
      else send(from, to);
      held = -1;
    };
    one.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && bars[index + step];
      if (!next) return;
      event.preventDefault();
      one.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    };
  });
  strip.onpointerup = (event) => {
    const index = bars.findIndex((one) => one.contains(event.target));
    if (held >= 0 && index >= 0 && index !== held) { stop(); send(...range(index)); held = -1; }
  };
  strip.onpointerleave = () => { if (held >= 0) { held = -1; show(-1, -1); } };
  strip.append(...bars);

  function draw() {
    const steps = make("select", "tool");
    steps.setAttribute("aria-label", words.step);
    steps.append(...data.steps.map(([value, label]) => new Option(label, value, false, value === data.step)));
    steps.onchange = () => { stop(); setTriggerValue("step", steps.value); };
    const play = () => {
      if (root.playing) stop();
      else { root.playing = setInterval(() => root.advance(), PLAY_MS); root.advance(); }
      draw();
    };
    const tools = make("div", "tools");
    tools.append(
      make("span", "name", words.name),
      tool(words.previous, "‹", () => { stop(); move(-1); }),
      tool(root.playing ? words.pause : words.play, root.playing ? "❚❚" : "▶", play),
      tool(words.next, "›", () => { stop(); move(1); }),
      steps,
      tool(words.all_title, words.all, () => { stop(); setTriggerValue("range", "all"); }, !data.dated),
      make("span", "undated", data.undated),
    );
    const ticks = make("div", "ticks");
    ticks.append(...bins.map((bin) => make("span", "", bin.tick)));
    ticks.setAttribute("aria-hidden", "true");
    const scroll = make("div", "scroll");
    scroll.append(strip, ticks);
    root.replaceChildren(tools, scroll, make("p", "key", words.key));
    show(-1, -1);
  }
  draw();
  if (focused >= 0 && bars[focused]) bars[focused].focus({ preventScroll: true });
}
