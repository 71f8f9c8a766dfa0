// Names for generated articles, so that thousands of articles are not all about the same twenty people.
const GIVEN = [
  'Samir',
  'Elchin',
  'Nurlan',
  'Rashad',
  'Orkhan',
  'Kamran',
  'Tural',
  'Vugar',
  'Farid',
  'Ramil',
  'Anar',
  'Javid',
  'Murad',
  'Ilkin',
  'Togrul',
  'Zaur',
  'Emin',
  'Bakhtiyar',
  'Polad',
  'Sabuhi',
]
const STEMS = [
  'Mamm',
  'Ali',
  'Has',
  'Ragim',
  'Sul',
  'Vali',
  'Guli',
  'Karim',
  'Nab',
  'Taghi',
  'Bayram',
  'Mirza',
  'Safar',
  'Jafar',
  'Abbas',
  'Nasir',
  'Musta',
  'Ibad',
  'Yagub',
  'Rustam',
  'Heyd',
  'Orudj',
  'Shukur',
  'Tahm',
  'Zeyn',
]
const ENDS = ['adov', 'iyev', 'anov', 'li', 'zade', 'bayli', 'ullayev', 'alov']

/** One of 4,000 names. */
export function inventedName(n: number): string {
  const i = Math.abs(n)
  return `${GIVEN[i % GIVEN.length]} ${STEMS[Math.floor(i / GIVEN.length) % STEMS.length]}${ENDS[Math.floor(i / GIVEN.length / STEMS.length) % ENDS.length]}`
}
