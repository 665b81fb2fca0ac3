// Asks every 20 seconds while the page is in sight. It says to the server that nobody is at the
// desk: asking keeps no session alive.
const EVERY = 20_000

// `hear` is given each answer, or null where none came; `end` is called when no more will come.
export function poll (address, { headers = () => ({}), hear, end = () => {} }) {
  let timer

  async function ask () {
    const answer = await fetch(address, {
      headers: { 'X-Poll': '1', ...headers() },
      redirect: 'manual'
    }).catch(() => null)
    // Signed out, or no longer allowed: the page itself says so when it is used.
    if (answer?.type === 'opaqueredirect' || (answer?.status >= 400 && answer.status < 500)) {
      return stop()
    }
    hear(answer?.ok ? answer : null)
  }

  function stop () {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', turn)
    end()
  }

  // Nobody looks at a page that is hidden; one that is looked at again asks at once.
  function turn () {
    clearInterval(timer)
    if (document.hidden) return
    timer = setInterval(ask, EVERY)
    ask()
  }

  document.addEventListener('visibilitychange', turn)
  if (!document.hidden) timer = setInterval(ask, EVERY)
}
