#include "parapet/construct.hpp"
#include "parapet/document/view.hpp"

namespace parapet {

using detail::Kind;
using detail::payload;

namespace {

constexpr int kDeepestText = 40;
constexpr std::string_view kOperators[] = {
    "-", "!", "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"};

/// Writes until the limit is reached and drops the rest.
class Renderer {
 public:
  explicit Renderer(std::size_t limit) : limit_(limit) {}

  std::string finish() {
    if (out_.size() <= limit_) return std::move(out_);
    std::size_t cut = limit_;
    while (cut > 0 && (static_cast<unsigned char>(out_[cut]) & 0xC0) == 0x80) --cut;
    return out_.substr(0, cut) + "...";
  }

  void value(View view) {
    if (full()) return;
    if (depth_ >= kDeepestText) {
      out_ += "...";
      return;
    }
    ++depth_;
    write(view);
    --depth_;
  }

 private:
  bool full() const { return out_.size() > limit_; }

  void write(View view) {
    if (view.is_unset()) {
      out_ += "null";
    } else if (view.is_text()) {
      out_ += '"';
      characters(view.text());
      out_ += '"';
    } else if (view.is_scalar()) {
      out_ += *as_text(view);
    } else if (view.is_list()) {
      sequence(view, '[', ']');
    } else if (view.is_object()) {
      object(view);
    } else {
      expression(view);
    }
  }

  /// Control characters and template markers are escaped; the message stays on one line.
  void characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size() && !full(); ++i) {
      const char c = text[i];
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\t') {
        out_ += "\\t";
      } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
        constexpr char kHex[] = "0123456789abcdef";
        out_ += "\\u00";
        out_ += kHex[static_cast<unsigned char>(c) >> 4];
        out_ += kHex[static_cast<unsigned char>(c) & 15];
      } else {
        if ((c == '$' || c == '%') && text.substr(i + 1, 1) == "{") out_ += c;
        out_ += c;
      }
    }
  }

  void sequence(View view, char open, char close) {
    out_ += open;
    for (std::size_t i = 0; i < view.size() && !full(); ++i) {
      if (i != 0) out_ += ", ";
      value(view.element(i));
    }
    out_ += close;
  }

  void object(View view) {
    out_ += '{';
    bool first = true;
    for (std::size_t i = 0; i < view.size() && !full(); ++i) {
      if (view.kind() == Kind::record && view.value_at(i).value() == nullptr) continue;
      if (!first) out_ += ", ";
      first = false;
      key(view, i);
      out_ += " = ";
      value(view.value_at(i));
    }
    out_ += '}';
  }

  void key(View view, std::size_t position) {
    if (view.kind() == Kind::record || view.key_at(position).is_text()) {
      out_ += view.name(position);
    } else {
      out_ += '(';
      value(view.key_at(position));
      out_ += ')';
    }
  }

  void expression(View view) {
    switch (view.kind()) {
      case Kind::root:
        out_ += Node(detail::element_of(view.value())).address();
        break;
      case Kind::name:
      case Kind::raw:
        out_ += view.text();
        break;
      case Kind::get: {
        const auto* part = payload<detail::GetPart>(view.value());
        operand(part->base);
        out_ += '.';
        out_ += part->name;
        break;
      }
      case Kind::index: {
        const auto* part = payload<detail::IndexPart>(view.value());
        operand(part->base);
        out_ += '[';
        value(part->key);
        out_ += ']';
        break;
      }
      case Kind::splat:
        operand(*payload<const detail::Value*>(view.value()));
        out_ += "[*]";
        break;
      case Kind::bare:
        value(*payload<const detail::Value*>(view.value()));
        break;
      case Kind::call:
        out_ += view.function();
        sequence(view, '(', ')');
        if (view.value()->flag != 0) out_.insert(out_.size() - 1, "...");
        break;
      default:
        operators(view);
    }
  }

  void operators(View view) {
    const detail::Value* const* parts = detail::elements_of(view.value());
    switch (view.kind()) {
      case Kind::unary:
        out_ += kOperators[static_cast<std::size_t>(view.value()->op)];
        operand(parts[0]);
        break;
      case Kind::binary:
        operand(parts[0]);
        out_ += ' ';
        out_ += kOperators[static_cast<std::size_t>(view.value()->op)];
        out_ += ' ';
        operand(parts[1]);
        break;
      case Kind::conditional:
        operand(parts[0]);
        out_ += " ? ";
        operand(parts[1]);
        out_ += " : ";
        operand(parts[2]);
        break;
      case Kind::join:
        join(view);
        break;
      case Kind::for_each:
        for_expression(view);
        break;
      default:
        out_ += "(dynamic block)";
    }
  }

  void join(View view) {
    out_ += '"';
    for (std::size_t i = 0; i < view.size() && !full(); ++i) {
      if (view.element(i).is_text()) {
        characters(view.element(i).text());
      } else {
        out_ += "${";
        value(view.element(i));
        out_ += '}';
      }
    }
    out_ += '"';
  }

  void for_expression(View view) {
    const auto* part = payload<detail::ForPart>(view.value());
    out_ += part->key != nullptr ? "{for " : "[for ";
    if (part->key_name != nullptr) {
      out_ += View(part->key_name).text();
      out_ += ", ";
    }
    out_ += View(part->value_name).text();
    out_ += " in ";
    value(part->collection);
    out_ += " : ";
    if (part->key != nullptr) {
      value(part->key);
      out_ += " => ";
    }
    value(part->value);
    if (view.value()->flag != 0) out_ += "...";
    if (part->condition != nullptr) {
      out_ += " if ";
      value(part->condition);
    }
    out_ += part->key != nullptr ? '}' : ']';
  }

  /// Parentheses wherever precedence could matter.
  void operand(View view) {
    const Kind kind = view.kind();
    const bool wrap = kind == Kind::unary || kind == Kind::binary || kind == Kind::conditional;
    if (wrap) out_ += '(';
    value(view);
    if (wrap) out_ += ')';
  }

  std::size_t limit_;
  std::string out_;
  int depth_ = 0;
};

}  // namespace

std::string render(View value, std::size_t limit) {
  Renderer renderer(limit);
  renderer.value(value);
  return renderer.finish();
}

}  // namespace parapet
