/* The page's side of the map: keeps a packet on window, where the map's same-origin frame reads it, and
   tells Streamlit what was picked there. Shows nothing, but a sentence where no map comes. */
const PATIENCE_MS = 25000;
const FAILED = "The map could not be drawn here. The list holds every claim.";

export default function (component) {
  const { data, key, parentElement, setTriggerValue } = component;
  window.thalweg = window.thalweg || { parts: {}, listeners: [], theme: "" };
  const store = window.thalweg;
  const host = parentElement.host || parentElement;
  const page = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  store.theme = isDark(page) ? "dark" : "light";
  store.parts[key] = { bytes: data, emit: (picked) => setTriggerValue("picked", picked) };
  for (const listener of store.listeners.slice()) {
    try {
      listener();
    } catch (error) {
      store.listeners = store.listeners.filter((each) => each !== listener);
      console.error(error);
    }
  }
  const waiting = setTimeout(() => say(parentElement, store.opened ? "" : FAILED), PATIENCE_MS);
  return () => {
    clearTimeout(waiting);
    delete store.parts[key];
  };
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
