// Shows how a typed date is understood, before it is sent. Without this script the page that comes
// back shows it.
const WAIT = 500

for (const said of document.querySelectorAll('[data-reads]')) {
  const input = document.getElementById(said.dataset.of)
  let timer
  let asked = 0

  async function read () {
    const number = ++asked
    const text = input.value.trim()
    if (!text) return said.replaceChildren()
    const address = `${said.dataset.reads}&${new URLSearchParams({ text })}`
    const answer = await fetch(address, { redirect: 'error' }).catch(() => null)
    if (!answer?.ok || number !== asked) return
    const { understood, problem } = await answer.json()
    said.textContent = understood ?? problem
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(read, WAIT)
  })
}
