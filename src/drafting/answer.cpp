#include "drafting/answer.hpp"

#include <boost/describe.hpp>

#include "drafting/safe_text.hpp"
#include "guardrails/json.hpp"
#include "guardrails/record.hpp"
#include "parapet/error.hpp"

namespace parapet::drafting {

namespace {

using guardrails::At;
using guardrails::Json;

constexpr std::size_t longest_answer = 256 * 1024;
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_description = 1500;
constexpr std::string_view white = " \t\r\n";

struct ModelItem {
  guardrails::Raw item;
  std::string name, description, domain;
};
BOOST_DESCRIBE_STRUCT(ModelItem, (), (item, name, description, domain))

std::string_view stripped(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white);
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// What is between the first fence and the next; the whole text when there is none.
std::string_view unfenced(std::string_view text) {
  constexpr std::string_view fence = "```";
  const std::size_t open = text.find(fence);
  if (text.starts_with('[') || open == text.npos) return text;
  const std::size_t start = text.find('\n', open);
  const std::size_t close = start == text.npos ? start : text.find(fence, start);
  if (close == text.npos) throw Error("the answer: the fence ``` is not closed");
  if (text.find(fence, close + fence.size()) != text.npos)
    throw Error("the answer: expected one JSON array, found more than one fence ```");
  return stripped(text.substr(start, close - start));
}

void refuse_unfit(const At& at, const char* name, std::size_t most) {
  const At member = at.member(name);
  const std::string text = member.text();
  if (!is_printable(text)) member.refuse("holds a line break, or a control or invisible character");
  if (text.size() > most) member.refuse("is longer than " + std::to_string(most) + " bytes");
}

ModelItem read_item(const At& at) {
  ModelItem item = guardrails::read_record<ModelItem>(at);
  refuse_unfit(at, "name", longest_name);
  refuse_unfit(at, "description", longest_description);
  refuse_unfit(at, "domain", longest_name);
  return item;
}

/// 0: it has none.
std::size_t item_number(const Json& element) {
  if (!element.is_object()) return 0;
  const auto found = element.find("item");
  return found != element.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

class AnswerReader {
 public:
  explicit AnswerReader(std::size_t count) : count_(count) {}

  Answer read(std::string_view text) {
    try {
      read_all(stripped(text));
    } catch (const Error& error) {
      answer_.complaints.push_back(shortened(printable(error.what()), 300));
    }
    return std::move(answer_);
  }

 private:
  void read_all(std::string_view text) {
    if (text.empty()) throw Error("the answer: expected a JSON array, found no text");
    if (text.size() > longest_answer) throw Error("the answer: is longer than 256 KiB");
    const Json json = guardrails::parse_json(unfenced(text), "the answer");
    const At at = At(json, "the answer").expect_array();
    for (std::size_t i = 0; i < at.size(); ++i) read_element(at.element(i));
  }

  void read_element(const At& at) {
    const std::size_t number = item_number(at.json());
    if (number == 0) {
      answer_.complaints.push_back(printable(at.place()) + ": has no \"item\" with the number of an element");
    } else if (number > count_) {
      answer_.notes.push_back("the model answered for an item " + std::to_string(number) + " of " +
                              std::to_string(count_) + "; dropped");
    } else if (!answer_.items.emplace(number, written(at)).second) {
      answer_.items[number].complaints.push_back("the answer has this item twice");
    }
  }

  static Written written(const At& at) {
    Written written;
    written.json = at.json().dump();
    try {
      ModelItem item = read_item(at);
      written.name = std::move(item.name);
      written.description = std::move(item.description);
      written.domain = std::move(item.domain);
    } catch (const Error& error) {
      written.complaints.push_back(shortened(printable(error.what()), 300));
    }
    return written;
  }

  std::size_t count_;
  Answer answer_;
};

}  // namespace

Answer read_answer(std::string_view text, std::size_t count) { return AnswerReader(count).read(text); }

}  // namespace parapet::drafting
