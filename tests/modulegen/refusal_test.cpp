#include <gtest/gtest.h>

#include "modulegen_run.hpp"

namespace parapet::modulegen::testing {
namespace {

/// What the generator says of a module with this main.tf.
std::string refused(const std::string& text) {
  const Workplace workplace;
  workplace.add("main.tf", text);
  return workplace.generate();
}

std::string message(const std::string& text) { return "1: parapet-modulegen: " + text + "\n"; }

constexpr char expected_types[] =
    " is no type; expected string, number, bool, any, list(...), set(...), map(...), object({...}) or tuple([...])";

TEST(ModuleRefusal, NamesTheLineOfBrokenSyntax) {
  EXPECT_EQ(refused("\nlocals {\n  a = \"b\n}\n"),
            message("m/main.tf:3: the string that begins here is not closed on its line"));
  EXPECT_EQ(refused("locals {\n  a = [1\n}\n"), message("m/main.tf:3: found `}`, which closes nothing"));
  EXPECT_EQ(refused("variable \"a\" {\n  default = {\n\n"), message("m/main.tf:2: the `{` here is never closed"));
  EXPECT_EQ(refused("variable \"a\" {\n  type = string\n"),
            message("m/main.tf:1: the block variable that begins here is never closed"));
  EXPECT_EQ(refused("locals {}\n/* open\n"),
            message("m/main.tf:2: the comment that begins here is never closed; end it with */"));
  EXPECT_EQ(refused("locals {\n a = <<EOT\n x\n"),
            message("m/main.tf:2: the heredoc that begins here is never closed; end it with a line EOT"));
  EXPECT_EQ(refused("a = 1\n"), message("m/main.tf:1: expected a label or the `{` of a block, found `=`"));
  EXPECT_EQ(refused("variable \"a\"\n{\n}\n"),
            message("m/main.tf:1: expected a label or the `{` of a block, found the end of the line"));
  EXPECT_EQ(refused("\n{\n"), message("m/main.tf:2: expected a block such as variable \"name\" { ... }, found `{`"));
  EXPECT_EQ(refused("variable \"a\" {} variable \"b\" {}"),
            message("m/main.tf:1: expected the end of the line, found `v`"));
  EXPECT_EQ(refused("variable \"a\" {\n  type =\n}\n"),
            message("m/main.tf:2: expected an expression after `=`, found the end of the line"));
  EXPECT_EQ(refused("locals { a = " + std::string(500, '[')),
            message("m/main.tf:1: brackets nest deeper than 400 levels"));
}

TEST(ModuleRefusal, NamesTheLineOfTypesThatAreNone) {
  EXPECT_EQ(refused("variable \"a\" {\n  type = strings\n}\n"),
            message("m/main.tf:2: `strings`" + std::string(expected_types)));
  EXPECT_EQ(refused("variable \"a\" {\n  type = \"string\"\n}\n"),
            message("m/main.tf:2: `\"string\"`" + std::string(expected_types)));
  EXPECT_EQ(refused("variable \"a\" { type = list(seq(any)) }"),
            message("m/main.tf:1: `seq(any)`" + std::string(expected_types)));
  EXPECT_EQ(refused("variable \"a\" { type = map(string, number) }"),
            message("m/main.tf:1: `map(string, number)`: map takes one type"));
  EXPECT_EQ(refused("variable \"a\" { type = object(string) }"),
            message("m/main.tf:1: `object(string)`: object takes { name = type, ... }"));
  EXPECT_EQ(refused("variable \"a\" { type = object({ b = optional() }) }"),
            message("m/main.tf:1: `optional()`: optional takes a type, and a default if there is one"));
  EXPECT_EQ(refused("variable \"a\" {\n  type = object({\n    b = any\n    b = any\n  })\n}\n"),
            message("m/main.tf:2: `b` is twice in the same object; leave one out"));
}

TEST(ModuleRefusal, NamesTheLineOfWrongArguments) {
  EXPECT_EQ(refused("variable \"a\" {\n  sensitive = 7\n}\n"),
            message("m/main.tf:2: `sensitive` must be true or false, found `7`"));
  EXPECT_EQ(refused("output \"a\" { description = upper(\"x\") }"),
            message("m/main.tf:1: `description` must be a literal string, found `upper(\"x\")`"));
  EXPECT_EQ(refused("variable {}"), message("m/main.tf:1: expected variable \"name\" { ... }"));
  EXPECT_EQ(refused("variable \"1\" {}"), message("m/main.tf:1: variable \"1\": a name begins with a letter or `_` and "
                                                  "goes on with letters, digits, `_` and `-`"));
  EXPECT_EQ(refused("\nvariable \"count\" {}"),
            message("m/main.tf:2: variable \"count\": the name is taken by an argument of module blocks"));
}

TEST(ModuleRefusal, NamesBothPlacesOfAVariableThatIsDeclaredTwice) {
  const Workplace workplace;
  workplace.add("a.tf", "variable \"x\" {}\noutput \"x\" { value = 1 }\n");
  workplace.add("b.tf.json", "{\n\"variable\": {\n\"x\": {}}}");
  EXPECT_EQ(workplace.generate(), message("m/b.tf.json:3: variable \"x\" is declared already in m/a.tf:1"));
}

TEST(ModuleRefusal, WantsSomethingToOverride) {
  const Workplace workplace;
  workplace.add("a.tf", "variable \"x\" {}");
  workplace.add("override.tf", "\nvariable \"y\" {}");
  EXPECT_EQ(workplace.generate(), message("m/override.tf:2: there is no variable \"y\" to override"));
}

TEST(ModuleRefusal, NamesTheLineOfBrokenJson) {
  const Workplace workplace;
  workplace.add("a.tf.json", "{\n\"variable\": 7\n}");
  EXPECT_EQ(workplace.generate(), message("m/a.tf.json:1: variable: expected an object, or a list of objects"));
  workplace.add("a.tf.json", "{\n\"variable\": {\n\"x\": \"string\"}\n}");
  EXPECT_EQ(workplace.generate(), message("m/a.tf.json:2: variable \"x\": expected an object, or a list of objects"));
  workplace.add("a.tf.json", "{\n\n\"variable\": {");
  EXPECT_EQ(workplace.generate().substr(0, 53), "1: parapet-modulegen: m/a.tf.json:3: syntax error whi");
}

TEST(ModuleRefusal, WantsTheFolderOfAModule) {
  const Workplace workplace;
  EXPECT_EQ(workplace.generate(), message("m: has no *.tf or *.tf.json files; give the folder of a module"));
  EXPECT_EQ(workplace.run("--folder n --name it --source ./m --out out"),
            message("n: cannot be read: No such file or directory"));
}

TEST(ModuleRefusal, ExplainsTheCommandLine) {
  const Workplace workplace;
  const std::string usage =
      "usage: parapet-modulegen --folder FOLDER --name NAME --source ADDRESS [--version CONSTRAINT] [--namespace "
      "NAME]\n"
      "                         --out FOLDER";
  EXPECT_EQ(workplace.run("--folder m"), message("--name is missing\n" + usage));
  EXPECT_EQ(workplace.run("--folder"), message("--folder needs a value\n" + usage));
  EXPECT_EQ(workplace.run("--fold m"), message("unknown option --fold\n" + usage));
  workplace.add("main.tf", "");
  EXPECT_EQ(
      workplace.run("--folder m --name it --source x --out out --namespace std"),
      message("`std` cannot be a namespace; give --namespace a plain word that C++ does not use, such as modules"));
}

}  // namespace
}  // namespace parapet::modulegen::testing
