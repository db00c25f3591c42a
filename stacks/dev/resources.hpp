#pragma once

#include <aws/provider.hpp>
#include <parapet/stack.hpp>

/// The providers beside the stack's own.
struct Providers {
  /// us-east-1, where CloudFront looks for certificates.
  aws::Provider edge;
};

// One function for each file under resources/, in the order in which they are called.
void keys(parapet::Stack& stack, const Providers& other_providers);
void network(parapet::Stack& stack, const Providers& other_providers);
void buckets(parapet::Stack& stack, const Providers& other_providers);
void databases(parapet::Stack& stack, const Providers& other_providers);
void iam(parapet::Stack& stack, const Providers& other_providers);
