// Shows how far a file is that is being made, and loads the page anew when it is done.
// It says to the server that nobody is at the desk: X-Poll.
const EVERY = 3_000
const place = document.querySelector('[data-progress]')

async function ask () {
  const answer = await fetch(place.dataset.progress, {
    headers: { 'X-Poll': '1' }, redirect: 'manual'
  }).catch(() => null)
  if (!answer?.ok) return
  const text = await answer.text().catch(() => '')
  const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-state]')
  if (!fresh) return
  if (fresh.dataset.state !== place.firstElementChild.dataset.state) {
    clearInterval(timer)
    location.reload()
    return
  }
  place.replaceChildren(document.adoptNode(fresh))
}

const timer = setInterval(() => document.hidden || ask(), EVERY)
