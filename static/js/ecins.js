// Starts the stock components, and warns before the session ends. Every page works without it.
import { Button, CharacterCount, ErrorSummary, PasswordInput, createAll } from 'govuk-frontend'

// Only now, so that a question that opens is never closed by a script that did not arrive.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const component of [Button, CharacterCount, ErrorSummary, PasswordInput]) createAll(component)

// Questions below an answer open with it. GOV.UK's own script says aria-expanded, which radio
// buttons do not have.
function reveal () {
  for (const answer of document.querySelectorAll('[data-reveals]')) {
    document.getElementById(answer.dataset.reveals)
      .classList.toggle(answer.dataset.hides, !answer.checked)
  }
}
document.addEventListener('change', reveal)
window.addEventListener('pageshow', reveal)
reveal()

// What only some pages need comes only to them; the stories wait until all of it is there.
const parts = [
  ['alerts', '[data-live]'], ['board', '[data-board]'],
  ['choices', 'select[data-autocomplete]'], ['dates', '[data-reads]'], ['drafts', '[data-draft]'],
  ['progress', '[data-progress]'], ['uploads', 'input[type="file"]']
].filter(([, needed]) => document.querySelector(needed)).map(([part]) => import(`ecins/${part}`))
Promise.allSettled(parts).then(() => { document.body.dataset.parts = 'here' })

// A page that a form led to cannot be gone back to: its browser asks to send the form again. What
// was confirmed there is asked for by its address instead, which leads to what it came to.
for (const form of document.querySelectorAll('[data-back]')) {
  form.addEventListener('submit', event => {
    if (event.submitter?.name !== 'confirmed') return
    form.action = location.href  // a form without one is sent to the address that is there by then
    history.replaceState(null, '', form.dataset.back)
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

const MINUTE = 60_000
const WARN_BEFORE = 3 * MINUTE
const SEEN = 'ecins-seen'
const idle = Number(document.body.dataset.idleMinutes) * MINUTE
const place = document.getElementById('timeout')
let shown = ''

// All tabs share one session, so the last page opened in any of them counts.
function seen () {
  try {
    return Math.max(opened, Number(localStorage.getItem(SEEN)))
  } catch {
    return opened
  }
}

let opened = 0
function nowSeen () {
  opened = Date.now()
  try {
    localStorage.setItem(SEEN, String(opened))
  } catch { /* A browser that stores nothing counts this tab alone. */ }
}

function show (what, end) {
  if (what === shown) return
  shown = what
  place.replaceChildren()
  if (!what) return
  const words = document.getElementById(what).content.cloneNode(true)
  const time = words.querySelector('[data-time]')
  if (time) {
    time.textContent = new Date(end).toLocaleTimeString('en-GB', {
      hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London'
    }).replace(' ', '')
  }
  place.append(words)
}

function check () {
  const end = seen() + idle
  const left = end - Date.now()
  show(left <= 0 ? 'timeout-over' : left <= WARN_BEFORE ? 'timeout-soon' : '', end)
}

if (idle && place) {
  nowSeen()
  setInterval(check, 5000)
  document.addEventListener('visibilitychange', check)
  document.addEventListener('ecins:seen', () => {
    nowSeen()
    check()
  })
  place.addEventListener('click', async event => {
    const link = event.target.closest('[data-stay]')
    if (!link) return
    event.preventDefault()
    const answer = await fetch(link.href, { redirect: 'manual' }).catch(() => null)
    if (!answer?.ok) return location.assign(link.href)
    nowSeen()
    check()
  })
}
