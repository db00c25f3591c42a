#pragma once

#include "parapet/testing/document.hpp"
#include "parapet/testing/golden.hpp"
#include "parapet/testing/matchers.hpp"
#include "parapet/testing/refusal.hpp"
#include "parapet/testing/synth.hpp"

/// What tests of stack programs need, on top of GoogleTest; link `parapet::testing`.
///
///     TEST(Production, EncryptsEveryDatabase) {
///       const auto documents = parapet::testing::synth([](parapet::App& app) { ProductionStack stack(app); });
///       EXPECT_THAT(documents["production"], EveryResource("aws_db_instance", HasProperty("storage_encrypted",
///       true)));
///     }
