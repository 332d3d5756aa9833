// Draws the places of a search on a map. Without this script the page says that the list has the same places; the map
// itself can be walked with the keyboard: each place is a button that opens its card.
"use strict";

(() => {
  const box = document.getElementById("map");
  const status = document.getElementById("map-status");
  if (!box || typeof L === "undefined") {
    return;
  }
  const data = box.dataset;
  const say = (french, english) => document.documentElement.lang === "en" ? english : french;
  const FRANCE = [[42, -5], [51.2, 8.5]];

  box.textContent = "";
  const map = L.map(box, { zoomControl: false, attributionControl: data.attribution !== "", scrollWheelZoom: false, zoomSnap: 0.5 });
  L.control.zoom({ zoomInTitle: say("Voir de plus près", "Zoom in"), zoomOutTitle: say("Voir de plus loin", "Zoom out") }).addTo(map);
  if (data.attribution) {
    map.attributionControl.setPrefix("");
  }
  // Lines drawn under the places: nothing to hear. And the one word that the library says by itself is in our language.
  map.getPanes().overlayPane.setAttribute("aria-hidden", "true");
  map.on("popupopen", (opened) => {
    const card = opened.popup.getElement();
    card.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say("Fermer", "Close"));
    // Whoever opened it is led into it, and back to its place when it closes.
    card.querySelector(".map-card a").focus({ preventScroll: true });
  });
  map.on("popupclose", (closed) => {
    const pin = closed.popup._source && closed.popup._source.getElement();
    if (pin && closed.popup.getElement().contains(document.activeElement)) {
      pin.focus({ preventScroll: true });
    }
  });
  const around = data.latitude !== "" && Number(data.metres) > 0;
  if (around) {
    const centre = L.latLng(Number(data.latitude), Number(data.longitude));
    map.fitBounds(centre.toBounds(2 * Number(data.metres)));
    L.circle(centre, { radius: Number(data.metres), className: "map-circle", interactive: false }).addTo(map);
  } else {
    map.fitBounds(FRANCE);
  }
  if (data.tiles) {
    L.tileLayer(data.tiles, { attribution: data.attribution, maxZoom: 19 }).addTo(map);
  } else {
    read(data.outlines).then((known) => {
      L.geoJSON(known.lines, { interactive: false, style: { className: "map-line" } }).addTo(map).bringToBack();
      const names = L.layerGroup().addTo(map);
      const show = () => {
        names.clearLayers();
        const least = 300000 / Math.pow(2.2, map.getZoom() - 5.5);
        const seen = map.getBounds();
        known.towns.filter((town) => town.population >= least && seen.contains([town.latitude, town.longitude])).slice(0, 40).forEach((town) => {
          const word = document.createElement("span");
          word.textContent = town.name;
          L.marker([town.latitude, town.longitude], { icon: L.divIcon({ html: word, className: "map-town", iconSize: [0, 0] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(names);
        });
      };
      map.on("moveend", show);
      show();
    });
  }

  async function read(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }

  function pin(place) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 28 36");
    svg.setAttribute("aria-hidden", "true");
    const drop = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drop.setAttribute("d", "M14 1C7 1 2 6 2 13c0 8 12 22 12 22s12-14 12-22C26 6 21 1 14 1z");
    drop.setAttribute("fill", place.colour);
    drop.setAttribute("stroke", "#fff");
    drop.setAttribute("stroke-width", "2");
    if (place.late) {
      // As on the list, a page that nobody has confirmed for long is marked: a broken line, and words for who hears it.
      drop.setAttribute("stroke", "#16302c");
      drop.setAttribute("stroke-dasharray", "4 3");
    }
    const eye = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    eye.setAttribute("cx", "14");
    eye.setAttribute("cy", "13");
    eye.setAttribute("r", "4.5");
    eye.setAttribute("fill", "#fff");
    svg.append(drop, eye);
    return L.divIcon({ html: svg, className: "map-pin", iconSize: [28, 36], iconAnchor: [14, 35], popupAnchor: [0, -32] });
  }

  function name(place) {
    return place.late ? place.name + ". " + place.late : place.name;
  }

  function line(card, words, strong) {
    const p = document.createElement("p");
    if (strong) {
      const s = document.createElement("strong");
      s.textContent = words;
      p.append(s);
    } else {
      p.textContent = words;
    }
    card.append(p);
  }

  function card(place) {
    const card = document.createElement("div");
    card.className = "map-card";
    if (place.logo) {
      const logo = document.createElement("img");
      logo.src = place.logo;
      logo.alt = say("Logo de ", "Logo of ") + place.provider;
      card.append(logo);
    }
    line(card, place.provider, true);
    if (place.name !== place.provider) {
      line(card, place.name, false);
    }
    line(card, place.address, false);
    line(card, place.now, false);
    if (place.late) {
      line(card, place.late, true);
    }
    line(card, place.price, false);
    line(card, place.charge, true);
    const link = document.createElement("a");
    link.href = place.page;
    link.textContent = say("Voir la page du lieu", "See the page of the place");
    card.append(link);
    return card;
  }

  read(data.pins).then((found) => {
    found.places.forEach((place) => {
      L.marker([place.latitude, place.longitude], { icon: pin(place), title: name(place), alt: name(place), keyboard: true, riseOnHover: true })
        .bindPopup(card(place), { maxWidth: 280 })
        .addTo(map);
    });
    const count = found.places.length;
    status.textContent = say(
      (count === 0 ? "Aucun lieu" : count === 1 ? "1 lieu" : count + " lieux") + " sur la carte"
        + (found.hasMore ? " ; il y en a d’autres, cherchez autour d’une commune." : "."),
      (count === 0 ? "No place" : count === 1 ? "1 place" : count + " places") + " on the map"
        + (found.hasMore ? "; there are more, search around a town." : "."));
  }).catch(() => {
    status.textContent = say("La carte n’a pas pu lire les lieux. La liste les a.", "The map could not read the places. The list has them.");
  });
})();
