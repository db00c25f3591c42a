#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/console.hpp"

namespace parapet::cli {

namespace {

/// Everything that can be completed, read from the commands themselves so that it cannot fall behind.
struct Words {
  std::string path;                ///< `requirements generate`; empty: of the program itself
  std::vector<std::string> words;  ///< commands and options
  bool stacks = false;             ///< names of stacks, too
};

void collect(const CLI::App& app, const std::string& path, std::vector<Words>& all) {
  Words words{path, {}, false};
  for (const CLI::App* command : app.get_subcommands({})) {
    words.words.push_back(command->get_name());
    for (const std::string& alias : command->get_aliases()) words.words.push_back(alias);
  }
  for (const CLI::Option* option : app.get_options({})) {
    for (const std::string& name : option->get_lnames()) words.words.push_back("--" + name);
    words.stacks = words.stacks || option->get_name() == "STACK";
  }
  all.push_back(words);
  for (const CLI::App* command : app.get_subcommands({})) {
    const std::string prefix = path.empty() ? "" : path + " ";
    collect(*command, prefix + command->get_name(), all);
    for (const std::string& alias : command->get_aliases()) collect(*command, prefix + alias, all);
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

constexpr const char* list_stacks = "$(parapet list --skip-synth 2>/dev/null | cut -d' ' -f1)";

/// zsh reads what bash does once it is asked to.
std::string bash_script(const std::vector<Words>& all) {
  std::string text =
      "# parapet completion bash: source it, or put it where bash-completion looks.\n"
      "_parapet() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} path= word words=\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case $word in -*) break ;; esac\n"
      "    path=\"${path:+$path }$word\"\n"
      "  done\n"
      "  while :; do\n"
      "    case $path in\n";
  for (const Words& each : all)
    text += "      \"" + each.path + "\") words=\"" + joined(each.words) +
            (each.stacks ? std::string(" ") + list_stacks : "") + "\"; break ;;\n";
  return text +
         "    esac\n"
         "    case $path in *' '*) path=${path% *} ;; *) break ;; esac\n"
         "  done\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "}\n"
         "complete -F _parapet parapet\n";
}

std::string zsh_script(const std::vector<Words>& all) {
  return "#compdef parapet\nautoload -U +X bashcompinit && bashcompinit\n" + bash_script(all);
}

std::string fish_script(const std::vector<Words>& all) {
  std::string text = "# parapet completion fish: save it as ~/.config/fish/completions/parapet.fish\n";
  for (const Words& each : all) {
    std::string seen =
        "test (string join ' ' -- (string match -v -- '-*' (commandline -opc)[2..])) = '" + each.path + "'";
    if (each.path.empty()) seen = "test (count (string match -v -- '-*' (commandline -opc)[2..])) = 0";
    text += "complete -c parapet -n \"" + seen + "\" -a '" + joined(each.words) + "'\n";
    if (each.stacks)
      text += "complete -c parapet -n \"string match -q -- '" + each.path +
              "*' (string join ' ' -- (commandline -opc)[2..])\" -a \"(parapet list --skip-synth 2>/dev/null | string "
              "split -f1 ' ')\"\n";
  }
  return text;
}

}  // namespace

void add_completion(CLI::App& app, int& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "Print the completion of a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, &app, &exit_code] {
    std::vector<Words> all;
    collect(app, "", all);
    Console(true).show(*shell == "bash" ? bash_script(all) : *shell == "zsh" ? zsh_script(all) : fish_script(all));
    exit_code = exit_done;
  });
}

}  // namespace parapet::cli
