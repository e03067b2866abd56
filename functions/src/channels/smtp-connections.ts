/** Connections to one mail server. A connection that delivered is kept for a while: greeting and signing in cost more than a message. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export type SmtpConnections = {
  /** A connection that was kept, signed in already; the server may have closed it by now. */
  kept(): SMTPConnection | undefined;
  /** A new connection, signed in. */
  connect(): Promise<SMTPConnection>;
  keep(connection: SMTPConnection): void;
};

/**
 * @param smtpUrl `smtp://[user:password@]host[:port]` or `smtps://…`. A password is never sent in clear.
 * @throws RangeError when the URL is neither.
 */
export function smtpConnections({
  smtpUrl,
  timeoutMs,
  keepMs,
}: {
  readonly smtpUrl: string;
  readonly timeoutMs: number;
  readonly keepMs: number;
}): SmtpConnections {
  const { host, port, secure, login } = serverOf(smtpUrl);
  const idle = new Map<SMTPConnection, NodeJS.Timeout>();
  const forget = (connection: SMTPConnection): void => {
    clearTimeout(idle.get(connection));
    idle.delete(connection);
  };

  return {
    kept() {
      const connection = [...idle.keys()].at(-1);
      if (connection) forget(connection);
      return connection;
    },

    keep(connection) {
      idle.set(
        connection,
        setTimeout(() => {
          forget(connection);
          connection.quit();
        }, keepMs).unref(),
      );
    },

    connect() {
      const connection = new SMTPConnection({
        host,
        port,
        secure,
        requireTLS: login !== undefined && !secure,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
      });
      return new Promise((resolve, reject) => {
        const settle = (error?: Error | null): void => {
          if (!error) return resolve(connection);
          connection.close();
          reject(error);
        };
        // Failures while nobody waits for an answer concern nobody: a kept connection is only forgotten.
        connection.on('error', (error: Error) => {
          forget(connection);
          settle(error);
        });
        connection.on('end', () => forget(connection));
        connection.connect((error) => {
          if (error || login === undefined) settle(error);
          else connection.login(login, settle);
        });
      });
    },
  };
}

type Server = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly login?: { readonly user: string; readonly pass: string };
};

function serverOf(smtpUrl: string): Server {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (!url?.hostname || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')) {
    throw new RangeError('The mail server must be given as smtp://host:port or smtps://host:port');
  }
  const secure = url.protocol === 'smtps:';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username === '') return { host, port, secure };
  return {
    host,
    port,
    secure,
    login: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
