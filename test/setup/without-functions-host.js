/**
 * Functions are called directly in tests. `@azure/functions` says at length that it runs without its host; in a failed test's output
 * that hides what went wrong.
 */
const { console } = globalThis;
const warn = console.warn;
console.warn = (...what) => {
  if (
    !/Failed to detect the Azure Functions runtime|Skipping call to register function/.test(String(what[0]))
  )
    warn(...what);
};
