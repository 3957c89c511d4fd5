// A sentence that stays away once it was closed; where a browser keeps nothing, it comes back.
const KEY = "thalweg-hint-closed";

function kept(act) {
  try { return act(window.localStorage); } catch { return null; }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".hint");
  const text = document.createElement("p");
  text.textContent = data.text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", data.close);
  close.title = data.close;
  close.onclick = () => {
    root.hidden = true;
    kept((store) => store.setItem(KEY, "1"));
  };
  root.replaceChildren(text, close);
  root.hidden = kept((store) => store.getItem(KEY)) === "1";
}
