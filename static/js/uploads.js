// Shows how far files have been sent. Without this script the form is sent as any other.
const form = document.querySelector('input[type="file"]').form
const said = Object.assign(document.createElement('p'), { className: 'govuk-body' })
said.setAttribute('role', 'status')
const bar = Object.assign(document.createElement('progress'), { max: 100, value: 0, hidden: true })
bar.setAttribute('aria-label', 'Sent so far')
let sending = false

function inWords (bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function sent ({ loaded, total }) {
  bar.value = total ? 100 * loaded / total : 0
  const left = loaded < total
  said.textContent = left ? `Sent ${inWords(loaded)} of ${inWords(total)}.` : 'Sent. The files are being checked.'
}

function failed (words = 'The files could not be sent. Check your connection and try again.') {
  sending = false
  bar.hidden = true
  said.textContent = words
}

// What came back: another page to open, or this one, to be shown again with what is wrong.
function answered (event) {
  const request = event.target
  if (request.status === 413) {
    return failed('These files are too large to be sent together. Send some of them afterwards.')
  }
  const next = request.getResponseHeader('X-Next')
  if (next) return location.assign(next)
  if (request.responseURL !== location.href.split('#')[0]) return location.assign(request.responseURL)
  const page = new DOMParser().parseFromString(request.responseText, 'text/html')
  const main = page.querySelector('main')
  if (!main) return failed()
  document.title = page.title
  document.querySelector('main').replaceWith(main)
  document.dispatchEvent(new Event('ecins:replaced'))
  start(main.querySelector('input[type="file"]')?.form)
  document.dispatchEvent(new Event('change')) // questions below an answer open with it
  main.querySelector('.govuk-error-summary')?.focus()
}

function start (form) {
  if (!form) return
  said.textContent = ''
  bar.hidden = true
  form.append(bar, said)
  form.addEventListener('submit', event => {
    // Without a file it is a form as any other; one that waits for its draft is sent again.
    if (event.defaultPrevented || !form.querySelector('input[type="file"]').files.length) return
    event.preventDefault()
    if (sending) return
    sending = true
    bar.hidden = false
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', sent)
    request.addEventListener('load', event => { sending = false; answered(event) })
    request.addEventListener('error', () => failed())
    request.open('POST', form.action || location.href)
    request.setRequestHeader('X-Upload', '1')
    request.send(new FormData(form, event.submitter))
  })
}

start(form)
