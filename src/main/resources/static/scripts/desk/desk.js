// The desk without a new page for each voucher: Enter presents one, the answer is said at once, the field stays. A
// scanner may run ahead, vouchers wait their turn. When the network is away, a signed QR is kept on this device and sent
// later; a typed code is only remembered by this page. Without this script the form works as it always did.

import { readCode } from "./code.js";
import { Sealed, isAble } from "./sealed.js";

const desk = document.querySelector("[data-desk]");
const form = desk.querySelector("form");
const code = form.querySelector("#code");
const codes = form.querySelector("#codes");
const csrf = form.querySelector("[name=_csrf]");
const check = form.querySelector("#code-check");
const live = form.querySelector("[data-live]");
const good = live.querySelector("[data-answer]");
const wrong = live.querySelector("[data-wrong]");
const total = live.querySelector("[data-total]");
const net = live.querySelector("[data-net]");
const log = live.querySelector("ol");
const shell = document.querySelector("[data-shell]");

const PATIENCE = 8000; // milliseconds until the network is held to be away
const AGAIN = 10000; // milliseconds between two tries to send what waits
const HOPELESS = ["UNKNOWN_DEVICE", "ENVELOPE_UNREADABLE", "ENVELOPE_FORGED"]; // sent again, it would be refused again
const SIGNS = { accepted: "✓", refused: "✗", held: "…", kept: "⇡", waiting: "?", undone: "↩" };
const WHY = {
  typed: "Un code tapé ne se vérifie qu’avec le réseau : rien n’est enregistré. Le code reste sur cette page, et part au retour du réseau si vous ne la fermez pas.",
  forged: "Ce QR code n’est pas celui d’un chèque de la coopérative : demandez un autre chèque.",
  silent: "Cet appareil est sans réseau depuis trop longtemps pour accepter : rien n’est enregistré.",
  dates: "Ce chèque ne sert pas au jour du service : rien n’est enregistré.",
  already: "Ce chèque est déjà gardé sur cet appareil.",
  allowance: "Cet appareil a gardé tout ce qui est permis sans réseau : rien n’est enregistré.",
  unable: "Cet appareil ne peut pas accepter sans réseau : rien n’est enregistré. Le code reste sur cette page, et part au retour du réseau si vous ne la fermez pas.",
};
const SIGNED_OUT = "Vous n’êtes plus entré. Entrez de nouveau dans un autre onglet, puis présentez ce chèque.";

const counts = { accepted: 0, held: 0, kept: 0, cents: 0 };
const waiting = new Map(); // typed while the network was away: in this page and nowhere else
let turn = Promise.resolve();
let sealed = null;
let isAway = false;

// Without a secure page there is no randomUUID, but there are random bytes.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function euros(cents) {
  return (cents / 100).toLocaleString("fr-FR", { style: "currency", currency: "EUR" });
}

function made(tag, words, style) {
  const element = document.createElement(tag);
  element.textContent = words;
  if (style) {
    element.className = style;
  }
  return element;
}

// ── The network ────────────────────────────────────────────────────────────────────────────────────────────────────

class Away extends Error {}
class Refused extends Error {
  constructor(message, reason = "") {
    super(message);
    this.reason = reason;
  }
}

async function called(path, options) {
  if (!navigator.onLine) {
    throw new Away();
  }
  let answer;
  try {
    answer = await fetch(desk.dataset.desk + path, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...options(),
    });
  } catch {
    throw new Away();
  }
  if ([502, 503, 504].includes(answer.status)) {
    throw new Away();
  }
  if (answer.type === "opaqueredirect") {
    throw new Refused(SIGNED_OUT);
  }
  return answer;
}

// The token of a page kept since yesterday is no longer good: another page gives another.
async function renewed() {
  try {
    const page = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
    const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=_csrf]");
    csrf.value = token ? token.value : csrf.value;
  } catch {
    throw new Away();
  }
}

async function asked(path, options) {
  let answer = await called(path, options);
  if (answer.status === 403) {
    await renewed();
    answer = await called(path, options);
  }
  let body = {};
  try {
    body = await answer.json();
  } catch {
    throw new Refused("La réponse ne se lit pas. Rechargez la page.");
  }
  if (!answer.ok) {
    const first = body.errors && body.errors[0];
    throw new Refused((first && first.title) || body.title || "La demande est refusée. Rechargez la page.", body.reason);
  }
  return body;
}

