#!/bin/sh
# Pretends to be Terraform in the folder of a stack. What it does there is told by files beside the document: plan.json is what a plan
# shows, `fail-COMMAND` what that command complains about; `log` gets what was asked.
echo "$(basename "$PWD") $*" >> "$FAKE_ENGINE_LOG"
[ "$1" = version ] && { echo '{"terraform_version": "1.11.4"}'; exit 0; }
if [ -f "fail-$1" ]; then cat "fail-$1" >&2; exit 1; fi
for argument; do
  case $argument in -out=*) plan=${argument#-out=} ;; esac
done
case $1 in
  init) mkdir -p .terraform ;;
  plan)
    echo '{"type": "planned_change", "@message": "planned"}'
    cat plan.json > "$plan"
    [ ! -f slow-plan ] || { trap 'echo interrupted >> "$FAKE_ENGINE_LOG"; sleep 0.5; exit 1' INT; touch planning; sleep 30 & wait $!; }
    ;;
  show)
    for argument; do last=$argument; done
    [ "$2" = -json ] && { cat "$last"; exit 0; }
    echo "the plan of $(basename "$PWD")"
    [ ! -f meddle ] || echo '{"format_version": "1.2", "meddled": true}' > "$last"
    ;;
  apply) echo '{"type": "apply_complete", "@message": "applied"}' ;;
  output) cat outputs.json 2>/dev/null || echo '{}' ;;
esac
