// Keeps the board of missing people up to date. What has not changed stays in place, with the
// reader's focus.
import { poll } from 'ecins/poll'

const FAILS = 3
const board = document.getElementById('board')
const heading = document.getElementById('board-heading')
const stale = document.getElementById('board-stale')
const said = document.createElement('p')
let failed = 0

said.setAttribute('role', 'status')
said.className = 'govuk-visually-hidden'
document.body.append(said)

function hasNames (parent) {
  return parent.children.length > 0 && [...parent.children].every(child => child.id)
}

// Cards by their names: they may have come, gone, or moved.
function arrange (now, then) {
  const wanted = [...then.children]
  const names = new Set(wanted.map(child => child.id))
  for (const child of [...now.children]) if (!names.has(child.id)) child.remove()
  wanted.forEach((card, place) => {
    const old = [...now.children].find(child => child.id === card.id)
    if (old && old !== now.children[place]) now.insertBefore(old, now.children[place])
    if (old) become(old, card)
    else now.insertBefore(card, now.children[place] ?? null)
  })
}

// Make one element like another, and touch only what differs.
function become (now, then) {
  if (now.isEqualNode(then)) return
  if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== then.nodeName) {
    return now.replaceWith(then)
  }
  for (const name of now.getAttributeNames()) if (!then.hasAttribute(name)) now.removeAttribute(name)
  for (const name of then.getAttributeNames()) now.setAttribute(name, then.getAttribute(name))
  if (hasNames(now) && hasNames(then)) return arrange(now, then)
  const [old, fresh] = [[...now.childNodes], [...then.childNodes]]
  if (old.length !== fresh.length) return now.replaceChildren(...fresh)
  old.forEach((child, place) => become(child, fresh[place]))
}

function show (text) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const fresh = page.querySelector('[data-seen]')
  if (!fresh) return false
  const before = new Set([...board.querySelectorAll('li[id]')].map(card => card.id))
  const come = [...fresh.querySelectorAll('li[id]')].filter(card => !before.has(card.id))
  const names = come.map(card => card.querySelector('h2').textContent.trim())
  const focused = board.contains(document.activeElement) ? document.activeElement : null
  const words = fresh.dataset.heading.trim()
  become(board.firstElementChild, document.adoptNode(fresh))
  // The focus stays on its link, though the card has moved or was made anew.
  if (focused && document.activeElement !== focused) {
    const same = focused.isConnected
      ? focused
      : [...board.querySelectorAll('a')].find(link => link.href === focused.href)
    same?.focus({ preventScroll: true })
  }
  heading.textContent = words
  document.title = document.title.replace(/Missing: \d+ now/, `Missing: ${parseInt(words) || 0} now`)
  if (names.length) said.textContent = `New on the board: ${names.join('; ')}`
  return true
}

poll(board.dataset.board, {
  headers: () => ({ 'X-Board-Seen': board.firstElementChild.dataset.seen }),
  async hear (answer) {
    const text = await answer?.text().catch(() => '')
    failed = text && show(text) ? 0 : failed + 1
    stale.hidden = failed < FAILS
  },
  end () {
    stale.hidden = false
  }
})
