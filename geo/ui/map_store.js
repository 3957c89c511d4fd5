/* The page's side of the map: keeps a packet on window, where the map's same-origin frame reads it, and
   tells Streamlit what was picked there. Shows nothing, but a sentence where no map comes. */
const PATIENCE_MS = 25000;
const SOON_MS = 1500;
const STEP_MS = 500;
const [COMING, FAILED] = WORDS; // from words.py, in the page's language

export default function (component) {
  const { data, key, parentElement, setTriggerValue } = component;
  window.thalweg = window.thalweg || { parts: {}, listeners: [], theme: "" };
  const store = window.thalweg;
  listenAhead(store);
  const host = parentElement.host || parentElement;
  const page = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  store.theme = isDark(page) ? "dark" : "light";
  keep(store, key, { bytes: data, emit: (picked) => setTriggerValue("picked", picked) });
  const waiting = waitFor(store, (words) => say(parentElement, words));
  return () => {
    clearInterval(waiting);
    delete store.parts[key];
  };
}

/** Says that the map is coming while it does, and when it does not come. */
function waitFor(store, say) {
  const began = Date.now();
  const clock = setInterval(() => {
    const past = Date.now() - began;
    if (store.opened || past > PATIENCE_MS) clearInterval(clock);
    if (store.opened) say("");
    else if (past > SOON_MS) say(past > PATIENCE_MS ? FAILED : COMING);
  }, STEP_MS);
  return clock;
}

/** Puts a part where the frames look, and tells them; what came last counts. */
function keep(store, key, part) {
  store.count = (store.count ?? 0) + 1;
  store.parts[key] = { ...part, count: store.count };
  for (const listener of store.listeners.slice()) {
    try {
      listener();
    } catch (error) {
      store.listeners = store.listeners.filter((each) => each !== listener);
      console.error(error);
    }
  }
}

/** Shows a view's packet as it arrives. Streamlit hands it on only after it has drawn every other element of
    the run, some 100 ms later; then the same view comes again and changes nothing. */
function listenAhead(store) {
  if (store.ahead) return;
  store.ahead = true;
  const heard = new WeakSet();
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...message) {
    if (!heard.has(this)) this.addEventListener("message", ({ data }) => takeAhead(store, data));
    heard.add(this);
    return send.apply(this, message);
  };
}

const MAGIC = [0x54, 0x48, 0x57, 0x31]; // as packets begin; not as letters, for this script travels in messages too
const MOST_BYTES = 1 << 20;

function takeAhead(store, message) {
  if (!(message instanceof ArrayBuffer) || message.byteLength > MOST_BYTES) return;
  const bytes = new Uint8Array(message);
  const begin = beginOf(bytes);
  if (begin >= 0 && store.isView?.(bytes.subarray(begin))) keep(store, "ahead", { bytes: bytes.slice(begin) });
}

function beginOf(bytes) {
  let at = bytes.indexOf(MAGIC[0]);
  while (at >= 0 && !MAGIC.every((byte, i) => bytes[at + i] === byte)) at = bytes.indexOf(MAGIC[0], at + 1);
  return at;
}

/** Only the element of the scene speaks: three would say the same. */
function say(parentElement, words) {
  const place = parentElement.querySelector(".thalweg-failed");
  if (place) place.textContent = words;
}

function isDark(colour) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colour || "#ffffff";
  ctx.fillRect(0, 0, 1, 1);
  const [r, g, b] = ctx.getImageData(0, 0, 1, 1).data;
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}
