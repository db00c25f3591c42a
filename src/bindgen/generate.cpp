#include "bindgen/generate.hpp"

#include <future>

#include "bindgen/header_writer.hpp"
#include "schema/generated_folder.hpp"
#include "schema/reader.hpp"
#include "schema/shapes_from.hpp"

namespace parapet::bindgen {

namespace {

using schema::Category;

/// The schema that the options name, with the other one's shapes where it is dynamic. Both files are read at the same
/// time.
schema::ProviderSchema read_provider(const Options& options) {
  std::future<schema::Schema> other;
  if (!options.shapes_from.empty() && options.shapes_from != options.schema) {
    other = std::async(std::launch::async, [&] { return schema::read_schema_file(options.shapes_from); });
  }
  schema::ProviderSchema provider = schema::read_schema_file(options.schema).provider(options.provider);
  if (other.valid()) schema::take_shapes(provider, other.get().provider(provider.source));
  return provider;
}

std::string hex(std::uint64_t number) {
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 15];
  return text;
}

}  // namespace

std::size_t generate(const Options& options) {
  const schema::ProviderSchema provider = read_provider(options);
  const schema::ProviderNames names(provider, options.name_space);
  const Bindings bindings{names.name_space(), schema::version_namespace(options.version), provider.name,
                          provider.source, options.version};
  schema::GeneratedFolder folder(options.out, names.name_space() + "/parapet_manifest.txt");
  for (const Category category : {Category::resource, Category::data_source, Category::ephemeral_resource}) {
    for (const schema::ResourceType& type : provider.types(category)) {
      const schema::TypeNames& named = names.of(category, type.name);
      folder.write(named.header, header_of(bindings, layout_of(category, type, named)));
    }
  }
  const schema::TypeNames& config = names.of(Category::provider, provider.name);
  folder.write(config.header, header_of(bindings, layout_of_provider(provider, config)));
  folder.write(names.name_space() + "/parapet_provider.hpp", provider_info_header(bindings));
  folder.write("parapet_digest.hpp", digest_header(hex(folder.digest())));
  folder.finish();
  return folder.file_count();
}

}  // namespace parapet::bindgen
