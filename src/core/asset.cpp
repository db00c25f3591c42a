#include "parapet/asset.hpp"

#include <algorithm>
#include <map>

#include "asset_files.hpp"
#include "element.hpp"
#include "manifest.hpp"
#include "output_folder.hpp"
#include "parapet/error.hpp"
#include "zip_writer.hpp"

namespace parapet {

namespace detail {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kArchive = "archive.zip";

/// What an asset's element keeps in place of a configuration.
struct AssetConfig {
  Str file_name{};
  List<Str> files{};
  Str folder{};
  Str hash{};
  Str source{};
  Num type{};
  static Table parapet_table;
};
constinit Table AssetConfig::parapet_table{"file_name s r\nfiles Ls r\nfolder s r\nhash s r\nsource s r\ntype n r", 6};

std::string_view text_member(const Element* element, std::string_view name) {
  return text_of(member_of(element->config, name));
}

AssetType type_of(const Element* element) {
  return static_cast<AssetType>(*payload<std::uint64_t>(member_of(element->config, "type")));
}

/// Files as they are written, relative to the asset's folder.
List<Str> written_files(const std::vector<AssetFile>& files, AssetType type) {
  if (type == AssetType::archive) return {Str(kArchive)};
  std::vector<std::string> names(files.size());
  std::transform(files.begin(), files.end(), names.begin(), [](const AssetFile& file) { return file.name; });
  return names;
}

std::string file_name_of(const fs::path& source, AssetType type) {
  return type == AssetType::archive ? std::string(kArchive) : source.filename().string();
}

const Value* describe(const Element* element, const fs::path& source, AssetType type) {
  const std::vector<AssetFile> files = files_of_asset(source, type);
  const std::string hash = hash_of_asset(files, type);
  const AssetConfig config{.file_name = file_name_of(source, type),
                           .files = written_files(files, type),
                           .folder = "assets/" + std::string(logical_id_of(element)) + "/" + hash,
                           .hash = hash,
                           .source = source.string(),
                           .type = static_cast<unsigned>(type)};
  return make_record(AssetConfig::parapet_table, &config);
}

Element* add_asset(const Scope& scope, std::string_view id, std::string_view path, AssetType type) {
  Element* element = add_element(scope, id, NodeKind::asset);
  try {
    if (stack_of(element) == nullptr) throw Error("is in no stack; create it below a parapet::Stack");
    // `lambda/` and `lambda` are the same folder, and its name is `lambda`.
    fs::path source = fs::path(path).lexically_normal();
    if (!source.has_filename()) source = source.parent_path();
    element->config = describe(element, source, type);
  } catch (const std::exception& error) {
    const std::string place = place_of(element);
    element->app->undo_to(element->app->journal.size() - 1);
    throw Error(place + ": " + error.what());
  }
  return element;
}

std::string output_folder_of(const Element* asset) {
  return "stacks/" + std::string(stack_of(asset)->id) + "/" + std::string(text_member(asset, "folder"));
}

/// The files again, provided that they are still those of which the hash was taken.
std::vector<AssetFile> unchanged_files(const Element* asset) {
  std::vector<AssetFile> files = files_of_asset(text_member(asset, "source"), type_of(asset));
  if (hash_of_asset(files, type_of(asset)) != text_member(asset, "hash")) {
    throw Error(place_of(asset) + ": " + std::string(text_member(asset, "source")) +
                " has changed since the asset was created; write the files first, then create the asset");
  }
  return files;
}

void copy_file(const AssetFile& file, const fs::path& to) {
  std::error_code error;
  fs::copy_file(file.source, to, error);
  if (error) throw Error("cannot copy " + file.source.string() + " to " + to.string() + ": " + error.message());
}

void write_archive(const std::vector<AssetFile>& files, const fs::path& to) {
  FileSink sink(to);
  ZipWriter zip(sink);
  for (const AssetFile& file : files) zip.add(file.name, read_asset_file(file), file.executable);
  zip.finish();
  sink.close();
}

void copy_asset(const Element* asset, OutputFolder& output) {
  const std::vector<AssetFile> files = unchanged_files(asset);
  const std::string folder = output_folder_of(asset) + "/";
  if (type_of(asset) == AssetType::archive) return write_archive(files, output.prepare(folder + std::string(kArchive)));
  for (const AssetFile& file : files) copy_file(file, output.prepare(folder + file.name));
}

void collect_assets(const Element* element, std::vector<const Element*>& into) {
  if (element->kind == NodeKind::asset) into.push_back(element);
  for (const Element* child = element->first_child; child != nullptr; child = child->next) collect_assets(child, into);
}

std::vector<const Element*> assets_below(const Element* element) {
  std::vector<const Element*> assets;
  collect_assets(element, assets);
  return assets;
}

void refuse_same_folder(const std::vector<const Element*>& assets) {
  std::map<std::string, const Element*> known;
  for (const Element* asset : assets) {
    const auto [other, added] = known.emplace(output_folder_of(asset), asset);
    if (!added)
      throw Error("two assets have the folder " + other->first + ": " + place_of(other->second) + " and " +
                  place_of(asset) + "; give one of them another id");
  }
}

}  // namespace

std::vector<std::string> asset_files(const Element* stack) {
  std::vector<std::string> paths;
  for (const Element* asset : assets_below(stack)) {
    const Value* files = member_of(asset->config, "files");
    for (std::uint32_t i = 0; i < files->size; ++i)
      paths.push_back(output_folder_of(asset) + "/" + std::string(text_of(elements_of(files)[i])));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void copy_assets(const Element* element, OutputFolder& output) {
  const std::vector<const Element*> assets = assets_below(element);
  refuse_same_folder(assets);
  for (const Element* asset : assets) copy_asset(asset, output);
}

}  // namespace detail

Asset::Asset(const Scope& scope, std::string_view id, std::string_view path, AssetType type)
    : Construct(detail::add_asset(scope, id, path, type)) {}

Str Asset::path() const {
  const std::string folder(detail::text_member(element_, "folder"));
  return detail::type_of(element_) == AssetType::directory ? folder : folder + "/" + std::string(file_name());
}

std::string_view Asset::file_name() const { return detail::text_member(element_, "file_name"); }
std::string_view Asset::hash() const { return detail::text_member(element_, "hash"); }

}  // namespace parapet
