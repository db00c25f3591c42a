#include "bindgen/header_writer.hpp"

#include <vector>

#include "schema/shape.hpp"

namespace parapet::bindgen {

namespace {

using schema::Category;
using schema::Field;
using schema::Layout;
using schema::Struct;

/// Text with indentation.
class Text {
 public:
  Text() { text_.reserve(1 << 14); }

  template <class... Parts>
  void line(const Parts&... parts) {
    text_.append(indent_, ' ');
    (text_.append(parts), ...);
    text_ += '\n';
  }
  /// A line that is less indented than what surrounds it: `public:`.
  void label(std::string_view text) {
    text_.append(indent_ - 1, ' ');
    text_.append(text);
    text_ += '\n';
  }
  void blank() { text_ += '\n'; }
  void indent() { indent_ += 2; }
  void outdent() { indent_ -= 2; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t indent_ = 0;
};

std::string_view base_of(Category category) {
  switch (category) {
    case Category::data_source:
      return "DataSource";
    case Category::ephemeral_resource:
      return "EphemeralResource";
    case Category::provider:
      return "Provider";
    case Category::resource:
      break;
  }
  return "Resource";
}

/// The functions that read a field of `target`; `scope` leads to the nested structs from where they stand.
void write_accessors(Text& text, const Struct& target, std::string_view scope) {
  for (const Field& field : target.fields) {
    if (field.is_meta()) continue;
    const std::string nested = field.nested ? std::string(scope) + field.nested_name : std::string();
    const std::string type = schema::reference_type(field.shape, nested);
    text.line(type, " ", field.accessor, "() const { return parapet_get<", type, ">(\"", field.name, "\"); }");
    if (!schema::is_list_of_structs(field.shape)) continue;
    const std::string element = nested + "::Ref";
    text.line(element, " ", field.accessor, "(const ::parapet::Num& position) const { return parapet_at<", element,
              ">(\"", field.name, "\", position); }");
  }
}

void write_reference(Text& text, const Struct& target) {
  text.line("class Ref : public ::parapet::detail::ObjectRef {");
  text.indent();
  text.label("public:");
  text.line("using ObjectRef::ObjectRef;");
  write_accessors(text, target, "");
  text.outdent();
  text.line("};");
}

/// The member `parapet_nested`: tables of the members that have structs. Returns whether there are any.
bool write_nested_tables(Text& text, const Struct& target) {
  std::string tables;
  for (const Field& field : target.fields) {
    if (!field.nested || !field.settable) continue;
    tables += (tables.empty() ? "&" : ", &") + field.nested_name + "::parapet_table";
  }
  if (!tables.empty())
    text.line("static inline constinit ::parapet::detail::Table* parapet_nested[] = {", tables, "};");
  return !tables.empty();
}

std::string table_text(const Struct& target) {
  std::string text;
  for (const Field& field : target.fields) {
    if (!field.settable) continue;
    text += (text.empty() ? "" : "\\n") + field.name + " " + field.shape;
    if (!field.flags.empty()) text += " " + field.flags;
  }
  return text;
}

void write_table(Text& text, const Struct& target) {
  const bool has_nested = write_nested_tables(text, target);
  text.line("static inline constinit ::parapet::detail::Table parapet_table{\"", table_text(target), "\", ",
            std::to_string(target.member_count()), has_nested ? ", parapet_nested};" : "};");
}

/// Nothing can refer to the configuration of a provider, so its structs have no reference classes.
bool has_references(Category category) { return category != Category::provider; }

void write_struct(Text& text, Category category, const Struct& target);

void write_nested_structs(Text& text, Category category, const Struct& target) {
  for (const Field& field : target.fields) {
    if (!field.nested) continue;
    if (field.declares) {
      write_struct(text, category, *field.nested);
    } else {
      text.line("using ", field.nested_name, " = ", field.nested->qualified, ";");
    }
  }
}

void write_members(Text& text, const Struct& target) {
  for (const Field& field : target.fields) {
    if (field.settable) text.line(field.slot, " ", field.member, "{};");
  }
}

/// One slot per member is what makes the position in the table the position in memory.
void write_size_check(Text& text, const Struct& target) {
  const std::size_t count = target.settable ? target.member_count() : 0;
  if (count > 0) text.line("static_assert(sizeof(", target.name, ") == ", std::to_string(count), " * sizeof(void*));");
}

void write_struct(Text& text, Category category, const Struct& target) {
  text.line("struct ", target.name, " {");
  text.indent();
  write_nested_structs(text, category, target);
  if (target.settable) {
    write_members(text, target);
    write_table(text, target);
  }
  if (has_references(category)) write_reference(text, target);
  text.outdent();
  text.line("};");
  write_size_check(text, target);
}

void write_aggregate(Text& text, const Layout& layout) {
  const Struct& top = layout.top();
  text.line("struct ", top.name, " {");
  text.indent();
  write_nested_structs(text, layout.category, top);
  write_members(text, top);
  write_table(text, top);
  text.line("static constexpr ::parapet::detail::TypeInfo parapet_type{\"", layout.type,
            "\", &parapet_provider, &parapet_table};");
  text.outdent();
  text.line("};");
  write_size_check(text, top);
}

void write_provider_handle(Text& text, const Layout& layout) {
  const std::string& handle = layout.names.handle;
  text.line("class ", handle, " : public ::parapet::Provider {");
  text.indent();
  text.label("public:");
  text.line("using Config = ", layout.names.qualified_aggregate(), ";");
  text.line(handle, "(::parapet::Scope scope, ::std::string_view id, const Config& config)");
  text.line("    : ::parapet::Provider(scope, id, Config::parapet_type, &config) {}");
  text.outdent();
  text.line("};");
}

void write_handle(Text& text, const Layout& layout) {
  const std::string& handle = layout.names.handle;
  const std::string base = "::parapet::" + std::string(base_of(layout.category));
  text.line("class ", handle, " : public ", base, " {");
  text.indent();
  text.label("public:");
  text.line("using Config = ", layout.names.qualified_aggregate(), ";");
  text.line("explicit ", handle, "(::parapet::detail::Element* element) : ", base, "(element) {}");
  text.line(handle, "(::parapet::Scope scope, ::std::string_view id, const Config& config)");
  text.line("    : ", base, "(scope, id, Config::parapet_type, &config) {}");
  text.line(handle, " operator[](const ::parapet::Key& key) const { return ", handle, "(*this, key); }");
  write_accessors(text, layout.top(), "Config::");
  text.blank();
  text.label("private:");
  text.line(handle, "(const ", handle, "& whole, const ::parapet::Key& key) : ", base, "(whole, key) {}");
  text.outdent();
  text.line("};");
}

/// `namespace aws`, the inline namespace of the version, and `data` or `ephemeral`.
std::vector<std::string> namespaces_of(const Bindings& bindings, Category category) {
  std::vector<std::string> names{"namespace " + bindings.name_space, "inline namespace " + bindings.inline_namespace};
  if (category == Category::data_source) names.push_back("namespace data");
  if (category == Category::ephemeral_resource) names.push_back("namespace ephemeral");
  return names;
}

void open_namespaces(Text& text, const std::vector<std::string>& names) {
  for (const std::string& name : names) text.line(name, " {");
}

void close_namespaces(Text& text, const std::vector<std::string>& names) {
  for (auto name = names.rbegin(); name != names.rend(); ++name) text.line("}  // ", *name);
}

}  // namespace

std::string header_of(const Bindings& bindings, const Layout& layout) {
  Text text;
  text.line("#pragma once");
  text.blank();
  text.line("#include \"parapet/resource.hpp\"");
  text.line("#include \"", bindings.name_space, "/parapet_provider.hpp\"");
  text.blank();
  const std::vector<std::string> namespaces = namespaces_of(bindings, layout.category);
  open_namespaces(text, namespaces);
  text.blank();
  text.line("/// Terraform's `", layout.type, "`.");
  write_aggregate(text, layout);
  text.blank();
  if (layout.category == Category::provider) {
    write_provider_handle(text, layout);
  } else {
    write_handle(text, layout);
  }
  text.blank();
  close_namespaces(text, namespaces);
  return text.take();
}

std::string provider_info_header(const Bindings& bindings) {
  Text text;
  text.line("#pragma once");
  text.blank();
  text.line("#include \"../parapet_digest.hpp\"");
  text.line("#include \"parapet/detail/table.hpp\"");
  text.blank();
  const std::vector<std::string> namespaces = namespaces_of(bindings, Category::resource);
  open_namespaces(text, namespaces);
  text.line("inline constexpr ::parapet::detail::ProviderInfo parapet_provider{\"", bindings.provider, "\", \"",
            bindings.source, "\", \"", bindings.version, "\"};");
  close_namespaces(text, namespaces);
  return text.take();
}

std::string digest_header(std::string_view digest) {
  Text text;
  text.line("#pragma once");
  text.blank();
  text.line("// Digest of all headers here: ", digest);
  return text.take();
}

}  // namespace parapet::bindgen