function askForm(path, fields) {
  return asked(path, () => ({ body: new URLSearchParams({ ...fields, _csrf: csrf.value }) }));
}

function askJson(path, body) {
  return asked(path, () => ({
    headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf.value },
    body: JSON.stringify(body),
  }));
}

// ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────────

// One big answer: a sign, a word, a colour, then what to do. Heard at once when refused, in its turn otherwise.
function say(kind, title, lines, figure) {
  live.hidden = false;
  const card = made("div", "", `desk-card ${kind}`);
  const sign = made("span", SIGNS[kind], "desk-sign");
  sign.setAttribute("aria-hidden", "true");
  const words = made("div", "", "");
  words.append(made("p", title, "desk-title"));
  if (figure) {
    words.append(made("p", figure, "figure"));
  }
  lines.filter((line) => line).forEach((line, i) => words.append(made("p", line, i ? "" : "next")));
  card.append(sign, words);
  const urgent = kind === "refused" || kind === "waiting";
  (urgent ? wrong : good).replaceChildren(card);
  (urgent ? good : wrong).replaceChildren();
}

function count() {
  const many = (n, one, more) => `${n} ${n > 1 ? more : one}`;
  const parts = [];
  if (counts.accepted) {
    parts.push(`${many(counts.accepted, "accepté", "acceptés")}, ${euros(counts.cents)}`);
  }
  if (counts.held) {
    parts.push(`${counts.held} en attente`);
  }
  if (counts.kept) {
    parts.push(`${many(counts.kept, "gardé", "gardés")} sur cet appareil, à envoyer`);
  }
  if (waiting.size) {
    parts.push(`${many(waiting.size, "code tapé, rien d’enregistré", "codes tapés, rien d’enregistré")}`);
  }
  total.textContent = parts.length ? `Depuis l’ouverture de la page : ${parts.join(" ; ")}.` : "";
  live.hidden = !parts.length && !log.children.length && !good.children.length && !wrong.children.length && net.hidden;
}

function away(is) {
  if (is === isAway) {
    return;
  }
  isAway = is;
  if (shell) {
    shell.hidden = !is; // the page that was kept says it already
  } else {
    net.hidden = !is;
    net.replaceChildren(made("p", is ? "Pas de réseau. Ce qui est gardé part tout seul à son retour." : ""));
  }
  count();
}

function entry(act) {
  const line = made("li", "", "");
  line.append(made("span", act.shown, "desk-what"), made("span", "", "desk-state"));
  log.prepend(line);
  act.line = line;
}

function mark(act, kind, words) {
  act.line.className = kind;
  act.line.querySelector(".desk-state").textContent = `${SIGNS[kind]} ${words}`;
}

function undoable(act, undo) {
  const button = made("button", "Annuler", "quiet");
  button.type = "button";
  button.append(made("span", ` le chèque ${act.shown}`, "skip"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (await undo()) {
        button.remove();
        code.focus();
      } else {
        button.disabled = false;
      }
    } catch (problem) {
      button.disabled = false;
      say("refused", "Pas annulé", [problem instanceof Away ? "Pas de réseau : annulez à son retour." : problem.message]);
    }
    count();
  });
  act.line.append(button);
}

// ── One voucher ────────────────────────────────────────────────────────────────────────────────────────────────────

function shown(text) {
  return text.includes("/") ? "QR code" : text.toUpperCase();
}

// The page may be older than the day: kept since yesterday, or left open. A day that nobody changed is today's, in Paris.
function dayOfService() {
  const day = form.querySelector("[name=day]");
  if (day.value !== day.defaultValue || !sealed || sealed.offset === null) {
    return day.value;
  }
  const today = new Date(Date.now() + sealed.offset).toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
  return today > day.value ? today : day.value;
}

function present(text) {
  const service = form.querySelector("[name=service]:checked");
  const mediator = form.querySelector("[name=mediator]");
  const act = {
    id: newId(),
    text,
    shown: shown(text),
    service: service ? service.value : "",
    day: dayOfService(),
    mediator: mediator ? mediator.value : "",
  };
  entry(act);
  mark(act, "held", "présenté");
  live.hidden = false;
  turn = turn.then(() => decide(act));
}

