#pragma once

#include <gtest/gtest.h>

#include "parapet/document.hpp"

namespace parapet::test {

/// For test programs about what documents may hold, whether guardrails refuse it or not (modules, provisioners).
class WithoutGuardrails : public testing::Environment {
 public:
  void SetUp() override { detail::set_gate(nullptr); }
};

inline const testing::Environment* const without_guardrails = testing::AddGlobalTestEnvironment(new WithoutGuardrails);

}  // namespace parapet::test
