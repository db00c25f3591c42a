#include "parapet/asset.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "acme.hpp"
#include "support.hpp"

namespace parapet {
namespace {

namespace fs = std::filesystem;
using test::error_of;
using test::place;

class Assets : public ::testing::Test {
 protected:
  test::TempFolder folder;
  test::WorkingFolder here{folder.path()};
  App app{{.outdir = "out"}};
  Stack stack{app, "s"};

  std::string refusal(const std::string& path, AssetType type) {
    const std::string message = error_of([&] { Asset(stack, "a", path, type); });
    EXPECT_FALSE(stack.node().try_find_child("a"));
    return message.substr(message.find(")") + 1);
  }
};

TEST_F(Assets, OfAFileAreCopiedBelowTheirHash) {
  folder.write("data/config.txt", "hello");
  const Asset asset(stack, "config", "data/config.txt");
  EXPECT_EQ(asset.hash(), "5D41402ABC4B2A76B9719D911017C592");
  EXPECT_EQ(asset.file_name(), "config.txt");
  const acme::Widget user(stack, "user", {.name = asset.path()});
  app.synth();
  EXPECT_EQ(folder.read("out/stacks/s/assets/config/5D41402ABC4B2A76B9719D911017C592/config.txt"), "hello");
  EXPECT_EQ(test::resource(app, "acme_widget", "user").at("name"), "assets/config/5D41402ABC4B2A76B9719D911017C592/config.txt");
}

TEST_F(Assets, OfAFolderAreCopiedWhole) {
  folder.write("site/index.html", "<p>");
  folder.write("site/css/main.css", "p{}");
  const Asset asset(stack, "site", "site/", AssetType::directory);
  EXPECT_EQ(asset.file_name(), "site");
  app.synth();
  const std::string target = "out/stacks/s/assets/site/" + std::string(asset.hash()) + "/";
  EXPECT_EQ(folder.read(target + "index.html"), "<p>");
  EXPECT_EQ(folder.read(target + "css/main.css"), "p{}");
  EXPECT_EQ(nlohmann::json::parse(folder.read("out/manifest.json")).at("stacks").at("s").at("assets"),
            (nlohmann::json{target.substr(4) + "css/main.css", target.substr(4) + "index.html"}));
}

TEST_F(Assets, HaveAHashOfNamesAndContents) {
  for (const char* name : {"one", "two", "renamed", "changed", "executable"}) {
    folder.write(std::string(name) + "/a", "1");
    folder.write(std::string(name) + (name == std::string("renamed") ? "/c" : "/b"), name == std::string("changed") ? "3" : "2");
  }
  fs::permissions("executable/a", fs::perms::owner_exec, fs::perm_options::add);
  const auto hash = [&](const std::string& name) { return std::string(Asset(stack, name, name, AssetType::archive).hash()); };
  const std::string one = hash("one");
  EXPECT_EQ(one.size(), 32U);
  EXPECT_EQ(hash("two"), one);
  EXPECT_NE(hash("renamed"), one);
  EXPECT_NE(hash("changed"), one);
  EXPECT_NE(hash("executable"), one);
}

/// What stands in a zip archive whose entries were deflated: name, mode and content.
std::vector<std::string> entries_of_zip(const std::string& zip) {
  const auto number = [&](std::size_t at, int bytes) {
    std::uint32_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(zip[at + static_cast<std::size_t>(i)]);
    return value;
  };
  std::vector<std::string> entries;
  const std::size_t end = zip.size() - 22;
  EXPECT_EQ(number(end, 4), 0x06054b50U);
  std::size_t at = number(end + 16, 4);
  for (std::uint32_t i = 0; i < number(end + 10, 2); ++i) {
    const std::uint32_t packed = number(at + 20, 4);
    const std::uint32_t size = number(at + 24, 4);
    const std::uint32_t name_size = number(at + 28, 2);
    const std::size_t local = number(at + 42, 4);
    std::string content(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, -15);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + local + 30 + number(local + 26, 2)));
    stream.avail_in = packed;
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = size;
    inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    EXPECT_EQ(crc32(0, reinterpret_cast<const Bytef*>(content.data()), size), number(at + 16, 4));
    char mode[16];
    std::snprintf(mode, sizeof(mode), "%o", number(at + 38, 4) >> 16);
    entries.push_back(zip.substr(at + 46, name_size) + " " + mode + " " + content);
    at += 46 + name_size;
  }
  return entries;
}

