// Doing things less often than they are asked for.

/** Calls `action` at most once per `interval` ms, the last call always. */
export function throttled(action, interval) {
  let timer = null;
  let again = false;
  const run = () => {
    timer = null;
    if (!again) return;
    again = false;
    timer = setTimeout(run, interval);
    action();
  };
  const call = () => {
    again = true;
    if (timer === null) run();
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}
