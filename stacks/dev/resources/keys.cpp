#include <parapet/guardrails/context.hpp>
#include <secure_templates/kms.hpp>

#include "../resources.hpp"

void keys(parapet::Stack& stack, const Providers&) {
  secure::Key data(stack, "data", aws::kms_key{
      .deletion_window_in_days = 7,
      .description = "Everything that dev stores",
  });
  parapet::guardrails::set_security_context(stack, parapet::guardrails::SecurityContext{.kms_key_arn = data.arn()});
}
