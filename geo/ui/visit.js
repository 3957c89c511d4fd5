// The page's own script, once a visit: the theme that a link asks for, the name of the folded drawer's button, and
// the height for a page around this one.
// Messages: see README.md, "In an article".
const ASK = "thalweg:height?";
const TELL = "thalweg:height";

/** Streamlit takes a theme for this visit alone from its own key; ours is turned into it by one reload. */
function takeTheme(scheme) {
  const query = new URLSearchParams(location.search);
  const wanted = query.get("theme");
  if (!["light", "dark"].includes(wanted) || wanted === scheme || query.has("embed_options")) return;
  const { pathname, search, hash } = location;
  location.replace(`${pathname}${search}&embed_options=${wanted}_theme${hash}`);
}

function height() {
  const content = document.querySelector("[data-testid=stMainBlockContainer]");
  return content ? Math.ceil(content.getBoundingClientRect().height) : 0;
}

/** Tells the page around this one how tall the content is: now where it asks, and at each change. */
function tellHeight() {
  let told = 0;
  const tell = (target, origin) => target.postMessage({ type: TELL, height: height() }, origin);
  addEventListener("message", (event) => {
    if (event.data && event.data.type === ASK && event.source) tell(event.source, event.origin === "null" ? "*" : event.origin);
  });
  const look = () => {
    const now = height();
    if (!now || now === told) return;
    told = now;
    tell(parent, "*");
  };
  setInterval(look, 300);
}

/** A tab brings a bare address, and the server then writes the view into it: that is one step, not two. */
function joinSteps() {
  const push = history.pushState.bind(history);
  let bare = "";
  history.pushState = (state, title, address) => {
    const next = new URL(address, location.href);
    const completes = bare === location.href && next.pathname === location.pathname;
    bare = next.pathname !== location.pathname && !next.search ? next.href : "";
    if (completes) history.replaceState(state, title, address);
    else push(state, title, address);
  };
  const forget = () => (bare = "");
  for (const kind of ["pointerdown", "keydown", "popstate"]) addEventListener(kind, forget, true);
}

/** The folded drawer's button is called what it shows. Streamlit, which names it "Expand sidebar", makes it anew
    whenever the drawer folds. */
function nameDrawer(words) {
  const header = document.querySelector("[data-testid=stHeader]");
  if (!header || window.thalweg.header === header) return;
  window.thalweg.header = header;
  const name = () => {
    const button = header.querySelector("[data-testid=stExpandSidebarButton]");
    if (button && button.getAttribute("aria-label") !== words) button.setAttribute("aria-label", words);
  };
  new MutationObserver(name).observe(header, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  name();
}

export default function ({ data }) {
  window.thalweg = window.thalweg || { parts: {}, listeners: [], theme: "" };
  nameDrawer(data.drawer);
  if (window.thalweg.linked) return;
  window.thalweg.linked = true;
  takeTheme(data.scheme);
  joinSteps();
  if (parent !== window) tellHeight();
}
