// Whoever leaves the site leaves nothing in this browser. What was accepted without network and is not sent yet would be
// lost with the rest: it is sent first, by the desk.
"use strict";

(() => {
  const DATABASE = "fairpass-guichet";
  const door = document.querySelector("form[action='/sortir']");
  if (!door || !window.indexedDB) {
    return;
  }

  function unsent() {
    return new Promise((done) => {
      const opening = indexedDB.open(DATABASE);
      opening.onupgradeneeded = () => opening.transaction.abort(); // there was none
      opening.onerror = () => done(0);
      opening.onsuccess = () => {
        const database = opening.result;
        const counting = database.transaction("envelope").objectStore("envelope").count();
        counting.onsuccess = () => {
          database.close();
          done(counting.result);
        };
        counting.onerror = () => done(0);
      };
    });
  }

  async function forget() {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
    await new Promise((done) => {
      const deleting = indexedDB.deleteDatabase(DATABASE);
      deleting.onsuccess = deleting.onerror = deleting.onblocked = done;
    });
  }

  door.addEventListener("submit", async (event) => {
    event.preventDefault();
    if ((await unsent()) > 0) {
      location.assign("/cheques/accepter");
      return;
    }
    try {
      await forget();
    } finally {
      door.submit();
    }
  });
})();
