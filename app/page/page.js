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
    if (own) mark.setAttribute("aria-current", "true");
    else mark.removeAttribute("aria-current");
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

function bringIntoView() {
  const panel = $("#kildepanel", element);
  const place = panel.getBoundingClientRect();
  if (place.top > innerHeight * 0.7 || place.bottom < innerHeight * 0.3) panel.scrollIntoView({ block: "start" });
}

function show(link) {
  const chosen = id(link);
  if (!choose(chosen)) return;
  if (location.hash !== `#kilde-${chosen}`) history.pushState(null, "", `#kilde-${chosen}`);
  if (link.closest("#kildepanel")) return;
  cameFrom = link;
  $("#kildepanel", element).focus({ preventScroll: true });
  bringIntoView();
}

function goBack(link) {
  const answer = $(link.getAttribute("href"));
  const mark = cameFrom?.isConnected ? cameFrom : answer && $("a.maerke", answer);
  answer?.scrollIntoView({ block: "nearest" });
  mark?.focus();
}

// --- the browser's own way back, between sources and between tabs

const tabs = () => $$("button[role=tab]");
const openTab = () => tabs().findIndex((tab) => tab.getAttribute("aria-selected") === "true");

function leaveTab() {
  history.replaceState({ tab: openTab() }, "");
  history.pushState({}, "");
}

addEventListener("popstate", (event) => {
  const before = event.state?.tab;
  if (before !== undefined && before !== openTab()) {
    tabs()[before].click();
    return;
  }
  const chosen = location.hash.replace("#kilde-", "");
  if (!choose(chosen) && !choose(element.dataset.first ?? "")) return;
  $("#kildepanel", element).focus({ preventScroll: true });
  bringIntoView();
});

// --- a new answer

function onNewContents() {
  const chosen = $("#kildepanel", element)?.dataset.valgt ?? "";
  const isEmpty = !$(".svarkilder", element);
  element.dataset.first = chosen;
  if (location.hash.startsWith("#kilde-") || isEmpty)
    history.replaceState(history.state, "", location.pathname + (isEmpty ? "" : location.search));
  if (chosen) choose(chosen);
  requestAnimationFrame(showLastQuestion);
}

function showLastQuestion() {
  const asked = $$("#samtale [data-testid=user]").at(-1);
  const view = asked?.closest(".bubble-wrap");
  if (!view) return;
  view.scrollTop += asked.getBoundingClientRect().top - view.getBoundingClientRect().top - 12;
  const place = $("#samtale").getBoundingClientRect();
  if (place.top < 0 || place.top > innerHeight * 0.5) $("#samtale").scrollIntoView({ block: "start" });
  if (document.activeElement === document.body) focusOn($$(".svar").at(-1));
}

function focusOn(node) {
  node?.setAttribute("tabindex", "-1");
  node?.focus({ preventScroll: true });
}

// Gradio has some labels in English only, and takes those of our marks away; the words are the page's own.
const WORDS = Object.entries(JSON.parse($(".top").dataset.ord));
const SAYINGS = Object.entries(JSON.parse($(".top").dataset.siger));

function translate(node) {
  for (const name of ["aria-label", "title"]) {
    const label = node.getAttribute(name) ?? "";
    const found = WORDS.find(([english]) => label === english || label.startsWith(`${english}:`));
    if (!found) continue;
    node.setAttribute(name, found[1]);
    if (label !== found[0]) node.setAttribute("role", "article");
  }
}

function translateSaid(node) {
  const said = [...node.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.nodeValue.trim());
  const found = said && SAYINGS.find(([english]) => said.nodeValue.trim().startsWith(english));
  if (found) said.nodeValue = found[1];
}

function nameMark(link) {
  link.setAttribute("aria-label", $(".top").dataset.kilde.replace("{marker}", link.textContent.replace(/\D/g, "")));
}

let isPlanned = false;

function tidyUp() {
  isPlanned = false;
  $$("[aria-label], [title]").forEach(translate);
  $$(".toast-title, [data-testid=toast-text]").forEach(translateSaid);
  $$("a.maerke:not([aria-label])").forEach(nameMark);
  const chosen = $("#kildepanel", element)?.dataset.valgt;
  if (chosen) showChosen(chosen);
}

new MutationObserver(() => {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(tidyUp);
}).observe(document.body, { childList: true, subtree: true });
tidyUp();

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
  form.classList.add("sendt");
  for (const control of form.elements) control.disabled = true;
});

new MutationObserver(() => {
  const said = $("#besked p"), form = $("form.tilbagemelding.sendt");
  if (!said || !form) return;
  form.classList.remove("sendt");
  for (const control of form.elements) control.disabled = false;
  const shown = said.cloneNode(true);
  if (said.classList.contains("fejl")) form.append(shown);
  else form.replaceWith(shown);
  said.remove();
  focusOn(shown);
}).observe($("#besked"), { childList: true, subtree: true });

// --- clicks

function isPlain(event) {
  return !(event.ctrlKey || event.metaKey || event.shiftKey);
}

function showInSheet(link) {
  trigger("select", { sheet: link.dataset.ark, claim: link.dataset.udsagn });
}

const CLICKS = {
  "a.maerke": (link) => show(link),
  "a.tilbage": (link) => goBack(link),
  "a.link": (link) => copy(new URL(link.getAttribute("href"), location.origin + location.pathname).href, link),
  "button.kopier": (button) => copy(button.dataset.tekst, button),
  "button.hent-png": (button) => savePicture(button),
  "button.spoerg": (button) => { leaveTab(); trigger("input", { question: button.dataset.spoergsmaal }); },
  "a.vis": (link) => { leaveTab(); showInSheet(link); },
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
