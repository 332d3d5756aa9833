// The desk without a new page for each voucher: Enter presents one, the answer is said at once, the field stays. A
// scanner may run ahead, vouchers wait their turn. When the network is away, a signed QR is kept on this device and sent
// later; a typed code is only remembered by this page. Without this script the form works as it always did.

import { isSerial, readCode } from "./code.js";
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

const said = (french, english) => (document.documentElement.lang === "en" ? english : french);
const many = (n, one, more) => `${n} ${n > 1 ? more : one}`;

const PATIENCE = 8000; // milliseconds until the network is held to be away
const AGAIN = 10000; // milliseconds between two tries to send what waits
const HOPELESS = ["UNKNOWN_DEVICE", "ENVELOPE_UNREADABLE", "ENVELOPE_FORGED"]; // sent again, it would be refused again
const SIGNS = { accepted: "✓", refused: "✗", held: "…", kept: "⇡", waiting: "?", undone: "↩" };
const WHY = {
  typed: said("Un code tapé ne se vérifie qu’avec le réseau : rien n’est enregistré. Le code reste sur cette page, et part au retour du réseau si vous ne la fermez pas.", "A typed code can only be checked with the network: nothing is recorded. The code stays on this page, and is sent when the network is back if you do not close it."),
  forged: said("Ce QR code n’est pas celui d’un chèque de la coopérative : demandez un autre chèque.", "This QR code is not that of a voucher of the cooperative: ask for another voucher."),
  silent: said("Cet appareil est sans réseau depuis trop longtemps pour accepter : rien n’est enregistré.", "This device has been without network for too long to accept: nothing is recorded."),
  dates: said("Ce chèque ne sert pas au jour du service : rien n’est enregistré.", "This voucher cannot be used on the day of the service: nothing is recorded."),
  already: said("Ce chèque est déjà gardé sur cet appareil.", "This voucher is already kept on this device."),
  allowance: said("Cet appareil a gardé tout ce qui est permis sans réseau : rien n’est enregistré.", "This device has kept all that is allowed without network: nothing is recorded."),
  unable: said("Cet appareil ne peut pas accepter sans réseau : rien n’est enregistré. Le code reste sur cette page, et part au retour du réseau si vous ne la fermez pas.", "This device cannot accept without network: nothing is recorded. The code stays on this page, and is sent when the network is back if you do not close it."),
};
const SIGNED_OUT = said("Vous n’êtes plus entré. Entrez de nouveau dans un autre onglet, puis présentez ce chèque.", "You are no longer signed in. Sign in again in another tab, then present this voucher.");

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
  return (cents / 100).toLocaleString(said("fr-FR", "en-GB"), { style: "currency", currency: "EUR" });
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
    throw new Refused(said("La réponse ne se lit pas. Rechargez la page.", "The answer cannot be read. Reload the page."));
  }
  if (!answer.ok) {
    const first = body.errors && body.errors[0];
    throw new Refused((first && first.title) || body.title || said("La demande est refusée. Rechargez la page.", "The request is refused. Reload the page."), body.reason);
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
  // What the page came with was said of another voucher.
  document.querySelectorAll("main > .answer, main > .notice[role]").forEach((before) => before.remove());
  const none = document.querySelector("[data-none]");
  if (none && (kind === "accepted" || kind === "held")) {
    none.textContent = said("Ceux de cette page sont plus haut.", "Those of this page are further up.");
  }
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
  const parts = [];
  if (counts.accepted) {
    parts.push(`${many(counts.accepted, said("accepté", "accepted"), said("acceptés", "accepted"))}, ${euros(counts.cents)}`);
  }
  if (counts.held) {
    parts.push(`${counts.held} ${said("en attente", "on hold")}`);
  }
  if (counts.kept) {
    parts.push(said(`${many(counts.kept, "gardé", "gardés")} sur cet appareil, à envoyer`, `${counts.kept} kept on this device, to be sent`));
  }
  if (waiting.size) {
    parts.push(many(
        waiting.size,
        said("code tapé, rien d’enregistré", "code typed, nothing recorded"),
        said("codes tapés, rien d’enregistré", "codes typed, nothing recorded"),
      ));
  }
  total.textContent = parts.length ? said(`Depuis l’ouverture de la page : ${parts.join(" ; ")}.`, `Since this page was opened: ${parts.join("; ")}.`) : "";
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
    net.replaceChildren(made("p", is ? said("Pas de réseau. Ce qui est gardé part tout seul à son retour.", "No network. What is kept is sent by itself when it is back.") : ""));
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
  const button = made("button", said("Annuler", "Cancel"), "quiet");
  button.type = "button";
  button.append(made("span", said(` le chèque ${act.shown}`, ` voucher ${act.shown}`), "skip"));
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
      say("refused", said("Pas annulé", "Not cancelled"), [problem instanceof Away ? said("Pas de réseau : annulez à son retour.", "No network: cancel when it is back.") : problem.message]);
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
  mark(act, "held", said("présenté", "presented"));
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
      mark(act, "refused", said("Pas enregistré", "Not recorded"));
      say("refused", said("Pas enregistré", "Not recorded"), [problem.message]);
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
  say(kind, line.title, [line.next, ...line.facts, said(`Chèque ${one.serial}`, `Voucher ${one.serial}`)], line.paid);
  undoable(act, async () => {
    const done = await askForm("/annuler", { redemption: one.redemption, cancellation: one.cancellation });
    if (!done.done) {
      say("refused", said("Pas annulé", "Not cancelled"), [done.text]);
      return false;
    }
    counts[kind]--;
    counts.cents -= kind === "accepted" ? line.paidCents : 0;
    mark(act, "undone", said("Annulé", "Cancelled"));
    say("undone", said("Annulé", "Cancelled"), [done.text]);
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
    mark(act, tellLater ? "waiting" : "refused", said("Rien n’est enregistré", "Nothing is recorded"));
    say(tellLater ? "waiting" : "refused", said("Rien n’est enregistré", "Nothing is recorded"), [WHY[why]]);
    return;
  }
  waiting.delete(act.id);
  act.shown = serial;
  act.line.querySelector(".desk-what").textContent = serial;
  act.line.dataset.envelope = act.id;
  counts.kept++;
  mark(act, "kept", said("Gardé, à envoyer", "Kept, to be sent"));
  say(
    "kept",
    said("Gardé sur cet appareil", "Kept on this device"),
    [
      said("Le QR code est authentique. Le chèque sera payé s’il n’a pas été accepté ailleurs avant.", "The QR code is genuine. The voucher will be paid if it was not accepted elsewhere before."),
      said(
        `Chèque ${serial}. Encore ${left} ${left > 1 ? "chèques possibles" : "chèque possible"} sans réseau.`,
        `Voucher ${serial}. ${left} more ${left === 1 ? "voucher" : "vouchers"} can be accepted without network.`,
      ),
    ],
    euros(kept.cents),
  );
  undoable(act, async () => {
    if (!(await sealed.takeBack(act.id))) {
      say("refused", said("Pas annulé", "Not cancelled"), [said("Ce chèque est déjà envoyé : annulez-le dans la liste « Depuis deux jours ».", "This voucher has already been sent: cancel it in the list “The last two days”.")]);
      return false;
    }
    counts.kept--;
    mark(act, "undone", said("Annulé", "Cancelled"));
    say("undone", said("Annulé", "Cancelled"), [
      said(
        `Le chèque ${serial} n’est pas accepté : rendez-le à la personne.`,
        `Voucher ${serial} is not accepted: give it back to the person.`,
      ),
    ]);
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
      lost.push(`${line.serial}${said(" :", ":")} ${[line.sentence, ...line.facts].join(" ")}`);
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
    say("refused", said("Envoi refusé", "Not received"), [answer.stopped, said(`Chèques non reçus : ${serials.join(", ")}.`, `Vouchers not received: ${serials.join(", ")}.`)]);
  } else if (lost.length) {
    const all = answer.lines.length;
    say("refused", said(`${lost.length} perdu${lost.length > 1 ? "s" : ""} sur ${all}`, `${lost.length} lost of ${all}`), lost);
  } else if (good) {
    say("accepted", many(good, said("chèque envoyé", "voucher sent"), said("chèques envoyés", "vouchers sent")), [said("Tous sont enregistrés.", "All are recorded.")]);
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
        say("refused", said("Envoi impossible", "Cannot be sent"), [problem.message]);
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
    if (isSerial(text)) {
      state = "wrong";
      words = said("✗ C’est un numéro de carnet, pas un code.", "✗ This is a booklet number, not a code.");
    } else if (read.fault === "READ") {
      state = "right";
      words = said("✓ Caractère de contrôle juste.", "✓ Check character right.");
    } else if (read.fault === "WRONG_CHECK_CHARACTER") {
      state = "wrong";
      words = said("✗ Caractère de contrôle faux : relisez le code.", "✗ Check character wrong: read the code again.");
    } else if (read.fault === "UNKNOWN_CHARACTER") {
      state = "wrong";
      words = said(`✗ « ${read.at} » n’est pas un caractère de code.`, `✗ “${read.at}” is not a character of a code.`);
    } else if (read.count > 13) {
      state = "wrong";
      words = said("✗ Plus de 13 caractères.", "✗ More than 13 characters.");
    }
  }
  counted.textContent = text && !state ? said(`${read.count} sur 13`, `${read.count} of 13`) : "";
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
    say("refused", said("Rien à accepter", "Nothing to accept"), [said("Scannez le QR code, ou tapez les 13 caractères.", "Scan the QR code, or type the 13 characters.")]);
  } else if (!form.querySelector("[name=service]:checked")) {
    say("refused", said("Pas enregistré", "Not recorded"), [said("Choisissez le service rendu.", "Choose the service given.")]);
  } else if (isSerial(text)) {
    say("refused", said("Pas envoyé", "Not sent"), [said("C’est le numéro du carnet, pas le code d’un chèque : tapez les 13 lettres et chiffres écrits sous le dessin carré du chèque.", "This is the number of the booklet, not the code of a voucher: type the 13 letters and digits written below the square drawing on the voucher.")]);
    code.select();
    code.focus();
    return;
  } else if (!text.includes("/") && readCode(text).fault !== "READ") {
    say("refused", said("Pas envoyé", "Not sent"), [said("Ce code est mal tapé, son caractère de contrôle le montre : relisez-le.", "This code is mistyped, its check character shows it: read it again.")]);
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
        made("p", said(
          `${many(others, "chèque gardé", "chèques gardés")} sur cet appareil par une autre personne, ou pour un autre lieu : qu’elle entre pour les envoyer.`,
          `${many(others, "voucher", "vouchers")} kept on this device by someone else, or for another place: let them sign in to send them.`,
        ), "notice warn"),
      );
    }
    await install().catch(() => {}); // the desk works without being installed
  }
  sync();
  await turn;
  desk.dataset.ready = "yes";
}

look();
code.select(); // a code that was checked waits to be accepted; the next one that is scanned takes its place
begin();