async function decide(act) {
  try {
    const line = await askForm("/accepter", {
      request: act.id,
      place: desk.dataset.place,
      service: act.service,
      day: act.day,
      mediator: act.mediator,
      code: act.text,
    });
    away(false);
    waiting.delete(act.id);
    answered(act, line);
  } catch (problem) {
    if (problem instanceof Away) {
      await keep(act);
    } else {
      waiting.delete(act.id);
      mark(act, "refused", "Pas enregistré");
      say("refused", "Pas enregistré", [problem.message]);
    }
  }
  count();
  form.dispatchEvent(new CustomEvent("desk:answered"));
}

function answered(act, line) {
  if (line.result === "REFUSED") {
    mark(act, "refused", line.title);
    say("refused", line.title, [line.next, ...line.facts]);
    return;
  }
  const kind = line.result === "HELD" ? "held" : "accepted";
  const one = line.redeemed[0];
  act.shown = one.serial;
  act.line.querySelector(".desk-what").textContent = one.serial;
  mark(act, kind, line.title);
  counts[kind]++;
  counts.cents += kind === "accepted" ? line.paidCents : 0;
  say(kind, line.title, [line.next, ...line.facts, `Chèque ${one.serial}`], line.paid);
  undoable(act, async () => {
    const done = await askForm("/annuler", { redemption: one.redemption, cancellation: one.cancellation });
    if (!done.done) {
      say("refused", "Pas annulé", [done.text]);
      return false;
    }
    counts[kind]--;
    counts.cents -= kind === "accepted" ? line.paidCents : 0;
    mark(act, "undone", "Annulé");
    say("undone", "Annulé", [done.text]);
    return true;
  });
}

async function keep(act) {
  away(true);
  const { kept, serial, why, left } = sealed ? await sealed.accept(act) : { why: act.text.includes("/") ? "unable" : "typed" };
  if (!kept) {
    const tellLater = why === "typed" || why === "unable";
    if (tellLater) {
      waiting.set(act.id, act);
    }
    mark(act, tellLater ? "waiting" : "refused", "Rien n’est enregistré");
    say(tellLater ? "waiting" : "refused", "Rien n’est enregistré", [WHY[why]]);
    return;
  }
  waiting.delete(act.id);
  act.shown = serial;
  act.line.querySelector(".desk-what").textContent = serial;
  act.line.dataset.envelope = act.id;
  counts.kept++;
  mark(act, "kept", "Gardé, à envoyer");
  say(
    "kept",
    "Gardé sur cet appareil",
    [
      "Le QR code est authentique. Le chèque sera payé s’il n’a pas été accepté ailleurs avant.",
      `Chèque ${serial}. Encore ${left} ${left > 1 ? "chèques possibles" : "chèque possible"} sans réseau.`,
    ],
    euros(kept.cents),
  );
  undoable(act, async () => {
    if (!(await sealed.takeBack(act.id))) {
      say("refused", "Pas annulé", ["Ce chèque est déjà envoyé : annulez-le dans la liste « Depuis deux jours »."]);
      return false;
    }
    counts.kept--;
    mark(act, "undone", "Annulé");
    say("undone", "Annulé", [`Le chèque ${serial} n’est pas accepté : rendez-le à la personne.`]);
    return true;
  });
}

// ── When the network is back ───────────────────────────────────────────────────────────────────────────────────────

async function send() {
  if (sealed) {
    const kept = await sealed.unsent();
    if (kept.length) {
      await told(
        await sealed.send(askJson).catch((problem) => {
          if (HOPELESS.includes(problem.reason)) {
            return { lines: [], cents: {}, stopped: problem.message };
          }
          throw problem;
        }),
      );
    }
    await sealed.prepare(askJson).catch((problem) => {
      if (problem instanceof Away) {
        throw problem;
      }
      return sealed.withoutLease();
    });
  }
  for (const act of [...waiting.values()]) {
    await decide(act);
  }
}

