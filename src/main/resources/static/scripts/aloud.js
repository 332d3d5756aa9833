// « Écouter cette page »: the browser's own voice reads the headings, texts and labels of the page, piece by piece, and
// shows which one. The button is there only when the browser can speak; pressed again, it is silent.
"use strict";

(() => {
  const button = document.querySelector("[data-aloud]");
  const voice = window.speechSynthesis;
  if (!button || !voice || typeof SpeechSynthesisUtterance === "undefined") {
    return;
  }
  const PIECES = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, summary, button, a.pick, .hint, .wrong, .field, form, section, div, main";
  const UNREAD = "[aria-hidden='true'], [data-aloud], [hidden], script, style, select, textarea, svg";
  let spoken = null;

  // What is folded away has a place on the page, and is not shown.
  function isShown(element) {
    return element.getClientRects().length > 0 && (!element.checkVisibility || element.checkVisibility());
  }

  // Texts as they follow each other on the page; those of one paragraph are one piece.
  function pieces() {
    const main = document.querySelector("main");
    const found = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      const text = node.nodeType === Node.TEXT_NODE ? node.data : node.tagName === "IMG" ? node.alt : "";
      if (!text.trim() || element.closest(UNREAD) || !isShown(element)) {
        continue;
      }
      const block = element.closest(PIECES);
      const last = found[found.length - 1];
      if (last && last.block === block) {
        last.text += text;
      } else {
        found.push({ block, text });
      }
    }
    return found
      .map((piece) => ({ block: piece.block, text: piece.text.replace(/\s+/g, " ").trim() }))
      .filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
  }

  function show(block) {
    if (spoken) {
      spoken.classList.remove("spoken");
    }
    // A whole section would not show where we are.
    spoken = block && !block.matches("main, section, form, div") ? block : null;
    if (spoken) {
      spoken.classList.add("spoken");
    }
  }

  function stop() {
    button.setAttribute("aria-pressed", "false");
    show(null);
    voice.cancel();
  }

  function speak() {
    const french = voice.getVoices().find((one) => one.lang.toLowerCase().startsWith("fr"));
    const all = pieces();
    button.setAttribute("aria-pressed", "true");
    all.forEach((piece, place) => {
      const words = new SpeechSynthesisUtterance(piece.text);
      words.lang = "fr-FR";
      words.rate = 0.9;
      if (french) {
        words.voice = french;
      }
      words.onstart = () => show(piece.block);
      words.onend = () => {
        if (place === all.length - 1) {
          stop();
        }
      };
      voice.speak(words);
    });
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") {
      stop();
    } else {
      voice.cancel();
      speak();
    }
  });
  window.addEventListener("pagehide", () => voice.cancel());
})();
