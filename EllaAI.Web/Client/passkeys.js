// Passkeys: a form with data-passkey asks the server what to sign, lets the browser sign it, and then goes its usual way with the answer in it.
// Without this script, or in a browser or at an address that has no passkeys, these forms stay hidden.

/** The domain that passkeys are for, or null where this browser makes none for it. @param {HTMLElement} form */
function domain(form) {
  const wanted = /** @type {HTMLElement | null} */ (form.closest('[data-passkey-domain]'))?.dataset.passkeyDomain ?? '';
  return location.hostname === wanted || location.hostname.endsWith(`.${wanted}`) ? wanted : null;
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const place = /** @type {HTMLElement | null} */ (form.querySelector('[data-passkey-problem]'));
  if (!place) return;
  place.textContent = text;
  place.hidden = text === '';
}

/** What happened, and what to do. @param {unknown} error */
function words(error) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'InvalidStateError') return 'This device has a passkey for your account already.';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'No passkey was used. Try again when you are ready.';
  if (error instanceof TypeError) return 'The server could not be reached. Check your connection, then try again.';
  return 'That did not work. Reload the page, then try again.';
}

/** @param {HTMLFormElement} form */
async function sign(form) {
  const answer = await fetch(form.dataset.options ?? '', { method: 'POST', body: new FormData(form) });
  if (answer.status === 403 && form.dataset.confirm) return void location.assign(form.dataset.confirm);
  if (answer.status === 429) return say(form, 'Too many tries in a row. Wait a minute, then try again.');
  if (!answer.ok) throw new Error(`${answer.status}`);
  const options = await answer.json();
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  const field = form.elements.namedItem('credential');
  if (!(field instanceof HTMLInputElement) || !(credential instanceof PublicKeyCredential)) throw new Error('no credential');
  field.value = JSON.stringify(credential.toJSON());
  form.submit();
}

const able = 'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!(form instanceof HTMLFormElement)) continue;
  const here = able && domain(form) !== null;
  form.hidden = !here;
  const elsewhere = /** @type {HTMLElement | null} */ (form.parentElement?.querySelector('[data-passkey-elsewhere]'));
  if (elsewhere) elsewhere.hidden = here;
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    say(form, '');
    sign(form).catch(error => say(form, words(error))).finally(() => { form.ariaBusy = null; });
  });
}