async function told(answer) {
  const kinds = { ACCEPTED: "accepted", HELD: "held", REFUSED: "refused", LOST: "refused", TAKEN_BACK: "undone" };
  const lost = [];
  let good = 0;
  for (const line of answer.lines) {
    const kind = kinds[line.result];
    let mine = log.querySelector(`[data-envelope="${line.envelope}"]`);
    if (!mine) {
      const act = { shown: line.serial };
      entry(act);
      mine = act.line;
    }
    mine.querySelectorAll("button").forEach((button) => button.remove());
    mark({ line: mine }, kind, line.title);
    if (kind === "refused") {
      lost.push(`${line.serial} : ${[line.sentence, ...line.facts].join(" ")}`);
      [line.sentence, ...line.facts].forEach((why) => mine.append(made("p", why, "")));
    } else if (kind !== "undone") {
      counts[kind]++;
      counts.cents += kind === "accepted" ? answer.cents[line.envelope] || 0 : 0;
      good++;
    }
  }
  counts.kept = (await sealed.unsent()).filter((one) => one.kind === "ACCEPT").length;
  if (answer.stopped) {
    const serials = await sealed.giveUp();
    counts.kept = 0;
    say("refused", "Envoi refusé", [answer.stopped, `Chèques non reçus : ${serials.join(", ")}.`]);
  } else if (lost.length) {
    say("refused", `${lost.length} perdu${lost.length > 1 ? "s" : ""} sur ${answer.lines.length}`, lost);
  } else if (good) {
    say("accepted", good > 1 ? `${good} chèques envoyés` : "1 chèque envoyé", ["Tous sont enregistrés."]);
  }
  count();
}

function sync() {
  turn = turn.then(async () => {
    try {
      await send();
      away(false);
    } catch (problem) {
      if (problem instanceof Away) {
        away(true);
      } else {
        say("refused", "Envoi impossible", [problem.message]);
      }
    }
    count();
  });
}

window.addEventListener("online", sync);
window.addEventListener("offline", () => away(true));
setInterval(() => {
  if (isAway && navigator.onLine) {
    sync();
  }
}, AGAIN);

// ── The field ──────────────────────────────────────────────────────────────────────────────────────────────────────

function look() {
  const text = code.value.trim();
  const [counted, judged] = check.children;
  const read = readCode(text);
  let state = "";
  let words = "";
  if (text && !text.includes("/") && !/^https?:/i.test(text)) {
    if (read.fault === "READ") {
      state = "right";
      words = "✓ Caractère de contrôle juste.";
    } else if (read.fault === "WRONG_CHECK_CHARACTER") {
      state = "wrong";
      words = "✗ Caractère de contrôle faux : relisez le code.";
    } else if (read.fault === "UNKNOWN_CHARACTER") {
      state = "wrong";
      words = `✗ « ${read.at} » n’est pas un caractère de code.`;
    } else if (read.count > 13) {
      state = "wrong";
      words = "✗ Plus de 13 caractères.";
    }
  }
  counted.textContent = text && !state ? `${read.count} sur 13` : "";
  judged.textContent = words;
  check.className = `desk-check ${state}`;
  check.hidden = !text;
  code.toggleAttribute("aria-invalid", false);
  if (state === "wrong") {
    code.setAttribute("aria-invalid", "true");
  }
  return state;
}

code.addEventListener("input", look);

form.addEventListener("submit", (event) => {
  const isTest = event.submitter && event.submitter.value === "test";
  if (isTest || codes.value.trim()) {
    return; // the form's own way: a page that answers
  }
  event.preventDefault();
  const text = code.value.trim();
  if (!text) {
    say("refused", "Rien à accepter", ["Scannez le QR code, ou tapez les 13 caractères."]);
  } else if (!form.querySelector("[name=service]:checked")) {
    say("refused", "Pas enregistré", ["Choisissez le service rendu."]);
  } else if (!text.includes("/") && readCode(text).fault !== "READ") {
    say("refused", "Pas envoyé", ["Ce code est mal tapé, son caractère de contrôle le montre : relisez-le."]);
    code.select();
    code.focus();
    return;
  } else {
    code.value = "";
    look();
    present(text);
  }
  code.focus();
});

// ── Beginning ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function install() {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  await navigator.serviceWorker.register("/cheques/guichet.js", { scope: "/cheques/accepter" });
  const ready = await navigator.serviceWorker.ready;
  if (navigator.onLine) {
    await new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      ready.active.postMessage({ what: "keep", place: desk.dataset.place }, [channel.port2]);
    });
  }
}

async function begin() {
  if (await isAble()) {
    sealed = new Sealed(desk.dataset.owner, desk.dataset.place, newId);
    await sealed.device();
    counts.kept = (await sealed.unsent()).filter((one) => one.kind === "ACCEPT").length;
    const others = await sealed.ofOthers();
    if (others) {
      live.before(
        made("p", `${others > 1 ? `${others} chèques gardés` : "1 chèque gardé"} sur cet appareil par une autre personne, ou pour un autre lieu : qu’elle entre pour les envoyer.`, "notice warn"),
      );
    }
    await install().catch(() => {}); // the desk works without being installed
  }
  sync();
  await turn;
  desk.dataset.ready = "yes";
}

look();
begin();
