#!/usr/bin/env bash
# Checks and reports as the inputs of the action say. The exit status is that of `sunting check`.
set -uo pipefail

set -f # Paths and arguments are separated by spaces; what they match is for sunting to find.
# shellcheck disable=SC2206 # Splitting is what is wanted.
args=(${SUNTING_ARGS:-} ${SUNTING_PATHS:-.})
set +f
if [ -n "${SUNTING_SARIF:-}" ]; then
  args=(--report "sarif=$SUNTING_SARIF" "${args[@]}")
fi
if [ "${SUNTING_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  args=(--report "github-summary=$GITHUB_STEP_SUMMARY" "${args[@]}")
fi
sunting check --format github "${args[@]}"
status=$?
echo "status=$status" >> "$GITHUB_OUTPUT"
exit $status