TEST_F(Assets, OfTypeArchiveArePacked) {
  folder.write("code/z/last.py", std::string(10000, 'x'));
  folder.write("code/main.py", "print()");
  folder.write("code/bootstrap", "#!/bin/sh");
  folder.write("code/empty", "");
  fs::permissions("code/bootstrap", fs::perms::owner_exec, fs::perm_options::add);
  const Asset asset(stack, "code", "code", AssetType::archive);
  EXPECT_EQ(asset.file_name(), "archive.zip");
  app.synth();
  const std::string zip = folder.read("out/stacks/s/assets/code/" + std::string(asset.hash()) + "/archive.zip");
  EXPECT_LT(zip.size(), 1000U);
  EXPECT_EQ(entries_of_zip(zip),
            (std::vector<std::string>{"bootstrap 100755 #!/bin/sh", "empty 100644 ", "main.py 100644 print()", "z/last.py 100644 " + std::string(10000, 'x')}));
}

TEST_F(Assets, AreTheSameBytesWhateverTheTimeOfTheFiles) {
  folder.write("code/a", "1");
  const Asset first(stack, "one", "code", AssetType::archive);
  app.synth();
  const auto before = folder.files();
  fs::last_write_time("code/a", fs::last_write_time("code/a") - std::chrono::hours(5000));
  app.synth();
  EXPECT_EQ(folder.files(), before);
}

TEST_F(Assets, ThatCannotBeReadAreRefused) {
  folder.write("file", "x");
  fs::create_directories("empty/inside");
  EXPECT_EQ(refusal("missing", AssetType::file), ": asset missing: cannot be read: No such file or directory; the path is relative to the folder in which the program runs");
  EXPECT_EQ(refusal("empty", AssetType::file), ": asset empty: is no file; choose AssetType::directory or AssetType::archive for a folder");
  EXPECT_EQ(refusal("file", AssetType::archive), ": asset file: is no folder; choose AssetType::file for a file");
  EXPECT_EQ(refusal("empty", AssetType::directory), ": asset empty: has no file in it; an asset needs at least one");
}

TEST_F(Assets, DoNotFollowLinksOutOfTheirFolder) {
  folder.write("secret", "x");
  folder.write("code/a", "1");
  fs::create_symlink("a", "code/inside");
  EXPECT_NO_THROW(Asset(stack, "inside", "code", AssetType::directory));
  fs::create_symlink("../secret", "code/outside");
  EXPECT_EQ(refusal("code", AssetType::directory), ": asset code/outside: is a link out of the asset's folder; copy the file into it");
  fs::remove("code/outside");
  fs::create_symlink("nothing", "code/nowhere");
  EXPECT_EQ(refusal("code", AssetType::directory), ": asset code/nowhere: is a link that leads nowhere; remove it or mend it");
  fs::remove("code/nowhere");
  fs::create_directory_symlink(".", "code/loop");
  EXPECT_EQ(refusal("code", AssetType::archive), ": asset code/loop: is a link to a folder; copy the folder instead");
}

TEST_F(Assets, ThatChangeAfterwardsAreRefused) {
  folder.write("file", "x");
  const Asset asset(stack, "a", "file"); const int line = __LINE__;
  folder.write("file", "y");
  EXPECT_EQ(error_of([&] { app.synth(); }), place("s/a", line) + ": file has changed since the asset was created; write the files first, then create the asset");
  EXPECT_FALSE(fs::exists("out"));
}

TEST_F(Assets, BelongToAStack) {
  folder.write("file", "x");
  EXPECT_EQ(error_of([&] { Asset(app, "a", "file"); }), place("a", __LINE__) + ": is in no stack; create it below a parapet::Stack");
}

TEST_F(Assets, OfTwoConstructsDoNotShareAFolder) {
  folder.write("file", "x");
  const Asset one(stack, "a.b", "file"); const int line = __LINE__;
  const Asset two(stack, "ab", "file");
  EXPECT_EQ(error_of([&] { app.synth(); }), "two assets have the folder stacks/s/assets/ab/9DD4E461268C8034F5C8564E155C67A6: " + place("s/a.b", line) + " and " + place("s/ab", line + 1) +
                                                "; give one of them another id");
}

TEST_F(Assets, GoWithTheNextRunThatHasNoneOfThem) {
  folder.write("data/config.txt", "hello");
  {
    const Asset asset(stack, "config", "data/config.txt");
    app.synth();
  }
  folder.write("out/stacks/s/assets/mine.txt", "kept");
  App again({.outdir = "out"});
  const Stack same(again, "s");
  again.synth();
  EXPECT_EQ(folder.read("out/stacks/s/assets/mine.txt"), "kept");
  EXPECT_FALSE(fs::exists("out/stacks/s/assets/config"));
  EXPECT_FALSE(nlohmann::json::parse(folder.read("out/manifest.json")).at("stacks").at("s").contains("assets"));
}

}  // namespace
}  // namespace parapet
