// The page's own script: choosing sources, taking away, sending feedback. It runs once, when the panel of sources is
// there; `element` is that panel, `trigger` sends an event of it to the server, `watch` tells of its new contents.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const id = (link) => link.getAttribute("href").replace("#kilde-", "");
let cameFrom = null;

document.documentElement.lang = "da";

// --- sources

function scrollTo(mark) {
  const sheet = mark.closest(".ark");
  const offset = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop += offset - sheet.clientHeight / 3;
}

function choose(chosen) {
  const card = $$(".kilde", element).find((each) => each.dataset.id === chosen);
  if (!card) return false;
  for (const turn of $$(".svarkilder", element)) turn.hidden = turn !== card.closest(".svarkilder");
  for (const each of $$(".kilde", element)) each.hidden = each !== card;
  for (const sheet of $$(".arkvisning", element)) sheet.hidden = sheet.dataset.ark !== card.dataset.ark;
  for (const mark of $$(".sted", element)) {
    const own = mark.dataset.id.split(" ").includes(chosen);
    mark.classList.toggle("valgt", own);
    if (own) scrollTo(mark);
  }
  showChosen(chosen);
  return true;
}

function showChosen(chosen) {
  $("#kildepanel", element).dataset.valgt = chosen;
  for (const link of $$("a.maerke")) {
    if (id(link) === chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function show(link) {
  const chosen = id(link);
  if (!choose(chosen)) return;
  if (!link.closest("#kildepanel")) cameFrom = link;
  if (location.hash !== `#kilde-${chosen}`) history.pushState(null, "", `#kilde-${chosen}`);
  const panel = $("#kildepanel", element);
  if (!link.closest("#kildepanel")) panel.focus({ preventScroll: true });
  if (panel.getBoundingClientRect().top > innerHeight * 0.7) panel.scrollIntoView({ block: "start" });
}

function goBack(link) {
  const answer = $(link.getAttribute("href"));
  const mark = cameFrom?.isConnected ? cameFrom : answer && $("a.maerke", answer);
  answer?.scrollIntoView({ block: "nearest" });
  mark?.focus();
}

addEventListener("popstate", () => {
  const chosen = location.hash.replace("#kilde-", "");
  if (!choose(chosen)) choose(element.dataset.first ?? "");
});

// --- a new answer

function onNewContents() {
  const chosen = $("#kildepanel", element)?.dataset.valgt ?? "";
  element.dataset.first = chosen;
  if (location.hash.startsWith("#kilde-")) history.replaceState(null, "", location.pathname + location.search);
  if (chosen) choose(chosen);
  requestAnimationFrame(showLastQuestion);
}

function showLastQuestion() {
  const asked = $$("#samtale [data-testid=user]").at(-1);
  const view = asked?.closest(".bubble-wrap");
  if (view) view.scrollTop += asked.getBoundingClientRect().top - view.getBoundingClientRect().top - 34;
}

// Gradio has some labels in English only; the words are the page's own (`GRADIO_WORDS`).
const WORDS = Object.entries(JSON.parse($(".top").dataset.ord));

function translate(node) {
  for (const name of ["aria-label", "title"]) {
    const label = node.getAttribute(name) ?? "";
    const found = WORDS.find(([english]) => label === english || label.startsWith(`${english}:`));
    if (!found) continue;
    const said = label === found[0] ? found[1] : `${found[1]}: ${node.textContent.trim().slice(0, 200)}`;
    node.setAttribute(name, said);
  }
}

function translateAll() {
  $$("[aria-label], [title]").forEach(translate);
}

new MutationObserver(translateAll).observe(document.body, { childList: true, subtree: true });
translateAll();

watch("value", onNewContents);

// --- taking away

function done(control) {
  const before = control.textContent;
  control.textContent = control.dataset.gjort;
  setTimeout(() => { control.textContent = before; }, 2000);
}

async function copy(text, control) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  done(control);
}

function save(href, name) {
  Object.assign(document.createElement("a"), { href, download: name }).click();
}

async function savePicture(button) {
  const drawn = $("svg", button.closest("figure"));
  const copied = drawn.cloneNode(true);
  const [, , width, height] = drawn.getAttribute("viewBox").split(/[ ,]+/).map(Number);
  copied.setAttribute("width", width);
  copied.setAttribute("height", height);
  copied.setAttribute("style", "color:#1c1b1a;--color-accent:#0f5f63");
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copied));
  await image.decode();
  const scale = 3, edge = 36;
  const size = { width: width * scale + 2 * edge, height: height * scale + 2 * edge };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, edge, edge, width * scale, height * scale);
  save(canvas.toDataURL("image/png"), button.dataset.navn);
}

// --- feedback

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.tilbagemelding");
  if (!form) return;
  event.preventDefault();
  const given = new FormData(form);
  trigger("submit", { turn: Number(form.dataset.svar), verdict: given.get("verdict"), comment: given.get("comment") });
  for (const control of form.elements) control.disabled = true;
});

// --- clicks

function isPlain(event) {
  return !(event.ctrlKey || event.metaKey || event.shiftKey);
}

const CLICKS = {
  "a.maerke": (link) => show(link),
  "a.tilbage": (link) => goBack(link),
  "a.link": (link) => copy(new URL(link.getAttribute("href"), location.origin + location.pathname).href, link),
  "button.kopier": (button) => copy(button.dataset.tekst, button),
  "button.hent-png": (button) => savePicture(button),
  "button.spoerg": (button) => trigger("input", { question: button.dataset.spoergsmaal }),
  "a.vis": (link) => trigger("select", { sheet: link.dataset.ark, start: Number(link.dataset.start), end: Number(link.dataset.end) }),
  "button.skift-tema": () => document.body.classList.toggle("dark"),
};

document.addEventListener("click", (event) => {
  for (const [selector, action] of Object.entries(CLICKS)) {
    const control = event.target.closest(selector);
    if (!control || !isPlain(event)) continue;
    event.preventDefault();
    action(control);
    return;
  }
});
