// A text box that offers what fits while one types: a combobox as WAI-ARIA describes it.
const WAIT = 250
let made = 0

export function element (tag, attributes, ...inside) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  found.append(...inside)
  return found
}

export class Combobox {
  // stock: what is to become of it; find: what fits some words, as a promise of [{ name, of }];
  // choose: what to do with one of them, and what to say then; fewest: letters before it looks.
  constructor (stock, { label, find, choose, fewest = 2 }) {
    Object.assign(this, { find, chosen: choose, fewest, options: [], at: -1, asked: 0 })
    const id = `names-${++made}`
    this.input = element('input', {
      type: 'text', class: 'govuk-input', id: stock.id, role: 'combobox', autocomplete: 'off',
      spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id
    })
    if (stock.hasAttribute('aria-describedby')) {
      this.input.setAttribute('aria-describedby', stock.getAttribute('aria-describedby'))
    }
    if (stock.hasAttribute('aria-invalid')) {
      this.input.setAttribute('aria-invalid', 'true')
      this.input.classList.add('govuk-input--error')
    }
    this.list = element('ul', {
      id, role: 'listbox', class: 'ecins-names__list', 'aria-label': `${label}: what fits`, hidden: ''
    })
    this.said = element('div', { class: 'govuk-visually-hidden', role: 'status' })
    const isIn = document.activeElement === stock
    this.place = element('div', { class: 'ecins-names' }, this.input, this.list, this.said)
    stock.replaceWith(this.place)
    // Who was faster than this script stays where they were.
    if (isIn) this.input.focus()
    this.input.addEventListener('input', () => this.later())
    this.input.addEventListener('keydown', event => this.key(event))
    this.input.addEventListener('blur', () => this.close())
    // Before the box loses the focus to a click, so that it keeps it.
    this.list.addEventListener('mousedown', event => event.preventDefault())
    this.list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]')
      if (option) this.choose(this.options.indexOf(option))
    })
  }

  later () {
    clearTimeout(this.timer)
    this.close()
    const words = this.input.value.trim()
    if (words.length >= this.fewest) this.timer = setTimeout(() => this.ask(words), WAIT)
  }

  async ask (words) {
    const number = ++this.asked
    const results = await this.find(words).catch(() => null)
    // Whoever typed on, or left the box, wants another answer or none.
    if (!results || number !== this.asked || document.activeElement !== this.input) return
    this.show(results)
  }

  show (results) {
    this.options = results.map((one, number) => {
      const option = element('li', {
        role: 'option', id: `${this.list.id}-${number}`, class: 'ecins-names__option',
        'aria-selected': 'false'
      }, one.name, ' ', element('span', { class: 'ecins-quiet' }, one.of ?? ''))
      option.result = one
      return option
    })
    this.list.replaceChildren(...this.options)
    this.list.hidden = !results.length
    this.input.setAttribute('aria-expanded', String(results.length > 0))
    const number = results.length
    this.said.textContent = number
      ? `${number} found. Use the up and down arrows, and Enter to choose.`
      : 'Nothing found'
  }

  close () {
    this.asked++
    this.at = -1
    this.options = []
    this.list.hidden = true
    this.list.replaceChildren()
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }

  move (to) {
    this.options[this.at]?.setAttribute('aria-selected', 'false')
    this.at = (to + this.options.length) % this.options.length
    const option = this.options[this.at]
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    this.input.setAttribute('aria-activedescendant', option.id)
  }

  key (event) {
    const open = this.options.length > 0
    if (event.key === 'Escape' && open) this.close()
    else if (event.key === 'ArrowDown' && open) this.move(this.at + 1)
    else if (event.key === 'ArrowUp' && open) this.move(this.at < 0 ? -1 : this.at - 1)
    else if (event.key === 'ArrowDown' && !this.fewest) this.ask('')
    else if (event.key === 'Enter' && this.at >= 0) this.choose(this.at)
    else return
    event.preventDefault()
  }

  choose (number) {
    const { result } = this.options[number]
    this.input.value = ''
    this.close()
    this.said.textContent = this.chosen(result)
  }
}
