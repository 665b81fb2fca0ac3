// Offers teams and people while one types; a combobox as WAI-ARIA describes it. Without this
// script the same boxes take a name on each line.
const WAIT = 250
const FEWEST = 2
let made = 0

function element (tag, attributes, ...inside) {
  const found = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value)
  found.append(...inside)
  return found
}

class Names {
  constructor (area, address, chosen) {
    Object.assign(this, { area, address, chosen, options: [], at: -1, asked: 0 })
    const id = `names-${++made}`
    this.input = element('input', {
      type: 'text', class: 'govuk-input', id: area.id, name: area.name, role: 'combobox',
      autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list',
      'aria-expanded': 'false', 'aria-controls': id,
      'aria-describedby': area.getAttribute('aria-describedby')
    })
    if (area.hasAttribute('aria-invalid')) {
      this.input.setAttribute('aria-invalid', 'true')
      this.input.classList.add('govuk-input--error')
    }
    this.input.value = area.value.trim()
    const label = document.querySelector(`label[for="${area.id}"]`)
    this.list = element('ul', {
      id, role: 'listbox', class: 'ecins-names__list', 'aria-label': `${label.textContent}: what fits`, hidden: ''
    })
    this.said = element('div', { class: 'govuk-visually-hidden', role: 'status' })
    const hint = area.parentElement.querySelector('[data-typing]')
    hint.textContent = hint.dataset.typing
    area.replaceWith(element('div', { class: 'ecins-names' }, this.input, this.list, this.said))
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
    if (words.length >= FEWEST) this.timer = setTimeout(() => this.ask(words), WAIT)
  }

  async ask (words) {
    const number = ++this.asked
    const query = new URLSearchParams({ kind: this.area.dataset.kind, q: words })
    const answer = await fetch(`${this.address}?${query}`, { redirect: 'error' }).catch(() => null)
    // Whoever typed on, or left the box, wants another answer or none.
    if (!answer?.ok || number !== this.asked || document.activeElement !== this.input) return
    this.show((await answer.json()).results)
  }

  show (results) {
    this.options = results.map((one, number) => {
      const option = element('li', {
        role: 'option', id: `${this.list.id}-${number}`, class: 'ecins-names__option',
        'aria-selected': 'false'
      }, one.name, ' ', element('span', { class: 'ecins-quiet' }, one.of))
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
    else if (event.key === 'Enter' && this.at >= 0) this.choose(this.at)
    else return
    event.preventDefault()
  }

  choose (number) {
    const { value, name, of } = this.options[number].result
    const there = [...document.querySelectorAll('input[name=chosen]')].find(box => box.value === value)
    if (there) {
      there.checked = true
    } else {
      const id = `${this.list.id}-chosen-${value.replace(':', '-')}`
      this.chosen.append(element('div', { class: 'govuk-checkboxes__item' },
        element('input', {
          class: 'govuk-checkboxes__input', id, name: 'chosen', type: 'checkbox', value, checked: ''
        }),
        element('label', { class: 'govuk-label govuk-checkboxes__label', for: id },
          `${name} `, element('span', { class: 'ecins-quiet' }, of))))
    }
    this.input.value = ''
    this.close()
    this.said.textContent = `${name} is chosen. Untick it to take it out.`
  }
}

for (const group of document.querySelectorAll('[data-names]')) {
  for (const area of group.querySelectorAll('textarea[data-kind]')) {
    // Several lines that were not found are easier put right where they stand.
    if (area.value.trim().includes('\n')) continue
    new Names(area, group.dataset.names, group.querySelector('[data-chosen]'))
  }
}
