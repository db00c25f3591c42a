#include "pipeline/scripts.hpp"

#include <algorithm>

namespace parapet::pipeline {

std::string header(const std::string& target, const Settings& settings) {
  return "# Written by `parapet pipeline " + target + "` from " + settings.file +
         " and the stacks of the programs.\n"
         "# Change those and run it again; `parapet pipeline " +
         target + " --check` tells when this file is not what it would write.\n";
}

std::string synth_script(const Settings& settings) {
  std::string text;
  for (const std::string& program : settings.programs) text += "(cd " + program + " && parapet synth)\n";
  return text;
}

std::string report_name(const std::string& program) {
  std::string name = program == "." ? "program" : program;
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

std::string check_script(const Settings& settings, const std::string& format) {
  std::string text = "mkdir -p parapet-out/findings\ncode=0\n";
  for (const std::string& program : settings.programs)
    text += "(cd " + program + " && parapet check cdktf.out --" + format + " \"$OLDPWD/parapet-out/findings/" +
            report_name(program) + "." + format + "\") || code=$?\n";
  return text + "exit \"$code\"\n";
}

std::string pack_script(const Settings& settings) {
  std::string text = "mkdir -p parapet-out\ntar -czf parapet-out/assembly.tar.gz";
  for (const std::string& program : settings.programs) text += " " + program + "/cdktf.out";
  return text + "\n";
}

std::string plan_script() {
  return R"sh(out=$PWD/parapet-out
mkdir -p "$out/summaries"
mkdir -p -m 700 "$out/sealed"
code=0
(cd "$FOLDER" && parapet plan "$STACK" --skip-synth --out "$out/sealed/plan" --markdown "$out/summaries/$STACK.md" --json > "$out/changes.json") || code=$?
if [ ! -s "$out/summaries/$STACK.md" ]; then
  printf '### %s\n\nNo plan: the command ended with %s; its output says why.\n' "$STACK" "$code" > "$out/summaries/$STACK.md"
fi
)sh";
}

std::string seal_script(const Settings& settings) {
  return R"sh(out=parapet-out
lock=$FOLDER/cdktf.out/stacks/$STACK/.terraform.lock.hcl
if [ -f "$lock" ]; then
  cp "$lock" "$out/sealed/lock.hcl"
fi
tar -cz -C "$out/sealed" . | openssl cms -encrypt -binary -aes-256-gcm -outform DER -out "$out/plan.cms" )sh" +
         settings.plan_certificate + "\n";
}

std::string apply_script() {
  return R"sh(: "${PARAPET_PLAN_KEY:?the key of the certificate that plans are encrypted for; give it to the environment as a secret}"
out=$PWD/parapet-out
trap 'rm -rf parapet-out/sealed parapet-out/token' EXIT
mkdir -p -m 700 "$out/sealed"
printf '%s\n' "$PARAPET_PLAN_KEY" | openssl cms -decrypt -binary -inform DER -in "$out/plan.cms" -inkey /dev/stdin | tar -xz -C "$out/sealed"
unset PARAPET_PLAN_KEY
if [ -f "$out/sealed/lock.hcl" ]; then
  cp "$out/sealed/lock.hcl" "$FOLDER/cdktf.out/stacks/$STACK/.terraform.lock.hcl"
fi
(cd "$FOLDER" && parapet deploy "$STACK" --skip-synth --plan "$out/sealed/plan" --auto-approve --ignore-missing-stack-dependencies)
)sh";
}

std::string compare_script() {
  return R"sh(shown=parapet-out/reviewed/summary-$STACK/$STACK.md
planned=parapet-out/summaries/$STACK.md
if cmp -s "$shown" "$planned"; then
  printf '\nThis is the plan that the pull request showed.\n' >> "$GITHUB_STEP_SUMMARY"
  exit 0
fi
if [ -f "$shown" ]; then
  diff -u --label 'in the pull request' --label now "$shown" "$planned" > parapet-out/difference || true
  what='This is **another plan** than the pull request showed.'
else
  : > parapet-out/difference
  what='**No pull request showed this plan.**'
fi
{
  printf '\n%s Read it before you approve it.\n\n' "$what"
  sed 's/^/    /' parapet-out/difference
} >> "$GITHUB_STEP_SUMMARY"
if [ "$CHANGED_PLANS" = refuse ] && [ "$GITHUB_EVENT_NAME" = push ]; then
  echo "::error::$what"
  exit 3
fi
)sh";
}

std::string reviewed_script() {
  return R"sh(mkdir -p parapet-out/reviewed
echo "what the pull request of $GITHUB_SHA showed" > parapet-out/reviewed/about.txt
head=$(gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq '.[0].head.sha // empty')
if [ -z "$head" ]; then
  exit 0
fi
run=$(gh run list --repo "$GITHUB_REPOSITORY" --workflow parapet-plan.yml --commit "$head" --event pull_request --status success --limit 1 --json databaseId --jq '.[0].databaseId // empty')
if [ -n "$run" ]; then
  gh run download "$run" --repo "$GITHUB_REPOSITORY" --pattern 'summary-*' --dir parapet-out/reviewed || echo "::warning::what run $run showed is gone"
fi
)sh";
}

std::string comment_script() {
  return R"sh(mkdir -p parapet-out/summaries
{
  printf '<!-- parapet -->\n'
  find parapet-out/summaries -name '*.md' | LC_ALL=C sort | while read -r summary; do
    cat "$summary"
    printf '\n'
  done
  printf '\n[The whole run](%s)\n' "$RUN"
} > parapet-out/all.md
head -c 1000000 parapet-out/all.md >> "$GITHUB_STEP_SUMMARY"
# A comment has room for 65,536 characters.
if [ "$(wc -c < parapet-out/all.md)" -gt 60000 ]; then
  head -c 60000 parapet-out/all.md | iconv -c -f UTF-8 -t UTF-8 > parapet-out/comment.md
  printf '\n\nThe rest is [in the run](%s).\n' "$RUN" >> parapet-out/comment.md
else
  cp parapet-out/all.md parapet-out/comment.md
fi
comments=repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments
earlier=$(gh api --paginate "$comments" --jq '.[] | select(.user.type == "Bot" and (.body | startswith("<!-- parapet -->"))) | .id' | head -n 1)
if [ -n "$earlier" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" --field body=@parapet-out/comment.md
else
  gh api --silent --method POST "$comments" --field body=@parapet-out/comment.md
fi
)sh";
}

}  // namespace parapet::pipeline
