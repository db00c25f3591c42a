#include <parapet/variable.hpp>
#include <secure_templates/s3.hpp>
#include <secure_templates/sqs.hpp>

#include "../resources.hpp"

void storage(parapet::Stack& stack) {
  secure::S3Bucket uploads(stack, "uploads", aws::s3_bucket{.bucket = "{{name}}-uploads"});
  parapet::Output(stack, "uploads-bucket", parapet::OutputOptions{.value = uploads.bucket()});
}

void messages(parapet::Stack& stack) {
  secure::Queue orders(stack, "orders", aws::sqs_queue{.name = "{{name}}-orders"});
  parapet::Output(stack, "orders-queue", parapet::OutputOptions{.value = orders.arn()});
}
