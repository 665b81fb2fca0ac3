// A long list of choices becomes a text box that finds one while one types. Without this script it
// stays a list.
import { Combobox } from 'ecins/combobox'

const MOST = 20

class Choice {
  constructor (select) {
    this.select = select
    this.all = [...select.options].map(({ value, text }) => ({ value, name: text.trim() }))
    this.none = this.all.find(one => one.value === '')
    const now = select.options[select.selectedIndex]
    this.box = new Combobox(select, {
      label: document.querySelector(`label[for="${select.id}"]`).textContent.trim(),
      find: async words => this.like(words),
      choose: result => this.take(result),
      fewest: 0
    })
    select.id += '-choice'
    select.hidden = true
    this.box.place.after(select)
    this.box.input.value = now?.value ? now.text.trim() : ''
    if (document.activeElement === this.box.input) this.box.input.select()
    this.box.input.addEventListener('change', () => this.typed())
  }

  like (words) {
    const wanted = words.toLowerCase().split(/\s+/)
    const fits = ({ name }) => wanted.every(word => name.toLowerCase().includes(word))
    return this.all.filter(fits).slice(0, MOST)
  }

  take ({ value, name }) {
    this.set(value)
    this.box.input.value = value ? name : ''
    return value ? `${name} is chosen.` : `${name}.`
  }

  // What is no choice is sent as it is, so that the answer says so: nothing is dropped silently.
  typed () {
    const words = this.box.input.value.trim()
    const named = this.all.find(({ name }) => name.toLowerCase() === words.toLowerCase())
    if (words && !named) this.select.add(new Option(words, words))
    this.set(words ? (named?.value ?? words) : (this.none?.value ?? ''))
  }

  set (value) {
    this.select.value = value
    this.select.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

for (const select of document.querySelectorAll('select[data-autocomplete]')) new Choice(select)
