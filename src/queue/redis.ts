import { Redis } from 'ioredis'

/** What is wrong with a Redis, in words without its password, or null. */
export async function pingRedis(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    retryStrategy: () => null,
  })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const policy = String(await redis.config('GET', 'maxmemory-policy').catch(() => ''))
    if (policy && !policy.includes('noeviction'))
      return 'it may throw jobs away when its memory is full: set maxmemory-policy noeviction'
    return null
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ECONNREFUSED' ? 'nothing answers at its address' : message
  } finally {
    redis.disconnect()
  }
}
