/** The cookie of whoever is signed in: a name and a signature over it, with a secret that stays in the data folder. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type SignInCookie = {
  /** The `Set-Cookie` that signs a user in. */
  readonly of: (user: string) => string;
  /** The `Set-Cookie` that signs out. */
  readonly none: string;
  /** The domain name of who is signed in, undefined for nobody or a cookie that is not ours. */
  readonly userIn: (cookies: string | undefined) => string | undefined;
};

/** @param port is part of the cookie's name: browsers do not keep the cookies of different ports apart */
export function signInCookie(folder: string, port: number): SignInCookie {
  const secret = secretIn(folder);
  const name = `crm-${port}`;
  const signatureOf = (user: string): Buffer => createHmac('sha256', secret).update(user).digest();
  const attributes = 'Path=/; HttpOnly; SameSite=Strict';
  return {
    of: (user) =>
      `${name}=${Buffer.from(user).toString('base64url')}.${signatureOf(user).toString('base64url')}; ${attributes}`,
    none: `${name}=; ${attributes}; Max-Age=0`,
    userIn(cookies) {
      const value = cookies
        ?.split(';')
        .map((cookie) => cookie.trim())
        .find((cookie) => cookie.startsWith(`${name}=`))
        ?.slice(name.length + 1);
      const [encoded, signature] = value?.split('.') ?? [];
      if (encoded === undefined || signature === undefined) return undefined;
      const user = Buffer.from(encoded, 'base64url').toString();
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(user);
      return given.length === expected.length && timingSafeEqual(given, expected) ? user : undefined;
    },
  };
}

function secretIn(folder: string): Buffer {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'cookie-secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return Buffer.from(readFileSync(path, 'utf8'), 'hex');
}
