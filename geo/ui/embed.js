// The foot of an embedded map: its link leads to the same view, with the map where it stands when it is clicked.
export default function ({ data, parentElement }) {
  const link = parentElement.querySelector("a");
  parentElement.querySelector("span").textContent = data.notice;
  link.textContent = data.words;
  const aim = () => {
    const at = new URLSearchParams(location.search).get("at");
    const here = /^[-\d.]+,[-\d.]+,[\d.]+$/.test(at || "") ? `&at=${at}` : "";
    link.href = `${location.pathname}?${data.query}${here}`;
  };
  aim();
  link.onpointerdown = link.onfocus = link.onclick = aim;
}
