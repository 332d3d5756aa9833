// Reads the QR of a voucher with the camera and puts its text where a person would have typed it. Without this script,
// without a camera or without leave to use it, the field is typed in: nothing else on the page depends on it.
"use strict";

(() => {
  const box = document.querySelector("[data-camera]");
  if (!box || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
    return;
  }
  const form = box.closest("form");
  const button = box.querySelector("button");
  const video = box.querySelector("video");
  const words = box.querySelector("[role=status]");
  const code = form.querySelector("#code");
  const codes = form.querySelector("#codes");
  const KEPT = "camera"; // who has chosen the camera has it again for the next voucher
  const WIDTH = 640; // what is looked at of a picture when the browser cannot read a QR itself
  const TRIES = 3; // pictures in a row that could not be looked at, before saying so
  let stream = null;
  let reader = null;

  box.hidden = false;

  const said = (key) => box.getAttribute(`data-says-${key}`);

  function say(key) {
    words.textContent = key ? said(key) : "";
  }

  function stop() {
    if (stream) {
      stream.getTracks().forEach((track) => track.stop());
    }
    stream = null;
    video.srcObject = null;
    video.hidden = true;
    button.textContent = said("start");
    button.setAttribute("aria-expanded", "false");
  }

  async function ownReader() {
    if (!("BarcodeDetector" in window) || !(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      return null;
    }
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => {
      const found = await detector.detect(video);
      return found.length ? found[0].rawValue : "";
    };
  }

  // A library served by us, fetched only here (docs/decisions/0019): no picture ever leaves the browser.
  async function libraryReader() {
    const { default: decodeQR } = await import("/scripts/qr/decode.js");
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      canvas.width = WIDTH;
      canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth);
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      try {
        return decodeQR(picture);
      } catch {
        return ""; // no QR on it
      }
    };
  }

  function put(text) {
    // Where the list is open, each voucher adds its line; else it is the one voucher.
    if (codes && codes.closest("details").open) {
      const lines = codes.value.split("\n").filter((line) => line.trim());
      if (lines.includes(text)) {
        return "already";
      }
      codes.value = lines.concat(text).join("\n") + "\n";
      return "added";
    }
    code.value = text;
    return "done";
  }

  async function look(mine) {
    let lost = 0;
    while (stream === mine) {
      let text = "";
      try {
        text = video.videoWidth ? await reader() : "";
        lost = 0;
      } catch {
        lost++;
        if (lost === TRIES && stream === mine) {
          stop();
          say("failed");
          return;
        }
      }
      if (stream !== mine) {
        return;
      }
      if (text) {
        const where = put(text);
        say(where);
        if (where === "done") {
          stop();
          form.querySelector("button[value=accept]").focus();
          return;
        }
      }
      await new Promise((done) => setTimeout(done, 150));
    }
  }

  async function start() {
    try {
      reader = (await ownReader()) || (await libraryReader());
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } },
        audio: false,
      });
    } catch {
      stop();
      sessionStorage.removeItem(KEPT);
      say("refused");
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    button.textContent = said("stop");
    button.setAttribute("aria-expanded", "true");
    say("looking");
    video.play().catch(() => {}); // what is shown to the person; reading begins when there is a picture
    look(stream);
  }

  button.addEventListener("click", () => {
    if (stream) {
      sessionStorage.removeItem(KEPT);
      stop();
      say("");
      code.focus();
    } else {
      sessionStorage.setItem(KEPT, "yes");
      start();
    }
  });
  window.addEventListener("pagehide", stop);
  // The desk has answered without a new page: whoever has chosen the camera has it again.
  form.addEventListener("desk:answered", () => {
    if (sessionStorage.getItem(KEPT) && !stream && !code.value) {
      say(""); // what was read has been answered
      start();
    }
  });
  if (sessionStorage.getItem(KEPT) && !code.value) {
    start();
  }
})();
