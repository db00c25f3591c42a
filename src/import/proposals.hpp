#pragma once

#include <string>

#include "parapet/guardrails/check.hpp"

namespace parapet::importing {

/// What is the same in every proposed exception. What is empty stays empty: the team has to fill it in, and until then
/// the exception permits nothing.
struct Proposal {
  std::string owner;
  std::string ticket;
  std::string until;  ///< the last day, `2026-03-31`
};

/// An `exceptions.json` with an exception for everything that refuses.
std::string proposed_exceptions(const guardrails::Report& report, const Proposal& proposal);

}  // namespace parapet::importing
