/** English: the dictionary form of a word by rule, and by a short table where the rule does not help. */

// Forms that no rule gives: each row is the dictionary form and its other forms.
const IRREGULAR = `be am is are was were been being
have has had having
do does did done
go goes went gone
say said
tell told
beat beaten
hold held
take took taken
give gave given
get got gotten
see saw seen
write wrote written
speak spoke spoken
send sent
keep kept
let lets letting
put puts putting
cut cuts cutting
meet met
make made
come came
know knew known
leave left
lose lost
find found
hear heard
think thought
bring brought
buy bought
catch caught
teach taught
break broke broken
choose chose chosen
steal stole stolen
freeze froze frozen
wake woke woken
shake shook shaken
forbid forbade forbidden
forget forgot forgotten
begin began begun
drink drank drunk
ring rang rung
sing sang sung
eat ate eaten
fall fell fallen
feel felt
sleep slept
fly flew flown
grow grew grown
throw threw thrown
show shown
draw drew drawn
withdraw withdrew withdrawn
hide hid hidden
ride rode ridden
rise rose risen
drive drove driven
run ran
sit sat
stand stood
understand understood
withhold withheld
undergo undergoes underwent undergone
spend spent
lend lent
bend bent
build built
shoot shot
strike struck stricken
stick stuck
hang hung
swear swore sworn
tear tore torn
wear wore worn
bear bore borne
pay paid
lay laid
lie lay lain lying
die dies died dying
tie tied tying
sell sold
win won
lead led
feed fed
bleed bled
read reads
seek sought
fight fought
bind bound
wind wound
deal dealt
mean meant
child children
man men
woman women
person people persons
wife wives
life lives
foot feet
tooth teeth
policeman policemen
policewoman policewomen
serviceman servicemen
knife knives
shelf shelves
half halves
parent parents
news news
police police
series series
bus buses
can could
may might
will would
shall should
not n't
this these
that those
good better best
bad worse worst`

const irregular = new Map<string, string>()
for (const row of IRREGULAR.split('\n')) {
  const [base, ...forms] = row.split(' ')
  irregular.set(base!, base!)
  for (const form of forms) irregular.set(form, base!)
}

// These end like a form of another word but are none.
const WHOLE = new Set(
  'during evening morning nothing something anything everything ceiling king thing spring string wing being bring sing ring red bed led need speed seed indeed hundred sacred naked wicked this his its was has yes gas bus us plus thus always perhaps news less unless miss pass class press process address access princess across loss boss glass grass mass cross stress illness witness business progress congress success politics as is does'.split(
    ' ',
  ),
)

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter)
const hasVowel = (word: string): boolean => {
  for (const letter of word) if (isVowel(letter)) return true
  return false
}

// A doubled consonant goes back to one (stopped → stop), except where the base has two (beating aside: pass, call, fall).
function undouble(root: string): string {
  const last = root.at(-1)
  return root.length > 3 && last === root.at(-2) && !isVowel(last) && !'lsfz'.includes(last!) ? root.slice(0, -1) : root
}

/** Words of one dictionary form share their stem; it is the form without a silent e (refuse, refused, refusing → refus). */
export function stemEnglish(lower: string): string {
  const word = lower.replace('’', "'")
  const known = irregular.get(word)
  if (known !== undefined) return finish(known)
  if (word.length <= 3 || WHOLE.has(word)) return word
  if (word.endsWith("'s") || word.endsWith("s'")) return stemEnglish(word.slice(0, word.endsWith("'s") ? -2 : -1))
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`
  if (word.endsWith('ing')) {
    const root = word.slice(0, -3)
    if (root.length > 1 && hasVowel(root)) return irregularRoot(root)
    return word
  }
  if (word.endsWith('ed')) {
    const root = word.slice(0, -2)
    if (root.length > 1 && hasVowel(root)) return irregularRoot(root)
    return word
  }
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return finish(word.slice(0, -2))
  if (word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is'))
    return finish(word.slice(0, -1))
  return finish(word)
}

// "beating" → beat, "leaving" → leave: the base may be in the table or lack its silent e here.
function irregularRoot(root: string): string {
  const single = undouble(root)
  return finish(irregular.get(single) ?? single)
}

function finish(base: string): string {
  if (base.length > 3 && base.endsWith('e') && !base.endsWith('ee')) return base.slice(0, -1)
  return base
}
