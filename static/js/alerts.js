// Keeps the number of new alerts in the menus up to date, and says when a critical one arrives.
import { poll } from 'ecins/poll'

const links = [...document.querySelectorAll('[data-live]')]
const label = links[0].textContent.replace(/ \(\d+\)$/, '')
const title = document.title
const said = document.createElement('p')
let critical = Number(links[0].dataset.critical)

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

entitle()
poll(links[0].dataset.live, {
  async hear (answer) {
    const counts = await answer?.json().catch(() => null)
    if (counts) show(counts)
  }
})
