# shellcheck shell=bash
# Sourced by ella and install.sh. Progress goes to standard error, so that a command's own output stays clean.

ELLA_LOG=${ELLA_LOG:-$(mktemp -t ella.XXXXXX.log)}
export ELLA_LOG

say() { printf '%s\n' "$*" >&2; }

# A failure is one line that says what to do; the caller's work ends here, with 1 unless ELLA_FAILURE says another code.
die() {
  say "$*"
  exit "${ELLA_FAILURE:-1}"
}

# step TEXT COMMAND...: one line on the screen, the command's output in the log, shown only when it fails.
# With ELLA_VERBOSE=1 the output is shown as it comes.
step() {
  local text=$1 from=$SECONDS start code=0
  shift
  printf '\n== %s\n' "$text" >>"$ELLA_LOG"
  if [[ ${ELLA_VERBOSE:-} == 1 ]]; then
    say "$text"
    "$@" </dev/null 2>&1 | tee -a "$ELLA_LOG" >&2 || code=${PIPESTATUS[0]}
  else
    printf '%s ... ' "$text" >&2
    start=$(wc -l <"$ELLA_LOG")
    "$@" </dev/null >>"$ELLA_LOG" 2>&1 || code=$?
    if ((code == 0)); then say "done ($((SECONDS - from)) s)"; else say "failed"; fi
  fi
  ((code == 0)) && return
  [[ ${ELLA_VERBOSE:-} == 1 ]] || tail -n "+$((start + 1))" "$ELLA_LOG" | tail -n 40 >&2
  say "The full output is in $ELLA_LOG"
  return "$code"
}
