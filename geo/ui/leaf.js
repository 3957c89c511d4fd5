// Draws a tree of [tag, options, ...children] with textContent only: what is text stays text.
const TAGS = new Set([
  "article", "blockquote", "button", "cite", "dd", "details", "div", "dl", "dt", "footer", "h1", "h3",
  "header", "li", "ol", "p", "section", "small", "span", "strong", "summary", "ul", "a",
  "caption", "img", "table", "tbody", "td", "th", "thead", "tr",
]);
const COLOUR = /^#[0-9a-f]{6}$/i;
const LINK = /^https?:\/\//i;
const PICTURE = /^data:image\/png;base64,/;

function grow(node, send) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, options, ...children] = node;
  const element = document.createElement(TAGS.has(tag) ? tag : "span");
  if (options.class) element.className = options.class;
  if (options.dir) element.dir = options.dir;
  if (options.label) element.setAttribute("aria-label", options.label);
  if (options.current) element.setAttribute("aria-current", "true");
  if (options.colour && COLOUR.test(options.colour)) element.style.setProperty("--actor", options.colour);
  if (options.href && LINK.test(options.href)) {
    element.href = options.href;
    element.target = "_blank";
    element.rel = "noopener noreferrer nofollow";
  }
  if (options.picture && PICTURE.test(options.picture)) {
    element.src = options.picture;
    element.alt = options.alt ?? "";
  }
  if (Number.isInteger(options.at)) element.dataset.at = options.at;
  if (Number.isInteger(options.number)) element.dataset.number = options.number;
  if (options.send) {
    element.type = "button";
    element.dataset.id = options.send[1];
    element.onclick = () => {
      const selection = element.getRootNode().getSelection?.() ?? document.getSelection();
      if (element.tagName === "SPAN" && selection?.toString()) return; // words were selected, not clicked
      const row = element.closest("[data-number]");
      if (row) dispatchEvent(new CustomEvent("thalweg:choose", { detail: Number(row.dataset.number) }));
      send(options.send[0], options.send[1]);
    };
  }
  element.append(...children.map((child) => grow(child, send)));
  return element;
}

// What is selected between pieces that know where they stand in the text ("at"), as offsets that count
// characters as Python does; empty where it is nothing, or reaches beyond the pieces.
function selected(root) {
  const selection = root.getRootNode().getSelection?.() ?? document.getSelection();
  const ranges = selection?.getComposedRanges?.({ shadowRoots: [root.getRootNode()] }) ?? [];
  const range = ranges[0] ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
  if (!range || range.collapsed) return "";
  const start = offset(root, range.startContainer, range.startOffset);
  const end = offset(root, range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? `${start}-${end}` : "";
}

function offset(root, container, at) {
  const element = container.nodeType === Node.TEXT_NODE ? container.parentElement : container;
  const piece = element?.closest?.("[data-at]");
  if (!piece || !root.contains(piece)) return null;
  const whole = container.nodeType === Node.TEXT_NODE ? container.data.slice(0, at) : at ? piece.textContent : "";
  return Number(piece.dataset.at) + [...whole].length;
}

function step(root, move) {
  const rows = [...root.querySelectorAll("[data-id].row")];
  const next = rows[rows.indexOf(root.activeElement ?? document.activeElement) + move];
  if (next) next.focus();
}

/* A row under the pointer or with the focus and its pin light up together: the page's window carries the word
   between this and the map's frame, nothing goes to the server. */
function linkToMap(root) {
  const tell = (event) => {
    if (event.pointerType === "touch") return; // a finger rests on nothing
    const row = event.target.closest?.("[data-number]");
    dispatchEvent(new CustomEvent("thalweg:row", { detail: row ? Number(row.dataset.number) : -1 }));
  };
  const leave = () => dispatchEvent(new CustomEvent("thalweg:row", { detail: -1 }));
  Object.assign(root, { onpointerover: tell, onpointerleave: leave });
  if (root.dataset.linked) return;
  root.dataset.linked = "yes";
  root.addEventListener("focusin", tell);
  root.addEventListener("focusout", leave);
  const mark = ({ detail }) => {
    if (!root.isConnected) return removeEventListener("thalweg:pin", mark);
    for (const row of root.querySelectorAll("[data-number]")) {
      row.classList.toggle("over", detail.includes(Number(row.dataset.number)));
    }
  };
  addEventListener("thalweg:pin", mark);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".leaf");
  const focused = parentElement.activeElement?.dataset?.id;
  root.replaceChildren(...data.nodes.map((node) => grow(node, setTriggerValue)));
  root.onpointerup = root.onkeyup = () => {
    if (!data.selects) return;
    const words = selected(root);
    if (words && words !== root.dataset.selection) setTriggerValue("selection", words);
    root.dataset.selection = words;
  };
  linkToMap(root);
  root.onkeydown = (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!move || !event.target.classList.contains("row")) return;
    event.preventDefault();
    step(parentElement, move);
  };
  if (focused) {
    const again = [...root.querySelectorAll("[data-id]")].find((element) => element.dataset.id === focused);
    again?.focus({ preventScroll: true });
  }
  if (data.reveal && root.dataset.reveal !== data.reveal) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const block = root.offsetHeight > innerHeight * 0.85 ? "start" : "nearest"; // a tall card shows its beginning
    root.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }
  root.dataset.reveal = data.reveal ?? "";
}
