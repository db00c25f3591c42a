#include "modulegen/header.hpp"

#include "parapet/error.hpp"
#include "schema/layout.hpp"
#include "schema/names.hpp"
#include "schema/reserved.hpp"
#include "schema/shape.hpp"

namespace parapet::modulegen {

namespace {

using schema::Field;
using schema::Layout;
using schema::Struct;

/// A description as one line of a comment; a backslash at its end would pull the next line in.
std::string comment_of(std::string_view description) {
  std::string line;
  for (const char c : description) {
    const bool space = static_cast<unsigned char>(c) <= ' ';
    if (!space) line += c;
    if (space && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '\\')) line.pop_back();
  return line;
}

std::string literal(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < ' ') throw Error("a source or version cannot have control characters");
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

class HeaderWriter {
 public:
  HeaderWriter(const ModuleNames& names, const ModuleInterface& module, const Layout& layout)
      : names_(names), module_(module), layout_(layout) {}

  std::string write() {
    line("#pragma once");
    line("");
    line("#include \"parapet/typed_module.hpp\"");
    line("");
    line("namespace ", names_.name_space, " {");
    line("");
    line("/// Inputs of the Terraform module ", comment_of(names_.source), ".");
    inputs(layout_.top());
    line("");
    line("/// A call of it.");
    handle();
    line("");
    line("}  // namespace ", names_.name_space);
    return std::move(text_);
  }

 private:
  template <class... Parts>
  void line(const Parts&... parts) {
    const std::size_t start = text_.size();
    text_.append(indent_, ' ');
    (text_.append(parts), ...);
    if (text_.size() == start + indent_) text_.resize(start);
    text_ += '\n';
  }
  void begin(const std::string& head) {
    line(head, " {");
    indent_ += 2;
  }
  void end() {
    indent_ -= 2;
    line("};");
  }
  void label(std::string_view access) {
    indent_ -= 1;
    line(access);
    indent_ += 1;
  }
  void comment(std::string_view description) {
    const std::string text = comment_of(description);
    if (!text.empty()) line("/// ", text);
  }

  void inputs(const Struct& top) {
    begin("struct " + top.name);
    nested_structs(top);
    for (const Field& field : top.fields) {
      comment(module_.inputs.attribute(field.name)->description);
      member(field);
    }
    table(top);
    const std::string version = names_.version.empty() ? "nullptr" : literal(names_.version);
    line("static constexpr ::parapet::detail::ModuleInfo parapet_module{", literal(names_.source), ", ", version,
         ", &parapet_table};");
    end();
    size_check(top);
  }

  void nested_structs(const Struct& target) {
    for (const Field& field : target.fields) {
      if (!field.nested) continue;
      if (field.declares) {
        nested_struct(*field.nested);
      } else {
        line("using ", field.nested_name, " = ", field.nested->qualified, ";");
      }
    }
  }

  void nested_struct(const Struct& target) {
    begin("struct " + target.name);
    nested_structs(target);
    for (const Field& field : target.fields) member(field);
    table(target);
    begin("class Ref : public ::parapet::detail::ObjectRef");
    label("public:");
    line("using ObjectRef::ObjectRef;");
    for (const Field& field : target.fields) accessors(field);
    end();
    end();
    size_check(target);
  }

  void member(const Field& field) { line(field.slot, " ", field.member, "{};"); }

  void accessors(const Field& field) {
    const std::string type = schema::reference_type(field.shape, field.nested_name);
    line(type, " ", field.accessor, "() const { return parapet_get<", type, ">(\"", field.name, "\"); }");
    if (!schema::is_list_of_structs(field.shape)) return;
    const std::string element = field.nested_name + "::Ref";
    line(element, " ", field.accessor, "(const ::parapet::Num& position) const { return parapet_at<", element, ">(\"",
         field.name, "\", position); }");
  }

  void table(const Struct& target) {
    std::string nested, fields;
    for (const Field& field : target.fields) {
      if (field.nested) nested += (nested.empty() ? "&" : ", &") + field.nested_name + "::parapet_table";
      fields += (fields.empty() ? "" : "\\n") + field.name + " " + field.shape + " " + field.flags;
    }
    if (!nested.empty()) line("static inline constinit ::parapet::detail::Table* parapet_nested[] = {", nested, "};");
    line("static inline constinit ::parapet::detail::Table parapet_table{\"", fields, "\", ",
         std::to_string(target.fields.size()), nested.empty() ? "};" : ", parapet_nested};");
  }

  /// One slot per member is what makes the position in the table the position in memory.
  void size_check(const Struct& target) {
    if (target.fields.empty()) return;
    line("static_assert(sizeof(", target.name, ") == ", std::to_string(target.fields.size()), " * sizeof(void*));");
  }

  void handle() {
    const std::string& name = layout_.names.handle;
    const std::string base = "::parapet::TypedModule";
    begin("class " + name + " : public " + base);
    label("public:");
    line("using Config = ", layout_.names.qualified_aggregate(), ";");
    line("explicit ", name, "(::parapet::detail::Element* element) : ", base, "(element) {}");
    line(name, "(::parapet::Scope scope, ::std::string_view id, const Config& inputs, ",
         "const ::parapet::ModuleOptions& options = {})");
    line("    : ", base, "(scope, id, Config::parapet_module, &inputs, options) {}");
    line(name, " operator[](const ::parapet::Key& key) const { return ", name, "(*this, key); }");
    outputs();
    line("");
    label("private:");
    line(name, "(const ", name, "& whole, const ::parapet::Key& key) : ", base, "(whole, key) {}");
    end();
  }

  void outputs() {
    // `output` reads outputs by their name.
    schema::NameScope taken{"Config", "output", layout_.names.handle};
    const std::string type = "::parapet::Ref<::parapet::Any>";
    for (const ModuleOutput& output : module_.outputs) {
      comment(output.description + (output.sensitive ? " (sensitive)" : ""));
      line(type, " ", taken.claim(schema::accessor_name(output.name)), "() const { return parapet_get<", type, ">(\"",
           output.name, "\"); }");
    }
  }

  const ModuleNames& names_;
  const ModuleInterface& module_;
  const Layout& layout_;
  std::string text_;
  std::size_t indent_ = 0;
};

void check_namespace(const std::string& name) {
  if (schema::identifier(name) == name && !schema::is_taken_globally(name)) return;
  throw Error("`" + name +
              "` cannot be a namespace; give --namespace a plain word that C++ does not use, such as modules");
}

}  // namespace

std::string header_path(const ModuleNames& names) {
  return names.name_space + "/" + schema::identifier(names.name) + ".hpp";
}

std::string header_of(const ModuleNames& names, const ModuleInterface& module) {
  check_namespace(names.name_space);
  schema::NameScope scope;
  schema::TypeNames types{scope.claim(schema::identifier(names.name)), "", "::" + names.name_space, header_path(names)};
  types.handle = scope.claim(schema::pascal_case(names.name));
  const Layout layout = schema::layout_of_module(names.name, module.inputs, types);
  return HeaderWriter(names, module, layout).write();
}

}  // namespace parapet::modulegen
