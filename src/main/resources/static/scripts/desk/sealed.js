// What a desk accepts while the network is away (docs/decisions/0018): the signed QR is verified here with the published
// keys, the acceptance is signed with a key that cannot leave this browser, and kept until it is sent. The text of a QR
// is kept with it only until then.

import { damm } from "./code.js";

const DATABASE = "fairpass-guichet";
const DAY_ZERO = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;
const QR_CHARACTERS = 136;
const FACTS = 21;
const PREFIX = "fairpass voucher qr\0";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const FRESH = 600_000; // milliseconds for which what was lent, and not used, is not asked again
const ED25519 = { name: "Ed25519" };

const text = new TextEncoder();

function request(asked) {
  return new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

function open() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("device", { keyPath: "owner" });
    opening.result.createObjectStore("envelope", { keyPath: "id" });
  };
  return request(opening);
}

async function within(mode, work) {
  const database = await open();
  try {
    const transaction = database.transaction(["device", "envelope"], mode);
    const ended = new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
    const result = await work(transaction.objectStore("device"), transaction.objectStore("envelope"));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

// One page at a time counts and chains: two tabs never sign the same number.
function alone(work) {
  return navigator.locks.request(DATABASE, work);
}

function base64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

async function sha256(words) {
  const digest = await crypto.subtle.digest("SHA-256", text.encode(words));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Whether this browser can at all: a secure page, Ed25519, somewhere to keep things, and one page at a time.
export async function isAble() {
  if (!window.isSecureContext || !window.indexedDB || !navigator.locks || !crypto.subtle) {
    return false;
  }
  try {
    await crypto.subtle.generateKey(ED25519, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

export function serial(voucher) {
  const booklet = Math.floor(voucher / 16);
  const digits = String(booklet).padStart(9, "0");
  const all = digits + damm(digits);
  return `${all.slice(0, 4)} ${all.slice(4, 7)} ${all.slice(7)}-${String(voucher % 16).padStart(2, "0")}`;
}

function decoded(characters) {
  const bytes = new Uint8Array((characters.length / 8) * 5);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const c of characters.toUpperCase()) {
    const value = BASE32.indexOf(c);
    if (value < 0) {
      return null;
    }
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
    held &= (1 << bits) - 1;
  }
  return bytes;
}

function day(bytes, at) {
  return new Date(DAY_ZERO + ((bytes[at] << 8) | bytes[at + 1]) * DAY).toISOString().slice(0, 10);
}

// What a QR says when one of the published keys has signed it, as VoucherQr.verify does; null otherwise.
export async function verified(qr, published) {
  const end = qr.slice(qr.lastIndexOf("/") + 1);
  if (!qr.includes("/") || end.length !== QR_CHARACTERS) {
    return null;
  }
  const bytes = decoded(end);
  if (!bytes || bytes[0] !== 1) {
    return null;
  }
  const { instance, keys } = JSON.parse(published);
  const key = keys.find((one) => one.id === bytes[1] && one.alg === "Ed25519");
  if (!key) {
    return null;
  }
  const raw = Uint8Array.from(atob(key.public.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const name = text.encode(instance);
  const prefix = text.encode(PREFIX);
  const message = new Uint8Array(prefix.length + 2 + name.length + FACTS);
  message.set(prefix);
  message.set([name.length >> 8, name.length & 255], prefix.length);
  message.set(name, prefix.length + 2);
  message.set(bytes.slice(0, FACTS), prefix.length + 2 + name.length);
  const imported = await crypto.subtle.importKey("raw", raw, ED25519, false, ["verify"]);
  if (!(await crypto.subtle.verify(ED25519, imported, bytes.slice(FACTS), message))) {
    return null;
  }
  const booklet = ((bytes[10] << 24) >>> 0) + (bytes[11] << 16) + (bytes[12] << 8) + bytes[13];
  return {
    voucher: booklet * 16 + (bytes[9] & 15),
    cents: (bytes[14] << 16) | (bytes[15] << 8) | bytes[16],
    firstDay: day(bytes, 17),
    lastDay: day(bytes, 19),
  };
}

export class Sealed {
  constructor(owner, place, newId) {
    this.owner = owner;
    this.place = place;
    this.newId = newId;
    this.offset = null; // milliseconds from this clock to that of the server, once it is known
  }

  async device() {
    const device = await within("readonly", (devices) => request(devices.get(this.owner)));
    this.offset = device && device.lease ? device.lease.offset : this.offset;
    return device;
  }

  async unsent() {
    const all = await within("readonly", (_, envelopes) => request(envelopes.getAll()));
    return all.filter((one) => one.owner === this.owner).sort((a, b) => a.counter - b.counter);
  }

  // How many wait of other people, or of another place, who used this browser.
  async ofOthers() {
    const all = await within("readonly", (_, envelopes) => request(envelopes.getAll()));
    return all.filter((one) => one.owner !== this.owner && one.kind === "ACCEPT").length;
  }

  // Registers this browser if it is not, and asks what it may accept from now on. Asked with the network only, and when
  // nothing is left to send. ask(path, body) answers parsed JSON or throws.
  async prepare(ask) {
    await alone(async () => {
      let device = await this.device();
      if (!device) {
        const keys = await crypto.subtle.generateKey(ED25519, false, ["sign", "verify"]);
        device = { owner: this.owner, id: this.newId(), keys, counter: 0, previous: "-", at: "", lease: null };
        const published = await crypto.subtle.exportKey("spki", keys.publicKey);
        await ask("/appareil", { device: device.id, place: this.place, key: base64(published) });
        await within("readwrite", (devices) => request(devices.put(device)));
      }
      const { lease: last } = device;
      const isFresh = last && last.firstCounter === device.counter + 1 && Date.now() - last.askedAt < FRESH;
      if (!isFresh && (await this.unsent()).length === 0) {
        const lease = await ask("/reserve", { lease: this.newId(), device: device.id });
        lease.askedAt = Date.now();
        lease.offset = Date.parse(lease.now) - lease.askedAt;
        device.lease = lease;
        this.offset = lease.offset;
        await within("readwrite", (devices) => request(devices.put(device)));
      }
    });
  }

  // Nothing more is accepted without network: the device was stopped, or governance allows nothing.
  async withoutLease() {
    await alone(async () => {
      const device = await this.device();
      if (device) {
        await within("readwrite", (devices) => request(devices.put({ ...device, lease: null })));
      }
    });
  }

  // Keeps an acceptance, or says why not: { kept } or { why }. act is what would have been sent with the network.
  accept(act) {
    return alone(async () => {
      const device = await this.device();
      if (!device || !device.lease) {
        return { why: "unable" };
      }
      const { lease } = device;
      const facts = await verified(act.text, lease.keys);
      if (!facts) {
        return { why: act.text.includes("/") ? "forged" : "typed" };
      }
      const at = new Date(Date.now() + lease.offset).toISOString();
      if (Date.parse(at) > Date.parse(lease.validUntil)) {
        return { why: "silent" };
      }
      if (act.day < facts.firstDay || act.day > facts.lastDay) {
        return { why: "dates" };
      }
      const kept = (await this.unsent()).filter((one) => one.kind === "ACCEPT");
      const cancelled = new Set((await this.unsent()).map((one) => one.cancels));
      if (kept.some((one) => one.voucher === facts.voucher && !cancelled.has(one.id))) {
        return { why: "already" };
      }
      const cents = kept.reduce((sum, one) => sum + one.cents, facts.cents);
      if (kept.length + 1 > lease.mostVouchers || cents > lease.mostCents) {
        return { why: "allowance" };
      }
      const envelope = await this.seal(device, at, act.id, {
        kind: "ACCEPT",
        voucher: facts.voucher,
        qr: await sha256(act.text),
        place: this.place,
        service: act.service,
        day: act.day,
        mediator: act.mediator || "-",
      });
      Object.assign(envelope, { kind: "ACCEPT", qr: act.text, voucher: facts.voucher, cents: facts.cents });
      await this.keep(device, envelope);
      return { kept: envelope, serial: serial(facts.voucher), left: lease.mostVouchers - kept.length - 1 };
    });
  }

  // Takes back an acceptance that is not sent yet; false when it is gone.
  takeBack(id) {
    return alone(async () => {
      const kept = await this.unsent();
      if (!kept.some((one) => one.id === id) || kept.some((one) => one.cancels === id)) {
        return false;
      }
      const device = await this.device();
      const at = new Date(Date.now() + device.lease.offset).toISOString();
      const envelope = await this.seal(device, at, this.newId(), { kind: "CANCEL", cancels: id });
      Object.assign(envelope, { kind: "CANCEL", qr: "", cancels: id, cents: 0 });
      await this.keep(device, envelope);
      return true;
    });
  }

  async seal(device, now, id, content) {
    const at = now < device.at ? device.at : now;
    const fields = {
      id,
      device: device.id,
      counter: device.counter + 1,
      previous: device.previous,
      lease: device.lease.lease,
      at,
      ...content,
    };
    const body = ["fairpass-envelope-v1", ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join("\n");
    const signature = base64(await crypto.subtle.sign(ED25519, device.keys.privateKey, text.encode(body)));
    device.counter++;
    device.previous = await sha256(body);
    device.at = at;
    return { id, owner: this.owner, counter: device.counter, body, signature };
  }

  // The count and what was counted are written together, or neither is.
  keep(device, envelope) {
    return within("readwrite", async (devices, envelopes) => {
      await Promise.all([request(devices.put(device)), request(envelopes.put(envelope))]);
    });
  }

  // Sends all that is kept, in order, in one call; what was received is forgotten here.
  send(ask) {
    return alone(async () => {
      const kept = await this.unsent();
      const device = await this.device();
      if (kept.length === 0 || !device) {
        return { received: [], lines: [], stopped: "", cents: {} };
      }
      const answer = await ask("/enveloppes", {
        device: device.id,
        envelopes: kept.map(({ body, signature, qr }) => ({ body, signature, qr })),
      });
      await within("readwrite", async (_, envelopes) => {
        await Promise.all(answer.received.map((id) => request(envelopes.delete(id))));
      });
      return { ...answer, cents: Object.fromEntries(kept.map((one) => [one.id, one.cents])) };
    });
  }

  // What the server will never receive is given up, told to the person, and this browser begins again.
  async giveUp() {
    const lost = await this.unsent();
    await alone(() =>
      within("readwrite", async (devices, envelopes) => {
        await Promise.all([
          request(devices.delete(this.owner)),
          ...lost.map((one) => request(envelopes.delete(one.id))),
        ]);
      }),
    );
    return lost.filter((one) => one.kind === "ACCEPT").map((one) => serial(one.voucher));
  }
}
