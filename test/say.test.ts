import { expect, it } from 'vitest'
import { masked } from '../src/say.ts'

it('masks the password of every address that a log line might carry', () => {
  expect(masked('postgres://vigil:s3cr:et@127.0.0.1:5432/x and redis://:pw@host')).toBe(
    'postgres://vigil:…@127.0.0.1:5432/x and redis://:…@host',
  )
})
