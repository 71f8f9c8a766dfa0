// Comfort only: every page works without it. Keys walk the claims and press the buttons that stand there anyway.
const claims = () => [...document.querySelectorAll('[data-claim]')]
const keysOn = document.body.dataset.keys === 'on'
const REMEMBERED = 'vigil-place'

function current() {
  return document.activeElement?.closest('[data-claim]') ?? document.querySelector('[data-claim]:target')
}

function go(step) {
  const all = claims()
  const here = all.indexOf(current())
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step]
  if (next) show(next)
  else if (step > 0) document.querySelector('[data-key="next"], a[rel="next"]')?.click()
}

function show(claim) {
  claim.focus({ preventScroll: true })
  claim.scrollIntoView({ block: 'nearest' })
  light(claim.dataset.claim)
}

// Walking a claim shows which words made it.
function light(id) {
  for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit')
  if (!id) return
  const marks = document.querySelectorAll(`mark[data-claims~="${id}"]`)
  for (const mark of marks) mark.classList.add('lit')
  if (matchMedia('(min-width: 60rem)').matches) marks[0]?.scrollIntoView({ block: 'center' })
}

function press(key) {
  const claim = current() ?? (claims().length === 1 ? claims()[0] : undefined)
  const control = claim?.querySelector(`[data-key="${key}"]`)
  if (!control) return false
  if (control.matches('details')) {
    control.open = true
    control.querySelector('select, input:not([type="hidden"])')?.focus()
    return true
  }
  remember()
  control.click()
  return true
}

// A decision loads the page again: go on at the claim that now stands where the decided one stood.
function remember() {
  if (location.pathname === '/inbox') sessionStorage.setItem(REMEMBERED, String(claims().indexOf(current())))
}

function comeBack() {
  const place = sessionStorage.getItem(REMEMBERED)
  sessionStorage.removeItem(REMEMBERED)
  const target =
    document.querySelector('[data-claim]:target') ??
    (place !== null && location.pathname === '/inbox' ? claims()[Number(place)] : null)
  if (target && !document.querySelector('form.correct, details.reject[open]')) show(target)
  document.querySelector('details.reject[open] select, form.correct input[type="radio"], form.correct select')?.focus()
}

const ACTS = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press('a'),
  e: () => press('e'),
  r: () => press('r'),
  u: () => press('u'),
  s: () => press('s') || go(1),
  q: () => press('q'),
  m: () => {
    const selected = document.querySelector('#add-selected:not([hidden]) a')
    const link = selected ?? document.querySelector('.add a[data-key="m"]')
    link?.click()
  },
  o: () => press('open') || document.querySelector('[data-key="open"]')?.click(),
  '?': () => document.getElementById('keys')?.showModal(),
}

const isTyping = (element) =>
  element?.matches?.('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]') ?? false

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.activeElement?.closest('details.reject')) {
    const details = document.activeElement.closest('details.reject')
    details.open = false
    details.closest('[data-claim]')?.focus()
    return
  }
  if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
  if (document.querySelector('dialog[open]')) return
  const act = Object.hasOwn(ACTS, event.key) ? ACTS[event.key] : undefined
  if (!act) return
  event.preventDefault()
  act()
})

document.addEventListener('focusin', (event) => light(event.target.closest?.('[data-claim]')?.dataset.claim))

// The same form sent twice is done once by the server; this spares the second page.
document.addEventListener('submit', (event) => {
  for (const button of event.target.elements) if (button.matches('button')) setTimeout(() => (button.disabled = true))
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button:disabled')) button.disabled = false
})

// Selected words of the text are offered as the evidence of a claim that was missed. Offsets count what is stored: the
// numbers that lead to claims are ours.
function placeOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.('.text p[data-start]')
  if (!line) return null
  const before = document.createRange()
  before.setStart(line, 0)
  before.setEnd(node, offset)
  const words = before.cloneContents()
  for (const number of words.querySelectorAll('.ref')) number.remove()
  return Number(line.dataset.start) + words.textContent.length
}

// While a claim is corrected, they are offered as its evidence.
function choose(span, words) {
  chosen.hidden = false
  chosen.closest('details').open = true
  const radio = chosen.querySelector('input')
  radio.value = span
  chosen.querySelector('q').textContent = words
}

const offer = document.getElementById('add-selected')
const chosen = document.getElementById('evidence-selected')
if (offer || chosen)
  document.addEventListener('selectionchange', () => {
    const selection = getSelection()
    const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null
    const start = range && placeOf(range.startContainer, range.startOffset)
    const end = range && placeOf(range.endContainer, range.endOffset)
    const none = start === null || end === null || range.toString().trim() === ''
    if (chosen && !none) choose(`${start}-${end}`, range.toString())
    if (!offer) return
    offer.hidden = none
    if (!none) offer.querySelector('a').search = `?add=1&span=${start}-${end}`
    if (!none) offer.querySelector('a').hash = '#add'
  })

// How far reading the archive again is: the bar and its words move, nothing that has the focus does.
const MOVE_EVERY_MS = 4000
const moving = document.querySelector('[data-moving]')
async function move() {
  const answer = document.hidden ? null : await fetch(moving.dataset.moving).catch(() => null)
  // Whoever was signed out meanwhile is shown the log-in page: that is no number.
  const told = answer?.headers.get('content-type')?.startsWith('application/json') ? await answer.json() : null
  if (answer?.ok && !told) return
  if (told?.words) {
    const bar = moving.querySelector('progress')
    bar.max = told.total
    bar.value = told.done
    bar.setAttribute('aria-label', told.words)
    moving.querySelector('[data-words]').textContent = told.words
    if (told.state !== 'running') {
      moving.querySelector('[role="status"]').textContent = told.stateWords
      return
    }
  }
  setTimeout(move, MOVE_EVERY_MS)
}
if (moving) setTimeout(move, MOVE_EVERY_MS)

comeBack()
