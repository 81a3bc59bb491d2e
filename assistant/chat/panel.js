// Runs once when the source panel loads. The links of the whole page are served here: their fragments name
// what to open (cite-, near-, notice-, shelf), to ask (ask-), or where to go inside the panel (jump-, close).
const OPENS = ["cite-", "near-", "notice-", "shelf"];
let asked = null;

function overlay(open) {
  document.body.classList.toggle("mb-open", open);
}

function follow(link) {
  const fragment = link.getAttribute("href").slice(1);
  if (OPENS.some((name) => fragment.startsWith(name))) {
    asked = link;
    overlay(true);
    trigger("click", { ref: fragment });
    requestAnimationFrame(settle); // the same source may be asked for again: then no new value arrives
  } else if (fragment.startsWith("ask-")) {
    trigger("submit", { ref: fragment });
  } else if (fragment.startsWith("jump-")) {
    const menu = link.closest("details");
    if (menu) menu.open = false;
    const anchor = element.querySelector("#clause-" + fragment.slice("jump-".length));
    if (anchor) anchor.parentElement.scrollIntoView({ block: "start", behavior: "smooth" });
  } else if (fragment === "close") {
    close();
  }
}

function close() {
  overlay(false);
  if (asked && asked.isConnected) asked.focus();
}

// A link into the page never becomes an address: the fragment would outlive what it names.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (!link) {
    document.querySelectorAll("#mb-panel details[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    return;
  }
  event.preventDefault();
  follow(link);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

function settle() {
  const shown = element.querySelector("[data-language]");
  if (!shown) return;
  document.documentElement.lang = shown.dataset.language;
  document.title = shown.dataset.title;
  const mark = element.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: mark.offsetHeight < window.innerHeight / 2 ? "center" : "start" });
  else element.querySelector(".mb-bar").scrollIntoView({ block: "start" });
}

// `toggle` does not bubble, hence the capture.
element.addEventListener(
  "toggle",
  (event) => {
    const current = event.target.open && event.target.querySelector("[aria-current]");
    if (current) current.scrollIntoView({ block: "nearest" });
  },
  true,
);

watch("value", () => requestAnimationFrame(settle));
settle();
