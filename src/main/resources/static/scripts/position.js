// Fills the coordinates of a place with those of the device. Without this script, or if the device does not say where it
// is, they are typed. Nothing is sent before the form is.
"use strict";

(() => {
  const offer = document.getElementById("here");
  const told = document.getElementById("here-told");
  const field = document.getElementById("coordinates");
  if (!offer || !told || !field || !navigator.geolocation) {
    return;
  }
  const say = (french, english) => document.documentElement.lang === "en" ? english : french;
  const button = offer.querySelector("button");
  offer.hidden = false;

  button.addEventListener("click", () => {
    button.disabled = true;
    told.textContent = say("L’appareil cherche où il est…", "The device is looking for where it is…");
    navigator.geolocation.getCurrentPosition(
      (found) => {
        button.disabled = false;
        field.value = found.coords.latitude.toFixed(6) + ", " + found.coords.longitude.toFixed(6);
        const metres = Math.max(1, Math.round(found.coords.accuracy));
        told.textContent = metres > 100
          ? say("Trouvé à " + metres + " m près : c’est peu sûr. Regardez sur une carte avant d’enregistrer.", "Found to within " + metres + " m: not very sure. Look at a map before you save.")
          : say("Trouvé à " + metres + " m près. Enregistrez si vous êtes dans le lieu.", "Found to within " + metres + " m. Save if you are in the place.");
      },
      () => {
        button.disabled = false;
        told.textContent = say("L’appareil ne dit pas où il est. Écrivez les coordonnées.", "The device does not say where it is. Type the coordinates.");
      },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 });
  });
})();
