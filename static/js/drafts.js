// Keeps what is typed as a draft on the server: when typing stops, and when the page is left.
// Without this script there is the button that saves and finishes later.
const PAUSE = 2000
const LONGEST = 10_000
const AGAIN = 15_000
const LARGEST_GOODBYE = 60_000 // what browsers still send for a page that is gone

class Keeper {
  constructor (form) {
    Object.assign(this, { form, said: form.querySelector('[data-draft-said]'), dirty: false, sent: false })
    form.addEventListener('input', () => this.typed())
    form.addEventListener('change', () => this.typed())
    form.addEventListener('submit', event => this.submit(event))
    window.addEventListener('pagehide', () => this.leave())
    document.addEventListener('visibilitychange', () => document.hidden && this.leave())
  }

  typed () {
    if (!this.dirty) this.since = Date.now()
    this.dirty = true
    this.sent = false
    this.in(Date.now() - this.since > LONGEST ? 0 : PAUSE)
  }

  in (wait) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), wait)
  }

  body () {
    const fields = [...new FormData(this.form)].filter(([, value]) => typeof value === 'string')
    return new URLSearchParams(fields)
  }

  async save () {
    if (!this.dirty || this.sent || this.saving) return
    this.dirty = false
    this.saving = this.post(this.body())
    await this.saving
    this.saving = null
    if (this.dirty) this.in(PAUSE)
  }

  async post (body) {
    const answer = await fetch(this.form.dataset.draft, { method: 'POST', body, redirect: 'manual' })
      .catch(() => null)
    if (answer?.ok) {
      this.say(`Draft saved at ${(await answer.json()).saved}.`)
      document.dispatchEvent(new Event('ecins:seen'))
    } else if (answer?.type === 'opaqueredirect') {
      this.say('You have been signed out. Sign in again: your text is kept as far as it was saved.')
    } else if (answer?.status === 400) {
      this.say((await answer.json().catch(() => ({}))).problem ?? 'The draft could not be saved.')
    } else if (answer && answer.status < 500) {
      this.say('The draft could not be saved. Copy your text before you leave this page.')
    } else {
      this.say('The draft is not saved yet. It is tried again.')
      this.dirty = true
      this.in(AGAIN)
    }
  }

  say (words) {
    this.said.textContent = words
  }

  leave () {
    if (!this.dirty || this.sent) return
    const body = this.body()
    const keepalive = String(body).length < LARGEST_GOODBYE
    this.dirty = false
    fetch(this.form.dataset.draft, { method: 'POST', body, redirect: 'manual', keepalive }).catch(() => {})
  }

  // What is sent needs no draft any more; one that is on its way must arrive first.
  submit (event) {
    clearTimeout(this.timer)
    this.sent = true
    if (!this.saving) return
    event.preventDefault()
    const { submitter } = event
    this.saving.finally(() => {
      this.saving = null
      this.form.requestSubmit(submitter)
    })
  }
}

function begin () {
  for (const form of document.querySelectorAll('form[data-draft]')) new Keeper(form)
}

begin()
// A form that came back with what is wrong is a new one.
document.addEventListener('ecins:replaced', begin)
