/** Loaded before a part: it ends with its supervisor, also when that was killed and could not say so, for then its standard input closes. */
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
// Listening is no reason to go on running.
process.stdin.unref();
