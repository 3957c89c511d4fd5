// A text to copy and, where there is one, the page it shows. Tells the server where this page is and where its
// map stands, which only the browser knows.
function element(name, parent, text) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

/** Without a secure address browsers offer no clipboard; selecting and copying works everywhere. */
async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
}

/** Address of the installation: this page's, without the path of the page shown. */
function base(page) {
  const path = location.pathname.replace(/\/+$/, "");
  const ends = page && path.endsWith(`/${page}`);
  return location.origin + (ends ? path.slice(0, -page.length - 1) : path);
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".share");
  const at = new URLSearchParams(location.search).get("at") || "";
  const found = `${base(data.page)} ${at}`;
  if (found !== data.place) setStateValue("place", found);
  const shown = JSON.stringify(data);
  if (root.dataset.shown === shown) return;
  root.dataset.shown = shown;
  root.replaceChildren();
  const label = element("label", root, data.label);
  const row = element("div", root);
  row.className = "row";
  const field = element("textarea", row);
  field.value = data.text;
  field.readOnly = true;
  field.rows = data.rows;
  field.setAttribute("aria-label", data.label);
  label.onclick = () => field.select();
  const button = element("button", row, data.copy);
  button.type = "button";
  button.setAttribute("aria-live", "polite");
  button.onclick = async () => {
    await copy(field);
    button.textContent = data.copied;
    setTimeout(() => (button.textContent = data.copy), 2500);
  };
  if (!data.preview || !data.preview.startsWith(location.origin + "/")) return;
  element("h4", root, data.previewed);
  const frame = element("iframe", root);
  frame.title = data.previewed;
  frame.src = data.preview;
  frame.height = data.height;
}
