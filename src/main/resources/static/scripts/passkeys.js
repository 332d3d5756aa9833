// Clés d'accès. Without this script, or on a browser that has none, people sign in with a password and a code.
"use strict";
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const say = (french, english) => document.documentElement.lang === "en" ? english : french;
  const bytes = text => {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(binary, c => c.charCodeAt(0));
  };
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const ask = async (path, csrf, body) => {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: {"Content-Type": "application/json", "X-XSRF-TOKEN": csrf},
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const enter = async csrf => {
    const options = await ask("/webauthn/authenticate/options", csrf);
    options.challenge = bytes(options.challenge);
    options.allowCredentials = (options.allowCredentials || []).map(one => ({...one, id: bytes(one.id)}));
    const credential = await navigator.credentials.get({publicKey: options});
    const response = credential.response;
    await ask("/login/webauthn", csrf, {
      id: credential.id,
      rawId: text(credential.rawId),
      response: {
        authenticatorData: text(response.authenticatorData),
        clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : undefined
      },
      credType: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment
    });
  };

  const add = async (csrf, label) => {
    const options = await ask("/webauthn/register/options", csrf);
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = (options.excludeCredentials || []).map(one => ({...one, id: bytes(one.id)}));
    const credential = await navigator.credentials.create({publicKey: options});
    const response = credential.response;
    await ask("/webauthn/register", csrf, {
      publicKey: {
        credential: {
          id: credential.id,
          rawId: text(credential.rawId),
          response: {
            attestationObject: text(response.attestationObject),
            clientDataJSON: text(response.clientDataJSON),
            transports: response.getTransports ? response.getTransports() : []
          },
          type: credential.type,
          clientExtensionResults: credential.getClientExtensionResults(),
          authenticatorAttachment: credential.authenticatorAttachment
        },
        label
      }
    });
  };

  for (const box of document.querySelectorAll("[data-passkey]")) {
    const button = box.querySelector("button");
    const status = box.querySelector("[role=status]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      status.textContent = "Votre appareil vous demande de vous faire reconnaître…";
      try {
        if (box.dataset.passkey === "add") {
          await add(box.dataset.csrf, box.querySelector("input").value.trim() || "Cet appareil");
        } else {
          await enter(box.dataset.csrf);
        }
        location.assign(box.dataset.next);
      } catch (wrong) {
        status.textContent = wrong.name === "NotAllowedError"
          ? say("Rien n’a été fait : l’appareil ne vous a pas reconnu, ou vous avez renoncé.", "Nothing was done: the device did not recognise you, or you gave up.")
          : say("Cette clé d’accès n’a pas été acceptée. Réessayez, ou connectez-vous autrement.", "This passkey was not accepted. Try again, or sign in another way.");
        button.disabled = false;
      }
    });
  }
})();
