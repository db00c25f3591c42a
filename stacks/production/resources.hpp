#pragma once

#include <aws/provider.hpp>
#include <parapet/stack.hpp>

/// The providers beside the stack's own.
struct Providers {
  aws::Provider replica;
};

// One function for each file under resources/, in the order in which they are called.
void keys(parapet::Stack& stack, const Providers& other_providers);
void network(parapet::Stack& stack, const Providers& other_providers);
void buckets(parapet::Stack& stack, const Providers& other_providers);
void databases(parapet::Stack& stack, const Providers& other_providers);
void iam(parapet::Stack& stack, const Providers& other_providers);
