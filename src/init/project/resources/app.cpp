#include <parapet/variable.hpp>
#include <secure_templates/dynamodb.hpp>
#include <secure_templates/s3.hpp>

#include "../resources.hpp"

void storage(parapet::Stack& stack) {
  secure::S3Bucket uploads(stack, "uploads", aws::s3_bucket{.bucket = "{{name}}-uploads"});
  parapet::Output(stack, "uploads-bucket", parapet::OutputOptions{.value = uploads.bucket()});
}

void orders(parapet::Stack& stack) {
  secure::Table table(stack, "orders", aws::dynamodb_table{
      .attribute = {aws::dynamodb_table::Attribute{.name = "id", .type = "S"}},
      .billing_mode = "PAY_PER_REQUEST",
      .hash_key = "id",
      .name = "{{name}}-orders",
  });
  parapet::Output(stack, "orders-table", parapet::OutputOptions{.value = table.arn()});
}
