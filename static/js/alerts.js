// Keeps the number of new alerts in the menus up to date, and says when a critical one arrives.
// It says to the server that nobody is at the desk: asking keeps no session alive.
const EVERY = 20_000
const links = [...document.querySelectorAll('[data-live]')]
const address = links[0].dataset.live
const label = links[0].textContent.replace(/ \(\d+\)$/, '')
const title = document.title
const said = document.createElement('p')
let critical = Number(links[0].dataset.critical)
let timer

said.setAttribute('role', 'status')
said.className = 'govuk-visually-hidden'
document.body.append(said)

// In sight too, on whatever page somebody has open.
function warn () {
  said.textContent = ''
  said.className = 'ecins-alert'
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = links[0].href
  link.textContent = 'See your alerts'
  said.append('You have a new critical alert. ', link)
  document.getElementById('main-content').prepend(said)
}

function entitle () {
  document.title = critical ? `(${critical} critical) ${title}` : title
}

function show (counts) {
  for (const link of links) link.textContent = counts.new ? `${label} (${counts.new})` : label
  if (counts.critical > critical) warn()
  critical = counts.critical
  entitle()
}

async function ask () {
  const answer = await fetch(address, { headers: { 'X-Poll': '1' }, redirect: 'manual' })
    .catch(() => null)
  // Signed out, or no longer allowed: the page itself says so when it is used.
  if (answer?.type === 'opaqueredirect' || (answer?.status >= 400 && answer.status < 500)) {
    return stop()
  }
  const counts = answer?.ok ? await answer.json().catch(() => null) : null
  if (counts) show(counts)
}

function stop () {
  clearInterval(timer)
  document.removeEventListener('visibilitychange', turn)
}

// Nobody looks at a page that is hidden; one that is looked at again asks at once.
function turn () {
  clearInterval(timer)
  if (document.hidden) return
  timer = setInterval(ask, EVERY)
  ask()
}

document.addEventListener('visibilitychange', turn)
entitle()
if (!document.hidden) timer = setInterval(ask, EVERY)
