// Offers teams and people while one types. Without this script the same boxes take a name on each
// line.
import { Combobox, element } from 'ecins/combobox'

function ask (address, kind) {
  return async words => {
    const query = new URLSearchParams({ kind, q: words })
    const answer = await fetch(`${address}?${query}`, { redirect: 'error' })
    return answer.ok ? (await answer.json()).results : null
  }
}

function tick (chosen, { value, name, of }) {
  const there = [...document.querySelectorAll('input[name=chosen]')].find(box => box.value === value)
  if (there) {
    there.checked = true
  } else {
    const id = `chosen-${value.replace(':', '-')}`
    chosen.append(element('div', { class: 'govuk-checkboxes__item' },
      element('input', {
        class: 'govuk-checkboxes__input', id, name: 'chosen', type: 'checkbox', value, checked: ''
      }),
      element('label', { class: 'govuk-label govuk-checkboxes__label', for: id },
        `${name} `, element('span', { class: 'ecins-quiet' }, of))))
  }
  return `${name} is chosen. Untick it to take it out.`
}

for (const group of document.querySelectorAll('[data-names]')) {
  const chosen = group.querySelector('[data-chosen]')
  for (const area of group.querySelectorAll('textarea[data-kind]')) {
    // Several lines that were not found are easier put right where they stand.
    if (area.value.trim().includes('\n')) continue
    const hint = area.parentElement.querySelector('[data-typing]')
    hint.textContent = hint.dataset.typing
    const box = new Combobox(area, {
      label: document.querySelector(`label[for="${area.id}"]`).textContent,
      find: ask(group.dataset.names, area.dataset.kind),
      choose: result => tick(chosen, result)
    })
    box.input.name = area.name
    box.input.value = area.value.trim()
  }
}
