import { headerOf, type Page } from '../domain/fetch.ts'

// Words of the walls that ask for a browser or a human. Looked for in short pages only: articles write about them too.
const WALL =
  /just a moment\.\.\.|cf-browser-verification|cf_chl_|challenge-platform|_cf_chl_opt|attention required! \| cloudflare|ddos-guard|checking your browser|проверка браузера|qrator|__qrator|sucuri website firewall|incapsula incident|_incapsula_resource|px-captcha|perimeterx|datadome|aws-waf-token|awswafintegration|sgcaptcha|please enable js and disable any ad blocker|servicepipe|wafrule|hcaptcha\.com\/1\/api|recaptcha\/api|g-recaptcha/i
const LONGEST_WALL = 60_000

/** Whether an answer is a wall that asks for a browser or a human instead of the page. */
export function isChallenge(page: Pick<Page, 'status' | 'headers' | 'body'>): boolean {
  if (headerOf(page.headers, 'cf-mitigated') === 'challenge') return true
  if (page.status === 200) return page.body.length < LONGEST_WALL && WALL_IN_FULL.test(page.body.toString('latin1'))
  return page.status >= 400 && WALL.test(page.body.subarray(0, LONGEST_WALL).toString('utf8'))
}

// With "200 OK" only what no article has: the walls' own machinery. A form's captcha is no wall.
const WALL_IN_FULL =
  /<title>\s*(just a moment\.\.\.|ddos-guard|checking your browser|attention required!)|_cf_chl_opt|cf-browser-verification|__qrator_|_incapsula_resource|sgcaptcha/i
