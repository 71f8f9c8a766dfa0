/** The name that robots.txt files can call us by. */
export const ROBOT_NAME = 'Vigil'

/** Who we are, honestly, with a way to reach whoever runs this. Some servers want the first word of a browser. */
export function userAgent(version: string, contact: string | undefined): string {
  const safe = contact?.replace(/[^\x20-\x7e]|[()]/g, '').trim()
  return `Mozilla/5.0 (compatible; ${ROBOT_NAME}/${version}; news monitoring for prisoners' rights${safe ? `; +${safe}` : ''})`
}
