/** Bearer tokens of the local sign-in: made here, checked here, with a secret kept in the data folder. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors, jwtVerify, SignJWT } from 'jose';

export interface Claims {
  /** The application id of an application user. */
  readonly appid?: string;
  /** The directory object id of a person. */
  readonly oid?: string;
}

export interface SignedToken {
  readonly token: string;
  readonly expiresOn: number;
}

/** Real access tokens live about a day. */
const lifetimeSeconds = 24 * 60 * 60;
const maximumRemembered = 1_000;

export class Tokens {
  readonly #secret: Uint8Array;
  readonly #now: () => number;
  readonly #known = new Map<string, { claims: Claims; expiresOn: number }>();

  /**
   * @param folder keeps the signing secret, so that tokens survive a restart
   * @param now milliseconds since 1970 on the local clock
   */
  constructor(folder: string, now: () => number) {
    this.#secret = secretIn(folder);
    this.#now = now;
  }

  /** A token for these claims. `expiresOn` is in seconds since 1970 on the local clock. */
  async sign(claims: Claims): Promise<SignedToken> {
    const issuedOn = Math.floor(this.#now() / 1_000);
    const expiresOn = issuedOn + lifetimeSeconds;
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('https://localhost/')
      .setIssuedAt(issuedOn)
      .setNotBefore(issuedOn)
      .setExpirationTime(expiresOn)
      .sign(this.#secret);
    return { token, expiresOn };
  }

  /** The claims of a valid token, undefined for any other text. */
  async verify(token: string): Promise<Claims | undefined> {
    const nowSeconds = this.#now() / 1_000;
    const known = this.#known.get(token);
    if (known !== undefined) return known.expiresOn > nowSeconds ? known.claims : undefined;
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ['HS256'],
        currentDate: new Date(this.#now()),
        clockTolerance: 300,
      });
      if (this.#known.size >= maximumRemembered) this.#known.clear();
      const claims = payload as Claims;
      this.#known.set(token, { claims, expiresOn: payload.exp ?? 0 });
      return claims;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

function secretIn(folder: string): Uint8Array {
  const path = join(folder, 'signing-secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return Buffer.from(readFileSync(path, 'utf8'), 'hex');
}
